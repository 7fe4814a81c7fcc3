"""The script that builds the index of schemas: what it makes of a schema, and that it always makes the same bytes."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from fixer.cfn.schema import TypeFacts, facts
from fixer.cfn.schema_index import FILE, _Index, index_info

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "scripts" / "build_schemas.py"
TABLE = yaml.safe_load((ROOT / "scripts" / "array_semantics.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_schemas", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def compiled(script: ModuleType) -> Any:
    """A function from a schema (and the curated table) to its facts, through the bytes of an index."""

    def compile_schema(schema: dict[str, Any], table: dict[str, Any] | None = None) -> TypeFacts:
        schema = {"typeName": "My::Test::Type", "additionalProperties": False, **schema}
        semantics = script.Semantics(table or {"names": [], "types": {}})
        info = {"source": "test", "version": "1", "date": "today", "region": "nowhere"}
        chunk = _Index(script.build({"My::Test::Type": schema}, info, semantics)).chunk("My::Test::Type")
        assert chunk is not None
        return TypeFacts("My::Test::Type", chunk)

    return compile_schema


def test_recursive_definitions_stay_finite(compiled: Any) -> None:
    tree = {"type": "object", "additionalProperties": False, "properties": {"Next": {"$ref": "#/definitions/Tree"}}}
    found = compiled({"definitions": {"Tree": tree}, "properties": {"Root": {"$ref": "#/definitions/Tree"}}})
    assert found.knows(("Root", *["Next"] * 50)) is True
    assert found.knows(("Root", *["Next"] * 50, "Other")) is False


def test_a_definition_of_itself_alone_ends(compiled: Any) -> None:
    found = compiled(
        {"definitions": {"A": {"$ref": "#/definitions/A"}}, "properties": {"P": {"$ref": "#/definitions/A"}}}
    )
    assert found.knows(("P",)) is True
    assert found.knows(("P", "Q")) is None


def test_alternatives_are_united(compiled: Any) -> None:
    branches = [
        {"type": "object", "additionalProperties": False, "properties": {"A": {"type": "string"}}, "required": ["A"]},
        {"type": "object", "additionalProperties": False, "properties": {"B": {"type": "integer"}}},
    ]
    found = compiled({"properties": {"P": {"oneOf": branches}}})
    assert (found.knows(("P", "A")), found.knows(("P", "B")), found.knows(("P", "C"))) == (True, True, False)
    assert found.required(("P",)) == frozenset()


def test_an_open_alternative_leaves_the_rest_unsaid(compiled: Any) -> None:
    branches = [{"type": "object"}, {"type": "object", "additionalProperties": False, "properties": {"B": {}}}]
    assert compiled({"properties": {"P": {"anyOf": branches}}}).knows(("P", "C")) is None


def test_create_only_paths_through_lists_may_lack_the_star(compiled: Any) -> None:
    item = {"type": "object", "properties": {"Size": {"type": "integer"}, "Type": {"type": "string"}}}
    found = compiled(
        {"properties": {"Disks": {"type": "array", "items": item}}, "createOnlyProperties": ["/properties/Disks/Size"]}
    )
    assert found.replacement(("Disks", "0", "Size")) == "always"
    assert found.replacement(("Disks", "0", "Type")) == "never"


def test_only_a_flag_or_the_table_makes_a_set(compiled: Any) -> None:
    names = {"type": "array", "items": {"type": "string"}}
    schema = {
        "properties": {
            "Plain": names,
            "Unique": {**names, "uniqueItems": True},
            "Flagged": {**names, "insertionOrder": False},
            "Named": names,
            "Placed": {**names, "insertionOrder": False},
        }
    }
    table = {
        "names": [{"names": ["Named"], "items": "scalar", "list": "set", "reason": "test"}],
        "types": {"My::Test::Type": [{"at": ["Placed"], "list": "ordered", "reason": "test"}]},
    }
    found = compiled(schema, table)
    kinds = {name: found.at((name,)).list for name in schema["properties"]}
    assert kinds == {"Plain": "ordered", "Unique": "ordered", "Flagged": "set", "Named": "set", "Placed": "ordered"}


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"at": ["Nowhere"], "list": "set"}, "array_semantics.yaml: My::Test::Type has no list at Nowhere"),
        ({"at": ["Items"], "list": "set", "key": "Id"}, "array_semantics.yaml: My::Test::Type has no Id at Items/*"),
    ],
)
def test_a_table_that_names_what_is_not_there_is_refused(compiled: Any, rule: dict[str, Any], message: str) -> None:
    item = {"type": "object", "properties": {"Name": {"type": "string"}}}
    with pytest.raises(SystemExit) as caught:
        compiled(
            {"properties": {"Items": {"type": "array", "items": item}}},
            {"names": [], "types": {"My::Test::Type": [rule]}},
        )
    assert str(caught.value) == message


def test_every_curated_decision_is_in_the_packaged_index() -> None:
    for resource_type, rules in TABLE["types"].items():
        found = facts(resource_type)
        assert found is not None, resource_type
        for rule in rules:
            for path in rule["at"]:
                place = found.at(path.split("/"))
                assert place is not None and (place.list, place.key) == (rule["list"], rule.get("key")), (
                    f"{resource_type} {path}: rebuild the index with scripts/build_schemas.py"
                )


def test_every_curated_decision_has_a_reason() -> None:
    rules = [*TABLE["names"], *(rule for rules in TABLE["types"].values() for rule in rules)]
    assert all(rule["list"] in ("set", "ordered") and len(rule["reason"]) > 10 for rule in rules)


def test_the_same_bytes_every_time_and_the_packaged_facts(tmp_path: Path) -> None:
    pytest.importorskip("cfnlint", reason="the schemas come from cfn-lint's wheel, which is not installed")
    files = [tmp_path / "one.bin", tmp_path / "two.bin"]
    running = [
        subprocess.Popen(
            [sys.executable, str(SCRIPT), "-o", str(file)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
        )
        for file, seed in zip(files, ("1", "2"), strict=True)
    ]
    for process in running:
        process.communicate()
        assert process.returncode == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    if version("cfn-lint") != index_info().version:
        pytest.skip(f"the index was built from cfn-lint {index_info().version}; {version('cfn-lint')} is installed")
    built, packaged = _Index(files[0].read_bytes()), _Index(FILE.read_bytes())
    assert built.directory.split()[2::2] == packaged.directory.split()[2::2]
    for name in (word.decode() for word in packaged.directory.split() if b"::" in word):
        assert json.dumps(built.chunk(name)) == json.dumps(packaged.chunk(name)), name

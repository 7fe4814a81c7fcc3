"""Rebuild ``fixer/cfn/schemas.bin``, the index of what CloudFormation's resource schemas say.

    python scripts/build_schemas.py [-o FILE]

The facts come from the resource provider schemas inside the installed cfn-lint wheel (``pip install cfn-lint``), the
meaning of lists where those schemas are silent from ``scripts/array_semantics.yaml``. The file's layout is described in
``fixer/cfn/schema_index.py``. Equal input gives equal bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "fixer" / "cfn" / "schemas.bin"
SEMANTICS = ROOT / "scripts" / "array_semantics.yaml"
REGION = "us-east-1"
DICTIONARY_SIZE = 32_768
BLOCK_SIZE = 32_768
LONGEST_ENUM = 40

TYPE_CODES = {"string": "s", "integer": "i", "number": "n", "boolean": "b", "object": "o", "array": "a"}
STRUCTURE = ("$ref", "properties", "patternProperties", "items", "type", "enum")
MEANINGFUL_SIBLINGS = ("default", "insertionOrder", "uniqueItems")
KEY_CANDIDATES = ("Key", "Name", "Id", "key", "name", "id")

Node = Any  # the number of a shared definition, the type codes of a plain scalar, or an object of the index


class Semantics:
    """The curated table: which lists are sets, which are ordered, and by what property their items are told apart."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.names: dict[tuple[str, str], dict[str, Any]] = {}
        for rule in table["names"]:
            self.names |= {(name, rule["items"]): rule for name in rule["names"]}
        self.types: dict[str, list[dict[str, Any]]] = table["types"]

    def of_name(self, name: str, item_shape: str, item_properties: Iterable[str]) -> tuple[str, str | None] | None:
        """What the table says of every list of this name, or ``None``."""
        rule = self.names.get((name, item_shape))
        if rule is None or ("key" in rule and rule["key"] not in item_properties):
            return None
        return rule["list"], rule.get("key")


class TypeCompiler:
    """Turns one resource schema into the index's shape; definitions stay shared, so recursive ones need no cutting."""

    def __init__(self, schema: dict[str, Any], semantics: Semantics) -> None:
        self.schema = schema
        self.semantics = semantics
        self.numbers: dict[str, int] = {}
        self.definitions: list[Node] = []
        self.users: dict[int, set[str]] = {}

    def compile(self) -> dict[str, Any]:
        """The whole chunk of one type, as ``fixer/cfn/schema.py`` reads it."""
        root = self.node({**self.schema, "type": "object"}, "")
        self.shorten_names()
        chunk: dict[str, Any] = {"root": root, "defs": self.definitions}
        for short, name in (
            ("ro", "readOnlyProperties"),
            ("wo", "writeOnlyProperties"),
            ("co", "createOnlyProperties"),
            ("cc", "conditionalCreateOnlyProperties"),
            ("id", "primaryIdentifier"),
        ):
            paths = sorted({self.property_path(path, chunk) for path in self.schema.get(name) or ()})
            if paths:
                numbers = {(name,): number for number, name in enumerate(root.get("p", ()))}
                chunk[short] = [numbers.get(path, "/".join(path)) for path in paths]
        for rule in self.semantics.types.get(self.schema["typeName"], ()):
            for path in rule["at"]:
                self.override(chunk, path, rule)
        return chunk

    def shorten_names(self) -> None:
        """A definition called like the properties that use it (or their singular) need not repeat the name."""
        for number, users in self.users.items():
            definition = self.definitions[number]
            if len(users) == 1 and isinstance(definition, dict) and "name" in definition:
                (user,), name = users, definition["name"]
                if user.startswith(name) and len(user) - len(name) < 3:
                    definition["name"] = len(user) - len(name)
                    if definition["name"] == 0:
                        del definition["name"]

    def property_path(self, pointer: str, chunk: dict[str, Any]) -> tuple[str, ...]:
        """``/properties/A/B`` → ``("A", "*", "B")`` where A is a list: not every schema writes the ``*``."""
        tokens = [token for token in pointer.split("/")[1:] if token != "properties"]
        path: list[str] = []
        nodes = [chunk["root"]]
        for token in tokens:
            if token != "*" and any(self.is_array(node) for node in nodes):
                path.append("*")
                nodes = self.children(nodes, "*")
            path.append(token)
            nodes = self.children(nodes, token)
        return tuple(path)

    def expand(self, node: Node) -> Iterator[dict[str, Any]]:
        """A node's alternatives, references followed (at most once each)."""
        pending, seen = [node], set()
        while pending:
            current = pending.pop(0)
            if isinstance(current, int):
                if current in seen:
                    continue
                seen.add(current)
                current = self.definitions[current]
            if isinstance(current, str):
                current = {"t": current}
            if isinstance(current, int):
                pending.append(current)
                continue
            yield current
            pending.extend(current.get("any", ()))

    def is_array(self, node: Node) -> bool:
        return any("i" in option for option in self.expand(node))

    def children(self, nodes: Sequence[Node], token: str) -> list[Node]:
        found = []
        for option in (option for node in nodes for option in self.expand(node)):
            if token == "*":
                found += [option[key] for key in ("i", "ap") if key in option]
                found += [node for _, node in option.get("pp", ())]
            elif token in option.get("p", ()):
                found.append(option["p"][token])
        return found

    def override(self, chunk: dict[str, Any], path: str, rule: dict[str, Any]) -> None:
        """Writes a curated decision into the lists at ``path``; a list that does not exist is an error of the table."""
        nodes: list[Node] = [chunk["root"]]
        for token in path.split("/"):
            nodes = self.children(nodes, token)
        arrays = [option for node in nodes for option in self.expand(node) if "i" in option]
        if not arrays:
            raise SystemExit(f"array_semantics.yaml: {self.schema['typeName']} has no list at {path}")
        key = rule.get("key")
        if key is not None and not self.children(self.children(arrays, "*"), key):
            raise SystemExit(f"array_semantics.yaml: {self.schema['typeName']} has no {key} at {path}/*")
        for array in arrays:
            write_semantics(array, rule["list"], key)

    def reference(self, pointer: str, user: str) -> Node:
        """The number of a shared definition; what lies outside the schema is unknown and thus open."""
        if pointer not in self.numbers:
            target = self.resolve(pointer)
            if target is None:
                return {}
            self.numbers[pointer] = len(self.definitions)
            self.definitions.append({})
            name = pointer.removeprefix("#/definitions/")
            compiled = self.node(target, "")
            name = name.rpartition(".")[2]
            if "/" not in name and isinstance(compiled, dict) and ("p" in compiled or "any" in compiled):
                compiled["name"] = name
            self.definitions[self.numbers[pointer]] = compiled
        self.users.setdefault(self.numbers[pointer], set()).add(user)
        return self.numbers[pointer]

    def resolve(self, pointer: str) -> dict[str, Any] | None:
        if not pointer.startswith("#/"):
            return None
        target: Any = self.schema
        for token in pointer[2:].split("/"):
            if not isinstance(target, dict) or token not in target:
                return None
            target = target[token]
        return target if isinstance(target, dict) else None

    def node(self, schema: Any, name: str) -> Node:
        """One sub-schema; ``name`` is the property (or definition) that it stands under."""
        if not isinstance(schema, dict):
            return {}
        if "$ref" in schema:
            siblings = {key: schema[key] for key in MEANINGFUL_SIBLINGS if key in schema}
            target = self.resolve(schema["$ref"])
            is_list = target is not None and target.get("type") == "array"
            if not is_list and "default" not in siblings:
                return self.reference(schema["$ref"], name)
            return self.node({**(target or {}), **siblings}, name)
        branches = [self.node(branch, name) for branch in alternatives(schema)]
        own = self.own(schema, name)
        if not branches:
            return own["t"] if own.keys() == {"t"} else own
        keeps_structure = any(key in own for key in ("p", "pp", "ap", "i", "open"))
        facts = {} if keeps_structure else {key: own[key] for key in ("d", "e") if key in own}
        options = ([own] if keeps_structure else []) + branches
        return {**facts, "any": [option for at, option in enumerate(options) if option not in options[:at]]}

    def own(self, schema: dict[str, Any], name: str) -> dict[str, Any]:
        """What a sub-schema says itself, its alternatives left out."""
        node: dict[str, Any] = {}
        codes = type_codes(schema)
        if codes != "a" and any(key in schema for key in ("properties", "patternProperties", "additionalProperties")):
            self.add_object(node, schema, name)
        if "a" in codes:
            self.add_array(node, schema, name)
        if codes and codes != implied_type(node):
            node["t"] = codes
        add_scalar_facts(node, schema)
        return node

    def add_object(self, node: dict[str, Any], schema: dict[str, Any], name: str) -> None:
        properties = schema.get("properties") or {}
        if properties:
            node["p"] = {key: self.node(value, key) for key, value in sorted(properties.items())}
        patterns = schema.get("patternProperties") or {}
        if patterns:
            node["pp"] = [[usable_pattern(key), self.node(value, name)] for key, value in sorted(patterns.items())]
        additional = schema.get("additionalProperties")
        if isinstance(additional, dict):
            node["ap"] = self.node(additional, name)
        elif additional is not False or not (properties or patterns):
            node["open"] = 1
        required = set(schema.get("required") or ())
        if required & set(properties):
            node["r"] = [at for at, key in enumerate(sorted(properties)) if key in required]

    def add_array(self, node: dict[str, Any], schema: dict[str, Any], name: str) -> None:
        items = schema.get("items")
        node["i"] = self.node(items, name) if isinstance(items, dict) else {}
        options = list(self.expand(node["i"]))
        properties = {key: node for option in options for key, node in option.get("p", {}).items()}
        shape = "object" if properties else "scalar"
        decided = self.semantics.of_name(name, shape, properties)
        if decided is None and schema.get("insertionOrder") is False:
            decided = "set", None
        unique = schema.get("uniqueKeys")
        key = unique[0] if isinstance(unique, list) and len(unique) == 1 else None
        if decided is not None and decided[0] == "set" and decided[1] is None:
            required = {sorted(option["p"])[at] for option in options for at in option.get("r", ())}
            key = key or next((name for name in KEY_CANDIDATES if name in required), None)
            decided = "set", key
        write_semantics(node, *(decided or ("ordered", key)))


def write_semantics(node: dict[str, Any], kind: str, key: str | None) -> None:
    """``l`` marks a set (a list is ordered without it), ``k`` the property that tells its items apart."""
    node.pop("l", None)
    node.pop("k", None)
    if kind == "set":
        node["l"] = "s"
    if key is not None:
        node["k"] = key


def alternatives(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The branches of anyOf, oneOf and allOf that add structure; most only constrain what is already said."""
    own = schema.get("properties") or {}
    found = []
    for keyword in ("allOf", "anyOf", "oneOf"):
        for branch in schema.get(keyword) or ():
            properties = set(branch.get("properties") or ())
            constrains = bool(own) and "$ref" not in branch and properties <= set(own)
            if not constrains and any(key in branch for key in STRUCTURE):
                found.append(branch)
    return found


def type_codes(schema: dict[str, Any]) -> str:
    types = schema.get("type")
    names = [types] if isinstance(types, str) else types if isinstance(types, list) else []
    if not names and "properties" in schema:
        names = ["object"]
    if not names and "items" in schema:
        names = ["array"]
    return "".join(sorted({TYPE_CODES[name] for name in names if name in TYPE_CODES}))


def implied_type(node: dict[str, Any]) -> str:
    """The type codes that an object or a list need not spell out."""
    return "a" if "i" in node else "o" if any(key in node for key in ("p", "pp", "ap", "open")) else ""


def add_scalar_facts(node: dict[str, Any], schema: dict[str, Any]) -> None:
    """Default, allowed values and numeric limits, where the schema states them."""
    if "default" in schema:
        node["d"] = schema["default"]
    values = schema.get("enum") or ([schema["const"]] if "const" in schema else None)
    if values and len(values) <= LONGEST_ENUM:
        node["e"] = values
    if "minimum" in schema or "maximum" in schema:
        node["m"] = [schema.get("minimum"), schema.get("maximum")]


def usable_pattern(pattern: str) -> str:
    """A pattern that Python cannot read (Java's ``\\p{L}``) admits every key."""
    try:
        re.compile(pattern)
    except re.error:
        return ""
    return pattern


def read_schemas() -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Every schema of the wheel itself (never of a newer cache in the home directory), and where they come from."""
    import cfnlint
    from cfnlint.schema.manager import ProviderSchemaManager

    data = Path(cfnlint.__file__).parent / "data" / "schemas"
    manager = ProviderSchemaManager(providers_dir=data / "providers", resources_dir=data / "resources")
    schemas = {name: manager.get_resource_schema(REGION, name).schema for name in manager.get_resource_types(REGION)}
    date = json.loads((data / "version.json").read_text("utf-8"))["schema_date"]
    return schemas, {"source": "cfn-lint", "version": version("cfn-lint"), "date": date, "region": REGION}


def encode(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def fragments(node: Any) -> Iterator[bytes]:
    """The texts that repeat between types: each property with its facts."""
    if isinstance(node, dict):
        for key, value in sorted(node.items()):
            if isinstance(key, str) and len(key) > 2:
                yield encode({key: value})[1:-1]
            yield from fragments(value)
    elif isinstance(node, list):
        for value in node:
            yield from fragments(value)


def shared_dictionary(chunks: Iterable[dict[str, Any]]) -> bytes:
    """The most rewarding repeated texts for zlib's preset dictionary, the best last, where references are short."""
    counts: Counter[bytes] = Counter()
    for chunk in chunks:
        counts.update(set(fragments(chunk)))
    worth = sorted(((count - 1) * len(text), text) for text, count in counts.items() if count > 2 and len(text) < 400)
    chosen: list[bytes] = []
    size = 0
    for _, text in reversed(worth):
        if size + len(text) > DICTIONARY_SIZE:
            break
        if not any(text in other for other in chosen):
            chosen.append(text)
            size += len(text)
    return b",".join(reversed(chosen))[-DICTIONARY_SIZE:]


def compress(data: bytes, dictionary: bytes | None = None) -> bytes:
    level, method, window = 9, zlib.DEFLATED, 15
    engine = (
        zlib.compressobj(level, method, window, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
        if dictionary
        else zlib.compressobj(level, method, window, 9)
    )
    return engine.compress(data) + engine.flush()


def build(schemas: dict[str, dict[str, Any]], info: dict[str, str], semantics: Semantics) -> bytes:
    """The index file's bytes."""
    chunks = {name: TypeCompiler(schema, semantics).compile() for name, schema in sorted(schemas.items())}
    unknown = sorted(set(semantics.types) - set(chunks))
    if unknown:
        raise SystemExit(f"array_semantics.yaml: no such resource types: {', '.join(unknown)}")
    dictionary = shared_dictionary(chunks.values())
    lines, blocks, offset = [], [], 0
    for names, block in blocks_of({name: encode(chunk) for name, chunk in chunks.items()}):
        packed = compress(block, dictionary)
        lines.append(f"{offset} {len(packed)} " + " ".join(f"{name} {size}" for name, size in names) + " ")
        blocks.append(packed)
        offset += len(packed)
    packed_lines, packed_dictionary = compress("\n".join(lines).encode()), compress(dictionary)
    sizes = {"types": len(chunks), "directory": len(packed_lines), "dictionary": len(packed_dictionary)}
    header = encode({"format": 1, **info, **sizes}) + b"\n"
    return header + packed_lines + packed_dictionary + b"".join(blocks)


def blocks_of(chunks: dict[str, bytes]) -> Iterator[tuple[list[tuple[str, int]], bytes]]:
    """Neighbouring types in blocks small enough to inflate for one of them: ``(name, size)`` in order, and bytes."""
    names: list[tuple[str, int]] = []
    block = b""
    for name, chunk in chunks.items():
        if block and len(block) + len(chunk) > BLOCK_SIZE:
            yield names, block
            names, block = [], b""
        names.append((name, len(chunk)))
        block += chunk
    yield names, block


def load_semantics() -> Semantics:
    import yaml

    return Semantics(yaml.safe_load(SEMANTICS.read_text("utf-8")))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Rebuild the index of CloudFormation's resource schemas.")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    schemas, info = read_schemas()
    data = build(schemas, info, load_semantics())
    options.output.write_bytes(data)
    print(
        f"{options.output.name}: {len(schemas)} types, {len(data):,} bytes, cfn-lint {info['version']}, {info['date']}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

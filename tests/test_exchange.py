"""Patches and the way back on the command line: written, applied, refused, undone."""

from __future__ import annotations

import json
import shutil
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonpatch
import pytest
from jsonschema import Draft202012Validator

from fixer import api, cli, exchange, results
from fixer.dialects import Reading
from fixer.errors import FixerError
from fixer.read.document import from_bytes
from fixer.read.folder import folder_pair
from tests.pairs import difference, resource, template

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
Answer = tuple[int, str, str]
READ = ": was read as input and would be overwritten\n  try:   choose another"


@pytest.fixture
def fixer(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs one call in a folder that holds the samples; status, output, errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for sample in SAMPLES.iterdir():
        if sample.is_dir():
            shutil.copytree(sample, tmp_path / sample.name)

    def call(*arguments: str) -> Answer:
        status = cli.run(arguments)
        sys.stdout.flush()
        return status, *capfd.readouterr()

    return call


def names() -> list[str]:
    return sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())


def patch_of(found: api.Difference) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(exchange.render_patch(found))
    return read


# -- written


@pytest.mark.parametrize("name", names())
def test_any_tool_can_apply_what_is_written(fixer: Any, name: str) -> None:
    status, out, err = fixer("diff", name, "--format", "jsonpatch")
    assert (status, err) == (1, "")
    found = api.diff(*read_folder(SAMPLES / name))
    document = json.loads(out)
    assert list(document) == ["version", "model", "source", "patch", "issues"]
    assert jsonpatch.apply_patch(found.model.data, document["patch"]) == found.ideal.data
    for issue, given in zip(document["issues"], found.issues, strict=True):
        assert (issue["id"], issue["number"], issue["title"]) == (given.id, given.number, given.title)
        alone = jsonpatch.apply_patch(found.model.data, issue["patch"])
        assert alone == found.builder.build(given.gaps).data


@pytest.mark.parametrize("name", names())
def test_a_patch_leads_where_applying_leads(fixer: Any, name: str) -> None:
    fixer("diff", name, "--format", "jsonpatch", "-o", "p.json")
    fixer("apply", name, "--unsafe", "-o", "applied.md")
    status, _, err = fixer("apply", name, "--patch", "p.json", "-o", "patched.md")
    assert (status, "Applied " in err) == (0, True)
    nothing = from_bytes("p.json", b"[]")
    documents = [from_bytes(one, Path(one).read_bytes()) for one in ("applied.md", "patched.md")]
    data = [exchange.patch(document, nothing, api.Selection()).data for document in documents]
    assert data[0] == data[1]


def read_folder(folder: Path) -> Any:
    names = [one.name for one in folder.iterdir()]
    return folder_pair(str(folder), names, lambda name: (folder / name).read_bytes(), Reading())


def test_every_replacement_and_removal_is_guarded() -> None:
    model = template(
        {"A": resource("AWS::SQS::Queue", DelaySeconds=1), "B": resource("AWS::SNS::Topic", TopicName="b")}
    )
    ideal = template({"A": resource("AWS::SQS::Queue", DelaySeconds=2)})
    whole = patch_of(difference(model, ideal))["patch"]
    for number, operation in enumerate(whole):
        if operation["op"] in ("replace", "remove"):
            assert (whole[number - 1]["op"], whole[number - 1]["path"]) == ("test", operation["path"])
    assert {"op": "test", "path": "/Resources/A/Properties/DelaySeconds", "value": 1} in whole
    other = deepcopy(model)
    other["Resources"]["A"]["Properties"]["DelaySeconds"] = 7
    with pytest.raises(jsonpatch.JsonPatchTestFailed):
        jsonpatch.apply_patch(other, whole)


def test_secrets_are_hidden_and_such_a_patch_refuses(fixer: Any, tmp_path: Path) -> None:
    database = {"Engine": "mysql", "MasterUsername": "admin"}
    model = template({"D": resource("AWS::RDS::DBInstance", **database, MasterUserPassword="correct-horse-1", Port=1)})
    ideal = template({"D": resource("AWS::RDS::DBInstance", **database, MasterUserPassword="battery-staple-2", Port=2)})
    (tmp_path / "model.json").write_text(json.dumps(model))
    (tmp_path / "ideal.json").write_text(json.dumps(ideal))
    text = fixer("diff", "model.json", "ideal.json", "--format", "jsonpatch")[1]
    assert "correct-horse" not in text
    assert "battery-staple" not in text
    document = json.loads(text)
    assert document["masked"] is True
    hidden = [issue["number"] for issue in document["issues"] if issue.get("masked")]
    assert hidden
    (tmp_path / "p.json").write_text(text)
    status, out, err = fixer("apply", "model.json", "--patch", "p.json", "--in-place")
    assert (status, out) == (2, "")
    assert err.startswith("p.json: secrets are hidden in the patch, so it cannot be applied\n  try:   --except issue:")
    assert json.loads((tmp_path / "model.json").read_text()) == model
    if len(hidden) < len(document["issues"]):
        without = [word for number in hidden for word in ("--except", f"issue:{number}")]
        assert fixer("apply", "model.json", "--patch", "p.json", *without)[0] == 0


def test_a_secret_can_be_taken_out_without_being_shown(fixer: Any, tmp_path: Path) -> None:
    users = {"Type": "AWS::RDS::DBInstance", "Properties": {"Engine": "mysql", "MasterUserPassword": {"Ref": "Secret"}}}
    secret = {"Type": "String", "Default": "correct-horse-1"}
    (tmp_path / "model.json").write_text(json.dumps(template({"D": users}, Parameters={"Secret": secret})))
    del users["Properties"]["MasterUserPassword"]
    (tmp_path / "ideal.json").write_text(json.dumps(template({"D": users})))
    fixer("diff", "model.json", "ideal.json", "--format", "jsonpatch", "-o", "p.json")
    text = (tmp_path / "p.json").read_text()
    assert "correct-horse" not in text
    assert '"path": "/Parameters/Secret/Type"' in text
    status, out, _ = fixer("apply", "model.json", "--patch", "p.json")
    assert (status, json.loads(out)) == (0, template({"D": users}))


# -- applied


def test_any_json_or_yaml_keeps_what_is_not_spoken_of(fixer: Any, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text('[{"op": "replace", "path": "/services/web/ports/0", "value": 81}]')
    yaml = "# compose\nservices:\n  web:   {ports: [ 80, 443 ], image: 'x'} # web\n"
    (tmp_path / "compose.yml").write_text(yaml)
    assert fixer("apply", "compose.yml", "--patch", "p.json") == (0, yaml.replace("80", "81"), "Applied 1 operation\n")
    text = '{"services":{"web":{"ports":[80 , 443]}}}'
    (tmp_path / "a.json").write_text(text)
    assert fixer("apply", "a.json", "--patch", "p.json")[1] == text.replace("80", "81")


@pytest.mark.parametrize(
    ("root", "operation", "result"),
    [
        ("[1, 2]", '{"op": "add", "path": "/-", "value": 3}', "[1, 2, 3]"),
        ("7", '{"op": "replace", "path": "", "value": true}', "true"),
        ('"a"', '{"op": "add", "path": "", "value": ["a"]}', '["a"]'),
        ('{"": {"/": 1, "~": 2}}', '{"op": "remove", "path": "//~1"}', '{"": {"~": 2}}'),
        ("[1.0]", '{"op": "test", "path": "/0", "value": 1}', "[1.0]"),
    ],
)
def test_roots_and_pointers_of_every_kind(fixer: Any, tmp_path: Path, root: str, operation: str, result: str) -> None:
    (tmp_path / "a.json").write_text(root)
    (tmp_path / "p.json").write_text(f"[{operation}]")
    assert fixer("apply", "a.json", "--patch", "p.json")[:2] == (0, result)


def test_the_template_inside_markdown_is_patched(fixer: Any, tmp_path: Path) -> None:
    text = "# T\n\n```yaml\nResources:\n  Q: # queue\n    Type: AWS::SQS::Queue\n```\n\ntail\n"
    (tmp_path / "m.md").write_text(text)
    (tmp_path / "p.json").write_text('[{"op": "add", "path": "/Resources/Q/Properties", "value": {"DelaySeconds": 1}}]')
    expected = text.replace("SQS::Queue\n", "SQS::Queue\n    Properties:\n      DelaySeconds: 1\n")
    assert fixer("apply", "m.md", "--patch", "p.json")[1] == expected
    fixer("apply", "m.md", "--patch", "p.json", "-o", "bare.yaml")
    assert (tmp_path / "bare.yaml").read_text() == expected[expected.index("Res") : expected.index("```\n\ntail")]


def test_a_failing_test_says_where_what_and_writes_nothing(fixer: Any, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a:\n  b: [1, 2]\n")
    (tmp_path / "p.json").write_text(
        '[\n  {"op": "remove", "path": "/a/b/0"},\n  {"op": "test", "path": "/a/b/0", "value": "2"}\n]\n'
    )
    assert fixer("apply", "a.yaml", "--patch", "p.json", "--in-place", "--undo-file", "u.json") == (
        2,
        "",
        'p.json:3:3: operation 2 (test) does not fit a.yaml: /a/b/0: the test failed\n  cause: expected "2", found 2\n',
    )
    assert (tmp_path / "a.yaml").read_text() == "a:\n  b: [1, 2]\n"
    assert not (tmp_path / "u.json").exists()


def test_a_failing_test_of_a_secret_does_not_tell_it(fixer: Any, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"DbPassword": "hunter2hunter2"}')
    (tmp_path / "p.json").write_text('[{"op": "test", "path": "/DbPassword", "value": "x"}]')
    assert "hunter2" not in fixer("apply", "a.json", "--patch", "p.json")[2]


def test_parts_of_a_patch(fixer: Any, tmp_path: Path) -> None:
    fixer("diff", "queues-and-functions", "--format", "jsonpatch", "-o", "p.json")
    model = "queues-and-functions/MODEL_RESPONSE.md"
    status, patched, err = fixer("apply", model, "--patch", "p.json", "--only", "rule:queue-unencrypted")
    assert status == 0
    assert err.startswith("Applied 1\n")
    assert patched == fixer("apply", "queues-and-functions", "--only", "rule:queue-unencrypted")[1]
    rest = fixer("apply", model, "--patch", "p.json", "--except", "rule:queue-unencrypted")[1]
    assert rest.count("KmsMasterKeyId") < fixer("apply", model, "--patch", "p.json")[1].count("KmsMasterKeyId")
    assert fixer("apply", model, "--patch", "p.json", "--none")[1] == Path(model).read_text()
    (tmp_path / "bare.json").write_text("[]")
    says = "bare.json: the patch has no issues to choose from\n  try:   leave --only and --except out\n"
    assert fixer("apply", model, "--patch", "bare.json", "--only", "1") == (2, "", says)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["a.json", "b.json", "--patch", "p.json"], "--patch takes the place of an IDEAL\n  try:   give MODEL alone\n"),
        (["-", "--patch", "-"], "only one of MODEL and --patch can be standard input\n"),
        (["a.json", "--patch", "no.json"], "no.json: no such file\n"),
        (["a.json", "--patch", "p.json", "-o", "p.json"], f"p.json{READ} -o FILE\n"),
        (["a.json", "--patch", "p.json", "--undo-file", "a.json"], f"a.json{READ} --undo-file FILE\n"),
        (["a.json", "--patch", "p.json", "-o", "c", "--undo-file", "c"], "c: --undo-file and -o are one file\n"),
        (["a.json", "--patch", "p.json", "--undo-file", "-"], "--undo-file needs a file\n"),
        (
            ["a.json", "--patch", "p.json", "--diff", "--undo-file", "u"],
            "--diff alone writes nothing that could be undone\n",
        ),
        (["a.json", "--patch", "p.json", "--interactive"], "--interactive and --patch contradict each other\n"),
        (
            ["two.yaml", "--patch", "p.json"],
            "two.yaml:3:1: cannot be read\n  cause: the file holds several YAML documents\n",
        ),
        (
            ["bad.json", "--patch", "p.json"],
            "bad.json:1:4: cannot be read\n  cause: something follows the JSON value\n",
        ),
        (["words.md", "--patch", "p.json"], "words.md: no CloudFormation template found"),
    ],
)
def test_calls_that_cannot_be_meant(fixer: Any, tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "b.json").write_text("{}")
    (tmp_path / "p.json").write_text("[]")
    (tmp_path / "two.yaml").write_text("a: 1\n--- \nb: 2\n")
    (tmp_path / "bad.json").write_text("[1]]")
    (tmp_path / "words.md").write_text("# Words\n\nNothing else.\n")
    status, out, err = fixer("apply", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(says)


# -- undone


@pytest.mark.parametrize("name", names())
def test_undo_gives_every_byte_back_and_undoes_itself(fixer: Any, name: str) -> None:
    model = Path(name, "MODEL_RESPONSE.md")
    before = b"\xef\xbb\xbf" + model.read_bytes().replace(b"\n", b"\r\n")
    model.write_bytes(before)
    fixer("apply", name, "--unsafe", "--in-place", "--undo-file", "u.json")
    after = model.read_bytes()
    assert after != before
    status, out, err = fixer("apply", name, "--patch", "u.json", "--in-place", "--undo-file", "redo.json")
    assert (status, out, err) == (0, "", "the file is as it was before, byte for byte\n")
    assert model.read_bytes() == before
    fixer("apply", str(model), "--patch", "redo.json", "--in-place")
    assert model.read_bytes() == after


def test_undo_of_a_file_that_has_changed_since_is_an_ordinary_patch(fixer: Any, tmp_path: Path) -> None:
    before = "a: [1, 2] # here\nb: 1\n"
    (tmp_path / "a.yaml").write_text(before)
    (tmp_path / "p.json").write_text('[{"op": "remove", "path": "/a"}]')
    fixer("apply", "a.yaml", "--patch", "p.json", "--in-place", "--undo-file", "u.json")
    with (tmp_path / "a.yaml").open("a") as stream:
        stream.write("c: 3\n")
    status, out, err = fixer("apply", "a.yaml", "--patch", "u.json")
    assert (status, out) == (0, "b: 1\nc: 3\na:\n  - 1\n  - 2\n")
    assert err == (
        "the file has changed since: its values are put back by the JSON Patch, comments and spelling are not\n"
        "Applied 1 operation\n"
    )
    way_back = json.loads((tmp_path / "u.json").read_text())["patch"]
    assert jsonpatch.apply_patch({"b": 1}, way_back) == {"a": [1, 2], "b": 1}


def test_a_damaged_way_back_is_not_taken(fixer: Any, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": 1}')
    (tmp_path / "p.json").write_text('[{"op": "remove", "path": "/a"}]')
    fixer("apply", "a.json", "--patch", "p.json", "--in-place", "--undo-file", "u.json")
    document = json.loads((tmp_path / "u.json").read_text())
    document["undo"]["edits"][0]["back"] = "other"
    (tmp_path / "u.json").write_text(json.dumps(document))
    held = (tmp_path / "a.json").read_bytes()
    status, _, err = fixer("apply", "a.json", "--patch", "u.json", "--in-place")
    assert (status, (tmp_path / "a.json").read_bytes()) == (2, held)
    assert err == (
        "u.json: what it says of undoing is damaged\n  cause: it does not give the file that it was made for\n"
    )


def test_undo_gives_real_documents_back(corpus: Path) -> None:
    """Every eighth of the real documents, each applied as a whole."""
    count = 0
    for folder in sorted(one for one in corpus.iterdir() if one.is_dir())[::8]:
        try:
            found = api.diff(*read_folder(folder))
        except FixerError:
            continue
        done = api.apply(found, api.Selection(unsafe=True))
        for path in (found.model.source.document.path, f"bare.{found.model.format}"):
            before, after = results._written(done, path)
            undo = from_bytes("u.json", exchange.render_undo(done, before, after).encode())
            written = from_bytes(path, after[1])
            back = exchange.patch(written, undo, api.Selection())
            assert written.encode(back.document_text) == before[1], folder.name
            count += 1
    assert count > 10


# -- said to programs


def test_outcomes_for_programs(fixer: Any) -> None:
    status, out, err = fixer("apply", "queues-and-functions", "-o", "x.md", "--format", "json")
    found = json.loads(out)
    assert (status, err) == (1, "")
    assert (found["version"], found["written"]) == (1, "x.md")
    kinds = [one["status"] for one in found["outcomes"]]
    assert (found["applied"], found["left_out"]) == (kinds.count("applied"), kinds.count("left-out"))
    assert found["left_out"] == found["left"]["issues"] > 0
    assert all(one["reason"] for one in found["outcomes"] if one["status"] != "applied")
    says = "--format json and the result would both write to standard output\n"
    assert fixer("apply", "queues-and-functions", "--format", "json")[2].startswith(says)
    assert fixer("apply", "queues-and-functions", "--format", "json", "--diff", "-o", "y.md")[2].startswith(says)


def test_outcomes_of_a_patch_for_programs(fixer: Any) -> None:
    fixer("diff", "queues-and-functions", "--format", "jsonpatch", "-o", "p.json")
    call = ["queues-and-functions", "--patch", "p.json", "--only", "1", "--in-place", "--format", "json"]
    found = json.loads(fixer("apply", *call)[1])
    assert (found["applied"], found["left"]) == (1, None)


# -- by the schemas


def broken(schema: str, data: Any) -> list[str]:
    """Where a document breaks its schema."""
    path = Path(cli.__file__).parent / "report" / f"{schema}.schema.json"
    validator = Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
    validator.check_schema(validator.schema)
    return ["/".join(map(str, error.absolute_path)) for error in validator.iter_errors(data)]


@pytest.mark.parametrize("name", names())
def test_documents_keep_their_schemas(fixer: Any, name: str) -> None:
    patch = json.loads(fixer("diff", name, "--format", "jsonpatch")[1])
    assert broken("patch", patch) == []
    outcomes = json.loads(
        fixer("apply", name, "--in-place", "--format", "json", "--undo-file", "undo.json", "--except", "1")[1]
    )
    assert broken("outcomes", outcomes) == []
    assert broken("patch", json.loads(Path("undo.json").read_text())) == []
    del patch["issues"][0]["patch"][0]["path"]
    assert broken("patch", patch) == ["issues/0/patch/0"]
    outcomes["outcomes"][0]["status"] = "gone"
    assert "outcomes/0/status" in broken("outcomes", outcomes)


# -- meanwhile


@pytest.mark.parametrize("patched", [False, True])
def test_a_change_by_someone_else_is_noticed(
    fixer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patched: bool
) -> None:
    name = "queues-and-functions"
    fixer("diff", name, "--format", "jsonpatch", "-o", "p.json")
    model = Path(name, "MODEL_RESPONSE.md")
    finish = results.write

    def meanwhile(*arguments: Any) -> None:
        model.write_text("theirs")
        finish(*arguments)

    monkeypatch.setattr(results, "write", meanwhile)
    choice = ["--patch", "p.json"] if patched else ["--unsafe"]
    for where in (["--in-place"], ["-o", str(model)]):
        status, out, err = fixer("apply", name, *choice, *where, "--undo-file", "u.json")
        assert (status, out) == (2, "")
        assert err.splitlines()[-2:] == [
            f"{model}: was changed by someone else since it was read",
            "  try:   nothing was changed; run the same call again on what it holds now",
        ]
        assert model.read_text() == "theirs"
        assert not (tmp_path / "u.json").exists()
        shutil.copy(SAMPLES / name / "MODEL_RESPONSE.md", model)


# -- of templates


def test_what_parts_add_follows_the_names_that_others_change(fixer: Any, tmp_path: Path) -> None:
    model = template({"Jobs": resource("AWS::SQS::Queue"), "T": resource("AWS::SNS::Topic")})
    patches = (
        [{"op": "move", "from": "/Resources/Jobs", "path": "/Resources/Work"}],
        [{"op": "add", "path": "/Resources/P", "value": resource("AWS::SQS::QueuePolicy", Queues=[{"Ref": "Jobs"}])}],
        [{"op": "remove", "path": "/Resources/T"}],
    )
    issues = [
        {"id": f"i{number}", "number": number, "title": "t", "requires": [], "patch": patch}
        for number, patch in enumerate(patches, 1)
    ]
    (tmp_path / "model.json").write_text(json.dumps(model))
    (tmp_path / "p.json").write_text(json.dumps({"patch": [], "issues": issues}))
    status, out, err = fixer("apply", "model.json", "--patch", "p.json", "--except", "3")
    assert (status, "refers to" in err) == (0, False)
    added = resource("AWS::SQS::QueuePolicy", Queues=[{"Ref": "Work"}])
    assert json.loads(out)["Resources"] == {
        "Work": resource("AWS::SQS::Queue"), "T": resource("AWS::SNS::Topic"), "P": added,
    }  # fmt: skip


def test_a_section_goes_with_its_last_entry(fixer: Any, tmp_path: Path) -> None:
    model = template({"T": resource("AWS::SNS::Topic")}, Conditions={"A": {"Fn::Equals": [1, 2]}, "B": {"Fn::Not": []}})
    patches = [[{"op": "remove", "path": f"/Conditions/{name}"}] for name in "AB"] + [[]]
    issues = [
        {"id": f"i{number}", "number": number, "title": "t", "requires": [], "patch": patch}
        for number, patch in enumerate(patches, 1)
    ]
    (tmp_path / "model.json").write_text(json.dumps(model))
    (tmp_path / "p.json").write_text(json.dumps({"patch": [], "issues": issues}))
    out = fixer("apply", "model.json", "--patch", "p.json", "--except", "3")[1]
    assert json.loads(out) == template({"T": resource("AWS::SNS::Topic")})


def test_what_a_patch_leaves_without_anything_to_refer_to_is_said(fixer: Any, tmp_path: Path) -> None:
    model = template({"Q": resource("AWS::SQS::Queue"), "P": resource("AWS::SQS::QueuePolicy", Queues=[{"Ref": "Q"}])})
    (tmp_path / "model.json").write_text(json.dumps(model))
    (tmp_path / "p.json").write_text('[{"op": "remove", "path": "/Resources/Q"}]')
    status, out, err = fixer("apply", "model.json", "--patch", "p.json")
    assert (status, list(json.loads(out)["Resources"])) == (0, ["P"])
    assert err == "/Resources/P/Properties/Queues/0/Ref now refers to Q, which is not there\nApplied 1 operation\n"
    circle = '[{"op": "add", "path": "/Resources/Q/DependsOn", "value": "P"}]'
    (tmp_path / "p.json").write_text(circle)
    assert (
        fixer("apply", "model.json", "--patch", "p.json")[2] == "P, Q now depend on each other\nApplied 1 operation\n"
    )


def test_a_folder_that_leads_elsewhere_is_not_written(fixer: Any, tmp_path: Path) -> None:
    shutil.move("queues-and-functions", "elsewhere")
    Path("pair").mkdir()
    Path("pair", "lib").symlink_to(tmp_path / "elsewhere")
    before = Path("elsewhere", "MODEL_RESPONSE.md").read_bytes()
    status, _, err = fixer("apply", "pair", "--unsafe", "--in-place")
    assert status == 2
    assert f"is a symbolic link that leads out of its folder, to {tmp_path}/elsewhere/MODEL_RESPONSE.md" in err
    assert Path("elsewhere", "MODEL_RESPONSE.md").read_bytes() == before


def test_a_template_alone_is_reviewed_and_undone_too(fixer: Any, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("Resources:\n  B: # bucket\n    Type: AWS::S3::Bucket\n")
    before = (tmp_path / "t.yaml").read_bytes()
    status, out, _ = fixer("apply", "t.yaml", "--unsafe", "--in-place", "--undo-file", "u.json", "--format", "json")
    found = json.loads(out)
    assert status in (0, 1)
    assert found["applied"] > 0
    assert (tmp_path / "t.yaml").read_bytes() != before
    assert fixer("apply", "t.yaml", "--patch", "u.json", "--in-place")[0] == 0
    assert (tmp_path / "t.yaml").read_bytes() == before


def test_no_patch_ends_the_code_fence(fixer: Any, tmp_path: Path) -> None:
    text = "```yaml\nDescription: a\nResources:\n  T:\n    Type: AWS::SNS::Topic\n```\n"
    (tmp_path / "t.md").write_text(text)
    (tmp_path / "p.json").write_text('[{"op": "replace", "path": "/Description", "value": "a\\n```\\nb"}]')
    status, _, err = fixer("apply", "t.md", "--patch", "p.json", "--in-place")
    assert status == 2
    assert "a line of the new text would end the code fence" in err
    assert (tmp_path / "t.md").read_text() == text

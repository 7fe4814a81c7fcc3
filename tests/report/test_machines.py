"""Reports for other programs: read back with real parsers, fixes applied by an independent reader of SARIF."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from markdown_it import MarkdownIt

from fixer import api, cli, publish
from fixer.read.document import from_bytes
from fixer.read.pairing import read_pair, read_template
from fixer.report.changes import changes
from fixer.report.csv_report import HEADER, cell
from fixer.report.junit import escaped
from fixer.report.sarif import artifact_location, fingerprint

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((Path(__file__).parent / "sarif-subset.schema.json").read_text(encoding="utf-8"))
SAMPLES = ("drafts", "global-table", "queues-and-functions", "yaml-comments")
Call = Callable[..., str]

MODEL = """\
Resources:
  Töpfe💥Queue: &q
    Type: AWS::SQS::Queue
    Properties: {QueueName: "💥💥 orders", VisibilityTimeout: 30}   # 💥 stays
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: pictures
"""
IDEAL = """\
Resources:
  Töpfe💥Queue:
    Type: AWS::SQS::Queue
    Properties: {QueueName: "💥💥 orders", VisibilityTimeout: 180, KmsMasterKeyId: alias/aws/sqs}
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: pictures
      VersioningConfiguration: {Status: Enabled}
"""
HOSTILE = [
    "::error file=x::pwned", "a\n::error::x", "a\r\n::warning::x", "%0A::error::x", "::stop-commands::x", "##[error]x",
    "]]><failure/>", '"/><failure message="x', "<!-- x", "&amp;&lt;", "\x00\x08\x1b[31m", "\x85\u2028\u2029",
    "\ufffe\uffff",
    "=HYPERLINK(1)", " =1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1+1", 'a,"b\r\nc', "a;b|c",
    "[x](http://e)", "![x](e)", "{0} {{1}}", "`code` **b**", "<img src=x>", "| a | b |", "\u202etxt", "💥", "",
]  # fmt: skip
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_COMMAND = re.compile(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)")


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """What a call prints, made in an empty folder; its status must be 0 or 1."""
    monkeypatch.chdir(tmp_path)

    def made(*arguments: str | Path) -> str:
        status = cli.run([str(one) for one in arguments])
        done = capfd.readouterr()
        assert status in (0, 1), done.err
        return done.out

    return made


def diffed(model: str, ideal: str, name: str = "model.yaml") -> api.Difference:
    return api.diff(*read_pair(from_bytes(name, model.encode()), from_bytes("ideal.yaml", ideal.encode())))


def published(form: str, *found: api.Difference | api.Check, fail_on: str = "low") -> str:
    return publish.render(form, found, [], fail_on, "/nowhere")


def sarif(*found: api.Difference | api.Check) -> dict[str, Any]:
    log = json.loads(published("sarif", *found))
    assert faults(log) == []
    run: dict[str, Any] = log["runs"][0]
    return run


def faults(log: Any) -> list[str]:
    validator = Draft4Validator(SCHEMA, format_checker=FormatChecker())
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(log)]


class Text:
    """A file as a reader of SARIF sees it: bytes, decoded, cut into lines as the run says that they were counted."""

    def __init__(self, data: bytes, run: dict[str, Any]) -> None:
        self.bom = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        self.text = data[len(self.bom) :].decode("utf-8")
        assert run["columnKind"] == "unicodeCodePoints"
        ends = "|".join(re.escape(end) for end in run["newlineSequences"])
        self.starts = [0, *(end.end() for end in re.finditer(ends, self.text))]

    def stretch(self, region: dict[str, Any]) -> tuple[int, int]:
        start = self.starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = self.starts[region["endLine"] - 1] + region["endColumn"] - 1
        assert 0 <= start <= end <= len(self.text)
        if "charOffset" in region:
            assert (start, end - start) == (region["charOffset"], region["charLength"])
        return start, end

    def at(self, region: dict[str, Any]) -> str:
        start, end = self.stretch(region)
        return self.text[start:end]

    def fixed(self, fix: dict[str, Any]) -> bytes:
        """The bytes after all replacements, each in terms of the file as it was."""
        [change] = fix["artifactChanges"]
        pieces, done = [], 0
        for one in sorted(change["replacements"], key=lambda one: self.stretch(one["deletedRegion"])):
            start, end = self.stretch(one["deletedRegion"])
            assert start >= done, "replacements overlap"
            pieces += [self.text[done:start], one["insertedContent"]["text"]]
            done = end
        return self.bom + "".join([*pieces, self.text[done:]]).encode()


def results(run: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {one["properties"]["number"]: one for one in run["results"]}


# SARIF


@pytest.mark.parametrize("name", SAMPLES)
def test_sarif_fixes_give_the_bytes_of_apply(name: str, call: Call, tmp_path: Path) -> None:
    folder = ROOT / "samples" / name
    log = json.loads(call("diff", folder, "--format", "sarif"))
    assert faults(log) == []
    run = log["runs"][0]
    text = Text((folder / "MODEL_RESPONSE.md").read_bytes(), run)
    fixed = {number: one["fixes"][0] for number, one in results(run).items() if "fixes" in one}
    assert fixed
    for number, fix in fixed.items():
        call("apply", folder, "--only", f"issue:{number}", "-o", tmp_path / "out.md", "--fail-on", "never")
        assert text.fixed(fix) == (tmp_path / "out.md").read_bytes(), number


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("wrap", ["{}", "# 💥 Answer\n\n```yaml\n{}```\n\nDone.\n"], ids=["bare", "markdown"])
def test_sarif_positions_hold_in_any_file(bom: str, end: str, wrap: str, call: Call, tmp_path: Path) -> None:
    name = "model.yaml" if wrap == "{}" else "model.md"
    data = (bom + wrap.replace("{}", MODEL)).replace("\n", end).encode()
    (tmp_path / name).write_bytes(data)
    (tmp_path / "ideal.yaml").write_text(IDEAL, encoding="utf-8")
    run = json.loads(call("diff", name, "ideal.yaml", "--format", "sarif"))["runs"][0]
    text = Text(data, run)
    shown = {text.at(place["physicalLocation"]["region"]) for one in run["results"] for place in one["locations"]}
    assert shown == {"VisibilityTimeout: 30", "Properties", "Properties:"[:-1]}
    ideal = Text(IDEAL.encode(), run)
    related = {
        ideal.at(place["physicalLocation"]["region"]) for one in run["results"] for place in one["relatedLocations"]
    }
    assert "VisibilityTimeout: 180" in related
    for number, one in results(run).items():
        call("apply", name, "ideal.yaml", "--only", f"issue:{number}", "-o", f"out-{name}", "--fail-on", "never")
        assert text.fixed(one["fixes"][0]) == (tmp_path / f"out-{name}").read_bytes()
        for replaced in one["fixes"][0]["artifactChanges"][0]["replacements"]:
            assert "stays" not in text.at(replaced["deletedRegion"])
            assert not replaced["insertedContent"]["text"].endswith("\r")


def test_what_a_list_lacks_is_at_the_list_and_an_item_at_itself() -> None:
    model = "Resources: {F: {Type: 'Custom::X', Properties: {Steps: [a, c]}}}\n"

    def shown(ideal: str) -> list[str]:
        found = diffed(model, model.replace("[a, c]", ideal))
        run = sarif(found)
        return [
            Text(model.encode(), run).at(place["physicalLocation"]["region"])
            for one in run["results"]
            for place in one["locations"]
        ]

    assert shown("[a, b, c]") == shown("[a, c, d]") == ["Steps"]
    assert shown("[a]") == ["c"]
    assert shown("[a, {x: 1}]") == ["c", "Steps"]  # one taken out, another missing


def test_a_check_has_fixes_too(call: Call, tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(MODEL, encoding="utf-8")
    run = json.loads(call("check", "template.yaml", "--format", "sarif"))["runs"][0]
    text = Text(MODEL.encode(), run)
    fixed = {number: one["fixes"][0] for number, one in results(run).items() if "fixes" in one}
    assert fixed
    for number, fix in fixed.items():
        call("apply", "template.yaml", "--only", f"issue:{number}", "-o", "out.yaml", "--fail-on", "never")
        assert text.fixed(fix) == (tmp_path / "out.yaml").read_bytes()
    assert all("relatedLocations" not in one for one in run["results"])


def test_replacements_are_as_small_as_the_change() -> None:
    run = sarif(diffed(MODEL, IDEAL))
    inserted = [
        (one["deletedRegion"]["charLength"], one["insertedContent"]["text"])
        for result in run["results"]
        for one in result["fixes"][0]["artifactChanges"][0]["replacements"]
    ]
    assert (1, "18") in inserted  # 30 → 180, the 0 stays
    assert all(length < 5 for length, _ in inserted)


def test_rules_describe_themselves_and_generic_issues_name_none() -> None:
    def template(queue: dict[str, Any], mail: dict[str, Any]) -> str:
        mails = {"Type": "AWS::SES::ConfigurationSet", "Properties": mail}
        return json.dumps({"Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": queue}, "M": mails}})

    model, ideal = template({}, {"Name": "a"}), template({"KmsMasterKeyId": "k"}, {"Name": "a", "SendingOptions": {}})
    run = sarif(diffed(model, ideal, "model.json"))
    driver = run["tool"]["driver"]
    by_rule = {one.get("ruleId"): one for one in run["results"]}
    assert None in by_rule and len(by_rule) > 1
    assert "ruleIndex" not in by_rule[None]
    for name, result in by_rule.items():
        if name is not None:
            rule = driver["rules"][result["ruleIndex"]]
            assert rule["id"] == name
            assert rule["help"]["markdown"].startswith("**")
            assert rule["helpUri"].startswith("https://")
            assert ("security-severity" in rule["properties"]) == (rule["properties"]["category"] == "security")
    assert "rules" in driver and driver["name"] == "fixer"


def test_levels_follow_severity() -> None:
    levels = {"critical": "error", "high": "error", "medium": "warning", "low": "note", "info": "note"}
    for result in sarif(diffed(MODEL, IDEAL))["results"]:
        assert result["level"] == levels[result["properties"]["severity"]]


def prints(found: api.Difference | api.Check) -> dict[str, str]:
    return {one["properties"]["id"]: one["partialFingerprints"]["fixer/v1"] for one in sarif(found)["results"]}


def test_fingerprints_survive_moving_and_indenting() -> None:
    moved = "# one\n# two\nDescription: x\n" + re.sub(r"(?m)^( +)", r"\1\1", MODEL)
    resources = MODEL.partition("Resources:\n")[2]
    queue, bucket = resources.partition("  Bucket:")[0], "  Bucket:" + resources.partition("  Bucket:")[2]
    swapped = f"Resources:\n{bucket}{queue}"
    same = IDEAL.replace("Resources:", "Description: x\nResources:")
    assert prints(diffed(moved, same)) == prints(diffed(MODEL, IDEAL)) == prints(diffed(swapped, IDEAL))


def test_fingerprints_leave_list_indexes_out_but_tell_issues_apart() -> None:
    def template(*statements: str) -> str:
        tags = ", ".join(f"{{Key: {key}, Value: {value}}}" for key, value in (one.split("=") for one in statements))
        return f"Resources: {{A: {{Type: 'AWS::SQS::Queue', Properties: {{Tags: [{tags}]}}}}}}\n"

    first = diffed(template("a=1"), template("a=2"))
    later = diffed(template("z=0", "a=1"), template("z=0", "a=2"))
    assert [fingerprint(issue) for issue in first.issues] == [fingerprint(issue) for issue in later.issues]
    found = diffed(MODEL, IDEAL)
    assert len(set(prints(found).values())) == len(found.issues) > 1


def test_no_fix_shows_a_secret() -> None:
    properties = "{Engine: mysql, MasterUserPassword: hunter2hunter}"
    model = f"Resources: {{D: {{Type: 'AWS::RDS::DBInstance', Properties: {properties}}}}}\n"
    ideal = model.replace("hunter2hunter", "tr0ub4dor-and-3").replace("mysql", "postgres")
    found = diffed(model, ideal)
    for form in publish.FORMS:
        text = published(form, found)
        assert "tr0ub4dor" not in text and "hunter2" not in text
    fixes = [one.get("fixes") for one in sarif(found)["results"]]
    assert None in fixes and any(fixes)


def test_no_fix_carries_a_secret_along() -> None:
    """A secret that stands in both templates is in no gap, but in the lines that a move writes."""

    items = {"A": "        - Name: A\n", "B": "        - Kind: login\n          AdminPassword: tr0ub4dor-and-3\n"}

    def template(*names: str) -> str:
        rows = "".join(items[name] for name in names)
        return f"Resources:\n  F:\n    Type: Custom::Thing\n    Properties:\n      Steps:\n{rows}"

    found = diffed(template("A", "B"), template("B", "A"))
    assert [issue.gaps[0].kind for issue in found.issues] == ["order"]
    assert api.preview(found, api.Selection(only=(f"issue:{found.issues[0].id}",)))[0] != template("A", "B")
    for form in publish.FORMS:
        assert "tr0ub4dor" not in published(form, found)


def test_no_fix_puts_a_secret_into_other_words() -> None:
    """What was repaired before it could be read is written anew by every fix: a secret in it as well."""
    model = """{"Resources": {
      "Q": {"Type": "AWS::SQS::Queue"},
      "F": {"Type": "Custom::Thing", "Properties": {"Script": |
        #!/bin/sh
        export DB_PASSWORD=tr0ub4dor-and-3
      }}
    }}
    """
    script = "#!/bin/sh\\nexport DB_PASSWORD=tr0ub4dor-and-3\\n"
    ideal = f"""{{"Resources": {{
      "Q": {{"Type": "AWS::SQS::Queue", "Properties": {{"KmsMasterKeyId": "k"}}}},
      "F": {{"Type": "Custom::Thing", "Properties": {{"Script": "{script}"}}}}
    }}}}
    """
    found = diffed(model, ideal, "model.json")
    assert found.model.repairs
    assert "tr0ub4dor" in api.preview(found, api.Selection(only=(f"issue:{found.issues[0].id}",)))[0]
    assert all("fixes" not in one for one in sarif(found)["results"])
    assert "tr0ub4dor" not in published("sarif", found)


def test_large_templates_are_not_tried_for_ever() -> None:
    found = diffed(MODEL, IDEAL)
    size = len(found.model.source.document.text)
    edits, left, untried = publish.fixes_of(found, size + 1)
    assert (len(edits), left, untried) == (1, 1, len(found.issues) - 1)


@pytest.mark.parametrize(
    ("path", "uri", "base"),
    [
        ("./stacks/a b.yaml", "stacks/a%20b.yaml", True),
        ("100%/ü#?.json", "100%25/%C3%BC%23%3F.json", True),
        ("<stdin>", "%3Cstdin%3E", True),
        ("::error::x", "%3A%3Aerror%3A%3Ax", True),
        ("/else where/a.json", "file:///else%20where/a.json", False),
    ],
)
def test_paths_become_uris(path: str, uri: str, base: bool) -> None:
    found = artifact_location(path)
    assert found == {"uri": uri, "uriBaseId": "%SRCROOT%"} if base else {"uri": uri}
    if base:
        assert unquote(found["uri"]) == path.removeprefix("./")


def test_paths_are_relative_to_the_folder_of_the_call(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(MODEL, encoding="utf-8")
    run = json.loads(call("check", tmp_path / "a.yaml", "--format", "sarif"))["runs"][0]
    assert run["artifacts"][0]["location"] == {"uri": "a.yaml", "uriBaseId": "%SRCROOT%"}


def test_several_files_are_one_run_and_unread_ones_are_said(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_text(MODEL, encoding="utf-8")
    Path("broken.json").write_text('{"Resources": {', encoding="utf-8")
    names = ["a.yaml", "broken.json", "b.yaml"]
    assert cli.run(["check", *names, "--format", "sarif"]) == 2
    log = json.loads(capfd.readouterr().out)
    assert faults(log) == []
    run = log["runs"][0]
    assert run["invocations"][0]["executionSuccessful"] is False
    [said] = run["invocations"][0]["toolExecutionNotifications"]
    assert (said["level"], said["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == (
        "error",
        "broken.json",
    )
    by_file: dict[str, list[str]] = {}
    for one in run["results"]:
        uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        by_file.setdefault(uri, []).append(one["partialFingerprints"]["fixer/v1"])
    assert by_file["a.yaml"] == by_file["b.yaml"]
    assert cli.run(["check", "broken.json", "--format", "junit"]) == 2
    [error] = ET.fromstring(capfd.readouterr().out).iter("error")
    assert error.attrib["type"] == "unusable"
    assert cli.run(["check", "broken.json", "--format", "github"]) == 2
    assert capfd.readouterr().out.startswith("::error file=broken.json,")
    assert cli.run(["check", *names, "--format", "csv"]) == 2
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out, newline="")))
    assert [row["file"] for row in rows if row["severity"] == "error"] == ["broken.json"]


@given(
    st.text(st.sampled_from("ab\r\n💥 {:"), max_size=60),
    st.text(st.sampled_from("ab\r\n💥 {:"), max_size=60),
)
@example("a\r\nb", "a\nb")
@example("x\ry", "x\r\ny")
@example("", "a")
def test_changes_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    pieces, done = [], 0
    for change in changes(before, after):
        assert done <= change.start <= change.end
        for offset in (change.start, change.end):
            assert before[offset - 1 : offset + 1] != "\r\n" or offset == 0
        assert before[change.start : change.end] != change.text
        pieces += [before[done : change.start], change.text]
        done = change.end
    assert "".join([*pieces, before[done:]]) == after


def test_real_pairs_keep_the_schema_and_their_fixes_hold(corpus: Path) -> None:
    pairs = [one for one in sorted(corpus.iterdir()) if (one / "IDEAL_RESPONSE.md").exists()][::40]
    for folder in pairs:
        documents = [
            from_bytes(name, (folder / name).read_bytes()) for name in ("MODEL_RESPONSE.md", "IDEAL_RESPONSE.md")
        ]
        try:
            model, ideal = read_pair(*documents)
        except api.FixerError:
            continue
        found = api.diff(model, ideal)
        run = sarif(found)
        text = Text(documents[0].encode(documents[0].text), run)
        for number, one in results(run).items():
            for place in one["locations"]:
                assert text.at(place["physicalLocation"]["region"]).strip(), (folder.name, number)
            if "fixes" in one:
                done = api.apply(found, api.Selection(only=(f"issue:{number}",)))
                assert text.fixed(one["fixes"][0]) == documents[0].encode(done.document_text), (folder.name, number)


# JUnit, GitHub, CSV


def test_junit_fails_what_fails_and_skips_the_rest() -> None:
    found = diffed(MODEL, IDEAL)
    severities = [one.severity for one in found.issues]
    for fail_on, failing in (("info", len(severities)), ("high", severities.count("high")), ("never", 0)):
        root = ET.fromstring(published("junit", found, fail_on=fail_on))
        [suite] = root
        assert (
            len(list(root.iter("failure"))) == failing == int(suite.attrib["failures"]) == int(root.attrib["failures"])
        )
        assert len(list(root.iter("skipped"))) == len(severities) - failing == int(suite.attrib["skipped"])
        assert len(suite) == len(severities) == int(suite.attrib["tests"])
        assert len({case.attrib["name"] for case in suite}) == len(severities)


def test_no_issues_are_a_passed_case_and_nothing_else() -> None:
    found = diffed(IDEAL, IDEAL)
    [suite] = ET.fromstring(published("junit", found))
    [case] = suite
    assert (case.attrib["name"], len(case)) == ("no issues", 0)
    assert published("github", found) == ""
    assert published("csv", found) == ",".join(HEADER) + "\r\n"
    assert sarif(found)["results"] == []


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner reads them: a line each, properties by comma, then what is escaped."""

    def plain(value: str) -> str:
        for mark, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(mark, char)
        return value

    found = []
    for line in re.split(r"\r\n|\r|\n|\x85|\u2028|\u2029", text.removesuffix("\n")):
        match = _COMMAND.fullmatch(line)
        assert match, line
        properties = dict(one.split("=", 1) for one in match[2].split(","))
        found.append((match[1], {key: plain(value) for key, value in properties.items()}, plain(match[3])))
    return found


def test_annotations_say_where_and_what_the_worst_first() -> None:
    found = diffed(MODEL, IDEAL, "a,b:c%.yaml")
    told = commands(published("github", found))
    assert len(told) == len(found.issues)
    order = ["error", "warning", "notice"]
    assert [order.index(name) for name, _, _ in told] == sorted(order.index(name) for name, _, _ in told)
    for _, properties, message in told:
        assert list(properties) == ["file", "line", "endLine", "title"]
        assert properties["file"] == "a,b:c%.yaml"
        assert 1 <= int(properties["line"]) <= int(properties["endLine"]) <= MODEL.count("\n")
        assert message


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_csv_has_a_row_for_each_issue() -> None:
    found = diffed(MODEL, IDEAL)
    told = rows(published("csv", found))
    assert [int(row["number"]) for row in told] == [one.number for one in found.issues]
    assert tuple(told[0]) == HEADER
    assert {row["file"] for row in told} == {"model.yaml"}
    assert [row["rule"] for row in told] == [one.rule or "" for one in found.issues]


def test_the_commands_of_the_page_work(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    program = tmp_path / "fixer"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m fixer "$@"\n')
    program.chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
    done = [
        subprocess.run(["sh", "-c", line], cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, check=False)
        for line in lines
    ]
    assert [status.returncode < 2 for status in done] == [True] * 3
    assert done[1].returncode == 0  # --fail-on never
    assert ET.fromstring((tmp_path / "fixer.xml").read_bytes()).attrib["failures"] == "0"
    assert faults(json.loads((tmp_path / "fixer.sarif").read_bytes())) == []


def test_the_page_names_the_columns_of_csv() -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8").partition("## CSV")[2]
    named = [name for row in re.findall(r"(?m)^\| (`.*?) \|", page) for name in re.findall(r"`(\w+)`", row)]
    assert tuple(named) == HEADER


@pytest.mark.parametrize("text", [*HOSTILE, "\ud800"])
def test_no_cell_is_a_formula_or_a_second_line(text: str) -> None:
    shown = cell(text)
    assert not shown.lstrip().startswith(("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"))
    assert len(shown.splitlines()) <= 1


@given(st.text(st.characters(codec=None)))
def test_any_text_is_an_attribute(text: str) -> None:
    written = f'<a b="{escaped(text)}">{escaped(text)}</a>'.encode()
    read = ET.fromstring(written)
    assert read.attrib["b"] == (read.text or "")
    assert len(read) == 0


# Hostile templates


def hostile(text: str) -> tuple[api.Difference, api.Check]:
    """Names, keys and values of a template are all ``text``, in what is missing, extra and changed."""
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": text, text: text, "KmsMasterKeyId": {"Ref": text}}}
    model = {
        "Description": text,
        "Resources": {text: queue, f"{text}A": {"Type": text}, "B": {"Type": "AWS::S3::Bucket"}},
    }
    other = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": f"{text}!", f"{text}?": text}}
    ideal = {
        "Resources": {
            text: other,
            "C": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": text}},
            f"{text}B": queue,
        }
    }
    documents = [from_bytes(name, json.dumps(data).encode()) for name, data in (("m.json", model), ("i.json", ideal))]
    pair = read_pair(*documents)
    return api.diff(*pair), api.check(pair[0])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_template_forges_nothing(text: str) -> None:
    for found in hostile(text):
        count = len(found.issues)
        assert count
        run = sarif(found)
        assert len(run["results"]) == count
        for one in run["results"]:
            assert "](" not in one["message"]["text"]
            assert not re.search(r"(?<!\{)\{\d+\}(?!\})", one["message"]["text"])
            assert not _UNSEEN & set(map(unicodedata.category, one["message"]["text"]))
        root = ET.fromstring(published("junit", found, fail_on="info").encode())
        assert [one.tag for one in root.iter()].count("testcase") == len(list(root.iter("failure"))) == count
        assert {one.tag for one in root.iter()} == {"testsuites", "testsuite", "testcase", "failure"}
        told = commands(published("github", found))
        assert len(told) == count
        assert {tuple(properties) for _, properties, _ in told} == {("file", "line", "endLine", "title")}
        assert {properties["file"] for _, properties, _ in told} == {"m.json"}
        table = rows(published("csv", found))
        assert len(table) == count
        for row in table:
            for value in row.values():
                assert value == cell(value) or value.startswith("'"), value
                assert len(value.splitlines()) <= 1
        summary = publish.render_summary([found], [], "/nowhere")
        tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(summary)
        assert [one.type for one in tokens].count("tr_open") == count + 1
        assert [one.type for one in tokens].count("td_open") == count * 3
        inner = [child for one in tokens for child in one.children or []]
        assert {one.content for one in inner if one.type == "html_inline"} <= {"<br>"}
        assert not {"link_open", "image", "html_block"} & {one.type for one in [*inner, *tokens]}


# One step of CI


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return found


def stepped(step: dict[str, Any], folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Runs a step of the action as the runner does, in ``folder``, with a runner's files beside it."""
    known = {f"inputs.{name}": str(one.get("default", "")) for name, one in action()["inputs"].items()}
    known |= {f"inputs.{name.replace('_', '-')}": value for name, value in given.items()}
    known |= {"inputs.python": sys.executable, "github.action_path": str(ROOT)}
    environment = {
        name: re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda match: known[match[1]], value)
        for name, value in step["env"].items()
    }
    runner = folder.parent / "runner"
    runner.mkdir(exist_ok=True)
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"):
        environment[name] = str(runner / name)
        (runner / name).write_bytes(b"")
    environment["RUNNER_TEMP"] = str(runner)
    script = runner / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A folder of templates, and fixer where the action would have installed it."""
    work = tmp_path / "work"
    (work / "stacks" / "deep er").mkdir(parents=True)
    for name in ("stacks/a.yaml", "stacks/deep er/b.yaml"):
        (work / name).write_text(MODEL, encoding="utf-8")
    (work / "ideal.yaml").write_text(IDEAL, encoding="utf-8")
    (tmp_path / "runner").mkdir()
    (tmp_path / "runner" / "fixer").symlink_to(ROOT)
    return work


def commanded(done: subprocess.CompletedProcess[str]) -> list[tuple[str, dict[str, str], str]]:
    """The annotations that the runner sees: what stands between the lines that silence commands is none."""
    match = re.fullmatch(r"(?s)::stop-commands::(fixer-\d+)\n(.*?)::\1::\n(.*)", done.stdout)
    assert match, done.stdout
    return commands(match[3]) if match[3] else []


def test_the_action_annotates_and_sums_up(runner: Path) -> None:
    install, check = action()["runs"]["steps"]
    assert install["run"].count("pip install") == 1
    done = stepped(check, runner, templates="stacks/**/*.yaml\n", sarif="fixer.sarif")
    assert done.returncode == 1, done.stderr
    told = commanded(done)
    assert {properties["file"] for _, properties, _ in told} == {"stacks/a.yaml", "stacks/deep er/b.yaml"}
    files = runner.parent / "runner"
    assert (files / "GITHUB_OUTPUT").read_text() == "status=1\n"
    summary = (files / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
    assert summary.startswith(f"### fixer: {len(told)} issues in 2 files (")
    log = json.loads((runner / "fixer.sarif").read_text())
    assert faults(log) == []
    assert len(log["runs"][0]["results"]) == len(told)


def test_the_action_installs_what_it_runs(runner: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_NO_INDEX", "PIP_NO_DEPS", "PIP_NO_BUILD_ISOLATION"):
        monkeypatch.setenv(name, "1" if name != "PIP_NO_BUILD_ISOLATION" else "0")  # 0: no isolation, oddly
    (runner.parent / "runner" / "fixer").unlink()
    for step in action()["runs"]["steps"]:
        done = stepped(step, runner, templates="stacks/a.yaml")
    assert done.returncode == 1, done.stderr
    assert commanded(done)


def test_the_action_takes_no_commands_from_names(runner: Path) -> None:
    name = "::error title=forged::x.yaml"
    (runner / name).write_text("Resources: {", encoding="utf-8")
    (runner / "::warning::y.yaml").write_text(MODEL, encoding="utf-8")
    done = stepped(action()["runs"]["steps"][1], runner, templates="*::*.yaml")
    assert done.returncode == 2
    assert name in done.stdout.partition("\n::fixer-")[0]
    assert done.stderr == ""
    told = commanded(done)
    assert {properties["file"] for _, properties, _ in told} == {name, "::warning::y.yaml"}
    assert "forged" not in {properties["title"] for _, properties, _ in told}


def test_the_action_compares_with_an_ideal_and_heeds_the_least_severity(runner: Path) -> None:
    check = action()["runs"]["steps"][1]
    done = stepped(check, runner, templates="stacks/a.yaml", ideal="ideal.yaml", fail_on="critical")
    assert done.returncode == 0, done.stderr
    assert len(commanded(done)) == len(diffed(MODEL, IDEAL).issues)


def test_the_action_sets_a_baseline_aside(runner: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(runner)
    call("check", "stacks/a.yaml", "--write-baseline", "known.json")
    check = action()["runs"]["steps"][1]
    done = stepped(check, runner, templates="stacks/a.yaml", baseline="known.json")
    assert done.returncode == 0, done.stderr
    assert commanded(done) == []


def test_the_action_runs_nothing_that_it_is_given(runner: Path) -> None:
    check = action()["runs"]["steps"][1]
    done = stepped(check, runner, templates="$(touch pwned)\n`touch pwned`\n; touch pwned", fail_on="low")
    assert done.returncode == 2
    assert not (runner / "pwned").exists()
    assert [name for name, _, _ in commanded(done)] == ["error"] * 3
    assert "${{" not in check["run"]


def test_the_action_runs_nothing_of_the_checkout(runner: Path) -> None:
    for name in ("fixer", "pip", "click"):
        (runner / name).mkdir()
        for file in ("__init__.py", "__main__.py"):
            (runner / name / file).write_text("open('pwned', 'w'); raise SystemExit(0)", encoding="utf-8")
    install, check = action()["runs"]["steps"]
    done = stepped(check, runner, templates="stacks/a.yaml")
    assert done.returncode == 1, done.stderr
    assert commanded(done)
    assert install["run"].count(" -P -m pip install") == 1
    assert not (runner / "pwned").exists()


def test_the_action_heeds_the_settings_of_the_repository(runner: Path) -> None:
    (runner / "fixer.toml").write_text("fail-on = 'never'\n", encoding="utf-8")
    check = action()["runs"]["steps"][1]
    assert stepped(check, runner, templates="stacks/a.yaml").returncode == 0
    assert stepped(check, runner, templates="stacks/a.yaml", fail_on="low").returncode == 1


def test_the_hook_checks_files(tmp_path: Path, call: Call) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    assert (program, hook["language"]) == ("fixer", "python")
    for name in ("stacks/a.yaml", "cfn/x/y.json", "template.yml", "infra/template.json", "a.template"):
        assert re.search(hook["files"], name), name
    for name in (".github/workflows/ci.yml", "package.json", "templates/page.html", "mytemplate.yaml"):
        assert not re.search(hook["files"], name), name
    (tmp_path / "a.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(IDEAL, encoding="utf-8")
    assert "2 files: " in call(*arguments, "a.yaml", "b.yaml")


def test_other_formats_load_none_of_this(call: Call) -> None:
    code = (
        "import sys\nfrom fixer import cli\ncli.run(sys.argv[1:])\n"
        "names = ('publish', 'report.sarif', 'report.junit', 'report.github', 'report.csv_report', 'report.scan')\n"
        "print([name for name in names if 'fixer.' + name in sys.modules], file=sys.stderr)"
    )
    arguments = ["diff", str(ROOT / "samples" / "drafts"), "--format", "json"]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_the_suffix_says_the_format(call: Call, tmp_path: Path) -> None:
    call("diff", ROOT / "samples" / "drafts", "-o", "x.sarif")
    assert json.loads((tmp_path / "x.sarif").read_text())["version"] == "2.1.0"
    call("check", ROOT / "samples" / "drafts" / "MODEL_RESPONSE.md", "-o", "x.csv")
    assert (tmp_path / "x.csv").read_bytes().startswith(",".join(HEADER).encode() + b"\r\n")


def test_a_summary_is_added_to_what_is_there(call: Call, tmp_path: Path) -> None:
    (tmp_path / "summary.md").write_text("before\n", encoding="utf-8")
    call("diff", ROOT / "samples" / "drafts", "--format", "json", "--summary", "summary.md")
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith("before\n### fixer: 6 issues (")


@pytest.mark.parametrize(
    ("summary", "what"),
    [
        ("folder", "folder: cannot be written"),
        ("none/x.md", "none/x.md: cannot be written"),
        ("m.yaml", "m.yaml: was read"),
    ],
)
def test_a_summary_that_cannot_be_written_is_said(
    summary: str, what: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("m.yaml").write_text(MODEL, encoding="utf-8")
    assert cli.run(["check", "m.yaml", "--format", "github", "--summary", summary]) == 2
    assert capfd.readouterr().err.startswith(what)
    assert Path("m.yaml").read_text(encoding="utf-8") == MODEL


def test_a_template_alone_is_read_from_a_document() -> None:
    found = api.check(read_template(from_bytes("<stdin>", MODEL.encode())))
    assert sarif(found)["artifacts"][0]["roles"] == ["analysisTarget", "standardStream"]

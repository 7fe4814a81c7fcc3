"""Excerpts: the author's own lines, focused, elided with a count."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from fixer.report.report import Finding

LONG_YAML = """\
# A comment before all.
Resources:
  Queue:
    # What it is.
    Type: AWS::SQS::Queue
    DeletionPolicy: Delete
    Properties:
      A1: 1
      A2: 2
      A3: 3
      A4: 4
      RedrivePolicy:
        # Not too often.
        maxReceiveCount: 3
        deadLetterTargetArn: !GetAtt Dead.Arn
      B1: 1
      B2: 2
      B3: 3
      B4: 4
      Tags:
        - Key: a
          Value: b
        -
          Key: c
          Value: d
  Other:
    Type: T
"""


def found(make: Any, model: str, ideal: str, *gaps: tuple[str, str], format: str = "yaml") -> Finding:
    ours, theirs = make.read(model, format), make.read(ideal, format)
    pairing = make.Pairing(ours, theirs)
    [finding] = make.report([make.issue(1, [pairing.gap(*gap) for gap in gaps])], ours, theirs).findings
    return finding


def test_a_changed_value_in_a_long_entry_is_shown_with_its_parents(make: Any) -> None:
    pointer = "/Resources/Queue/Properties/RedrivePolicy/maxReceiveCount"
    finding = found(make, LONG_YAML, LONG_YAML.replace("Count: 3", "Count: 5"), ("changed", pointer))
    [before] = finding.before
    assert before.text == (
        "Queue:\n"
        "  # What it is.\n"
        "  Type: AWS::SQS::Queue\n"
        "  DeletionPolicy: Delete\n"
        "  Properties:\n"
        "    … 4 more lines\n"
        "    RedrivePolicy:\n"
        "      # Not too often.\n"
        "      maxReceiveCount: 3\n"
        "    … 11 more lines"
    ).replace("    … 11", "      … 11")
    assert (before.line, before.elided, before.language, before.pointer) == (3, 15, "yaml", pointer)


def test_an_item_whose_dash_stands_alone_is_shown_with_it(make: Any) -> None:
    pointer = "/Resources/Queue/Properties/Tags/1/Value"
    finding = found(make, LONG_YAML, LONG_YAML.replace("Value: d", "Value: e"), ("changed", pointer))
    assert finding.before[0].text.endswith("    Tags:\n      … 2 more lines\n      -\n        Key: c\n        Value: d")


def test_what_is_missing_is_shown_by_what_is_there_instead(make: Any) -> None:
    ideal = LONG_YAML.replace("        # Not too", "        extra: 1\n        # Not too")
    finding = found(make, LONG_YAML, ideal, ("missing", "/Resources/Queue/Properties/RedrivePolicy/extra"))
    assert "    RedrivePolicy:\n      # Not too often.\n      maxReceiveCount: 3\n" in finding.before[0].text
    assert "    RedrivePolicy:\n      extra: 1\n" in finding.after[0].text


def test_a_missing_resource_has_no_excerpt_of_the_model(make: Any) -> None:
    model = LONG_YAML[: LONG_YAML.index("  Other")]
    finding = found(make, model, LONG_YAML, ("missing", "/Resources/Other"))
    assert finding.before == ()
    assert finding.after[0].text == "Other:\n  Type: T"
    assert finding.line is None


def test_a_long_resource_is_cut_with_an_honest_count(make: Any) -> None:
    finding = found(make, "Resources:\n  Other:\n    Type: T\n", LONG_YAML, ("missing", "/Resources/Queue"))
    [after] = finding.after
    lines = after.text.split("\n")
    assert lines[-1].strip() == f"… {after.elided} more lines"
    assert len(lines) - 1 + after.elided == 23
    assert len(lines) <= 16


def test_json_keeps_its_brackets_and_drops_the_comma_after_the_entry(make: Any) -> None:
    properties = {f"P{number}": number for number in range(20)}
    data = {"Resources": {"A": {"Type": "T", "Properties": properties}, "B": {"Type": "T"}}}
    model = json.dumps(data, indent=2)
    finding = found(
        make, model, model.replace('"P9": 9', '"P9": 10'), ("changed", "/Resources/A/Properties/P9"), format="json"
    )
    assert finding.before[0].text == (
        '"A": {\n  "Type": "T",\n  "Properties": {\n    … 9 more lines\n    "P9": 9,\n    … 10 more lines\n  }\n}'
    )
    assert finding.before[0].line == 3


def test_a_template_on_one_line_is_reprinted(make: Any) -> None:
    data = {"Resources": {"A": {"Type": "T", "Properties": {"X": {"Y": 1}, "Filler": "f" * 400}}}}
    model = json.dumps(data)
    finding = found(
        make, model, model.replace('"Y": 1', '"Y": 2'), ("changed", "/Resources/A/Properties/X/Y"), format="json"
    )
    assert finding.before[0].text == '"Y": 1'
    assert finding.after[0].text == '"Y": 2'


def test_a_long_line_beside_the_place_is_cut(make: Any) -> None:
    model = "Resources:\n  A:\n    Type: T\n    Properties:\n      X: 1\n      Y: " + "y" * 900 + "\n"
    finding = found(make, model, model.replace("X: 1", "X: 2"), ("changed", "/Resources/A/Properties/X"))
    lines = finding.before[0].text.split("\n")
    assert lines[:4] == ["A:", "  Type: T", "  Properties:", "    X: 1"]
    assert lines[4].startswith("    Y: yyy") and lines[4].endswith("y…") and len(lines[4]) <= 160


def test_lines_are_those_of_the_document_around_the_template(make: Any) -> None:
    from fixer.read.document import from_bytes
    from fixer.read.source import Source
    from fixer.read.template import load

    text = f"# Answer\n\nSome prose.\n\n```yaml\n{LONG_YAML}```\n"
    start = text.index("# A comment")
    document = from_bytes("MODEL_RESPONSE.md", text.encode())
    model = load(Source(document, start, text.rindex("```"), "yaml"))
    ideal = make.read(LONG_YAML.replace("Count: 3", "Count: 5"))
    gap = make.Pairing(model, ideal).gap("changed", "/Resources/Queue/Properties/RedrivePolicy/maxReceiveCount")
    [finding] = make.report([make.issue(1, [gap])], model, ideal).findings
    lines = text.split("\n")
    assert lines[finding.before[0].line - 1] == "  Queue:"
    assert finding.line is not None and "maxReceiveCount: 3" in lines[finding.line - 1]
    assert finding.lines == ((finding.line, finding.line - 5),)


def test_windows_line_ends_and_tabs_do_not_show(make: Any) -> None:
    model = '{\r\n\t"Resources": {\r\n\t\t"A": {\r\n\t\t\t"Type": "T"\r\n\t\t}\r\n\t}\r\n}\r\n'
    ideal = model.replace('"T"', '"U"')
    finding = found(make, model, ideal, ("changed", "/Resources/A/Type"), format="json")
    assert finding.before[0].text == '"A": {\n    "Type": "T"\n}'


def test_no_second_place_that_only_repeats_the_first(make: Any) -> None:
    model = "Resources:\n" + "".join(f"  Q{n}:\n    Type: T\n    Properties: {{X: 1}}\n" for n in range(4))
    ideal = model.replace("X: 1", "X: 2")
    finding = found(make, model, ideal, *[("changed", f"/Resources/Q{n}/Properties/X") for n in range(4)])
    assert len(finding.before) == len(finding.after) == 1
    assert [place.id for place in finding.statements[0].places] == ["Q0", "Q1", "Q2", "Q3"]


def test_many_gaps_leave_a_count(make: Any) -> None:
    names = [f"X{n}" for n in range(14)]
    model = "Resources:\n  Q:\n    Type: T\n    Properties:\n" + "".join(f"      {name}: 1\n" for name in names)
    ideal = model.replace(": 1\n", ": 2\n")
    finding = found(make, model, ideal, *[("changed", f"/Resources/Q/Properties/{name}") for name in names])
    assert len(finding.statements) == 5
    assert finding.more == 9


DEFINITION = '{"States": {"A": {"Type": "Task"}, "B": {"Type": "Pass"}}}'


def test_json_in_a_string_shows_only_the_issue_s_own_difference(make: Any) -> None:
    model = make.read(f"Resources:\n  F:\n    Type: T\n    Properties:\n      D: '{DEFINITION}'\n")
    text = '{"States": {"A": {"Type": "Task", "Retry": []}, "B": {"Type": "Fail"}}}'
    ideal = make.read(f"Resources:\n  F:\n    Type: T\n    Properties:\n      D: '{text}'\n")
    from dataclasses import replace

    from fixer.compare.gaps import ABSENT

    gap = make.Pairing(model, ideal).gap("changed", "/Resources/F/Properties/D")
    retry = replace(gap, kind="missing", inner="/States/A/Retry", model=ABSENT, ideal=[])
    [finding] = make.report([make.issue(1, [retry])], model, ideal).findings
    [after] = finding.after
    assert after.language == "diff"
    assert '+      "Retry": []' in after.text
    assert "Fail" not in after.text


def test_items_of_a_list_in_a_string_are_put_in_and_taken_out(make: Any) -> None:
    from fixer.compare.gaps import ABSENT, Gap
    from fixer.report.embedded import difference

    def gap(inner: str, model: Any, ideal: Any) -> Gap:
        kind: Any = "missing" if model is ABSENT else "extra" if ideal is ABSENT else "changed"
        return Gap(kind, "/a", "/a", inner, model, ideal)

    gaps = [gap("/L/0", "a", ABSENT), gap("/L/2", "c", ABSENT), gap("/L/10", "k", "K"), gap("/M/0", ABSENT, "new")]
    model = {"L": list("abcdefghijk"), "M": ["old"]}
    ideal = {"L": [*"bdefghij", "K"], "M": ["new", "old"]}
    found = difference(gaps, json.dumps(model), json.dumps(ideal))
    assert found is not None
    assert [line for line in found[0].split("\n") if line[0] in "+-"] == [
        '-    "a",', '-    "c",', '-    "k"', '+    "K"', '+    "new",',
    ]  # fmt: skip


def test_code_composed_of_lines_is_compared_as_text(make: Any) -> None:
    def template(line: str) -> str:
        parts = ["import os", line, {"Ref": "Name"}]
        zipped = {"Fn::Join": ["\n", parts]}
        return json.dumps({"Resources": {"F": {"Type": "T", "Properties": {"Code": {"ZipFile": zipped}}}}}, indent=1)

    pointer = "/Resources/F/Properties/Code/ZipFile"
    finding = found(make, template("a = 1"), template("a = 2"), ("changed", pointer), format="json")
    assert finding.after[0].text == "@@ -1,3 +1,3 @@\n import os\n-a = 1\n+a = 2\n ${Name}"


@pytest.mark.parametrize("lines", [400, 5000])
def test_large_code_is_compared_in_bounded_time_and_space(make: Any, lines: int) -> None:
    def template(mark: str) -> str:
        code = "\n".join(f"{mark if n % 3 else 'same'} {n % 7}" for n in range(lines))
        return json.dumps({"Resources": {"F": {"Type": "T", "Code": code}}}, indent=1)

    begin = time.process_time()
    finding = found(make, template("x"), template("y"), ("changed", "/Resources/F/Code"), format="json")
    assert time.process_time() - begin < 3
    [after] = finding.after
    assert len(after.text.split("\n")) <= 26
    assert after.text.endswith(f"… {after.elided} more lines")

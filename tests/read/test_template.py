"""Repairs, diagnoses and places of one template."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from fixer import pointer as pointers
from fixer.errors import FixerError
from fixer.read.document import from_bytes
from fixer.read.edits import Edit, EditedText
from fixer.read.pairing import read_template
from fixer.read.template import Span, Template

TOPIC = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n"
JSON = '{\n  "Resources": {\n    "A": {\n      "Type": "AWS::SNS::Topic"\n    }\n  }\n}\n'


def read(path: str, text: str) -> Template:
    return read_template(from_bytes(path, text.encode()))


def resource(template: Template) -> dict[str, object]:
    return {key: value for key, value in template.resources["A"].items() if key != "Type"}


JSON_REPAIRS = [
    pytest.param(
        '{"Resources": // all of them\n{"A": {"Type": "T", /* x */ "P": 1}}}',
        {"P": 1},
        ["line 1: a comment taken out: JSON has none (2 times)"],
        id="comments",
    ),
    pytest.param(
        '{"Resources": {"A": {"Type": "T",\n      // a line of its own\n"P": 1}}}',
        {"P": 1},
        ["line 2: a comment taken out: JSON has none"],
        id="a comment on its own line",
    ),
    pytest.param(
        '{"Resources": {"A": {"Type": "T", "P": [1,],},},}',
        {"P": [1]},
        ["line 1: a comma before a closing bracket taken out (4 times)"],
        id="trailing commas",
    ),
    pytest.param(
        '{"Resources": {"A": {"Type": "T", "P": "a\tb\nc\x01"}}}',
        {"P": "a\tb\nc\x01"},
        ["line 1: a raw control character in a string escaped (3 times)"],
        id="raw control characters",
    ),
    pytest.param(
        '{"Resources": {"A": {"Type": "T",\n  "P": {"Fn::Sub": |\n     say "q"\n\n       more\n  }\n}}}',
        {"P": {"Fn::Sub": 'say "q"\n\n  more\n'}},
        ["line 2: YAML block text as a value made a JSON string"],
        id="a YAML block scalar",
    ),
    pytest.param(
        '{"Resources": {"A": {"Type": "T",\n  "P": >-\n     one\n     two\n, "Q": |\n  x\n}}}',
        {"P": "one two", "Q": "x\n"},
        ["line 2: YAML block text as a value made a JSON string (2 times)"],
        id="block scalars with header",
    ),
    pytest.param(
        '{"Resources": {"A": {"Type": "T", "P": 1}}}'.replace('"', "&quot;"),
        {"P": 1},
        ["line 1: an HTML entity decoded (10 times)"],
        id="HTML entities",
    ),
    pytest.param(
        '{"Resources": {"A": {"Type": "T", "P": "{\\\\"a\\\\": \\\\"x\\\\n\\\\"}"}}}',
        {"P": '{"a": "x\n"}'},
        ["line 1: everything is escaped twice: one level taken off"],
        id="strings escaped twice",
    ),
    pytest.param(
        json.dumps('{"Resources": {"A": {"Type": "T",\n"P": "say \\"x\\""}}}')[1:-1],
        {"P": 'say "x"'},
        ["line 1: everything is escaped twice: one level taken off"],
        id="the whole text escaped",
    ),
    pytest.param(
        '{"Resources": {"A": {"Type": "T", "P": 1}}}\n}}\n',
        {"P": 1},
        ["line 1: closing brackets that close nothing left out"],
        id="stray brackets",
    ),
    pytest.param(
        '{"Resources": {"A": {"Type": "T", "P": 1}}}\n\nThat is all.\n',
        {"P": 1},
        ["line 1: text after the template left out"],
        id="text after it",
    ),
    pytest.param('{"Resources": {"A": {"Type": "T", "P": 1}}}\n```\n', {"P": 1}, [], id="a stray fence after it"),
    pytest.param(
        '{"Resources": {"B": {"Type": "T"},\n "A": {"Type": "T"},\n "A": {"Type": "T", "P": 2}}}',
        {"P": 2},
        ["line 3: the key 'A' is there twice: this one counts, not that of line 2"],
        id="a resource twice",
    ),
]


@pytest.mark.parametrize(("text", "data", "repairs"), JSON_REPAIRS)
def test_json_is_repaired_and_it_is_said(text: str, data: dict[str, object], repairs: list[str]) -> None:
    template = read("t.json", text)
    assert resource(template) == data
    assert [str(repair) for repair in template.repairs] == repairs
    assert json.loads(template.text) == template.data


def test_a_comment_takes_its_line_with_it() -> None:
    assert read("t.json", '{"Resources": {\n  // all\n  "A": {"Type": "T"} // x\n}}').text == (
        '{"Resources": {\n  "A": {"Type": "T"} \n}}'
    )


def test_a_last_bracket_is_added_only_where_the_author_closed_the_block() -> None:
    template = read("m.md", f"```json\n{JSON[:-2]}```\n")
    assert (resource(template), template.text) == ({}, JSON[:-1])
    assert [str(repair) for repair in template.repairs] == [
        "line 7: the template's last closing bracket is missing: added"
    ]
    for document in (f"```json\n{JSON[:-2]}", f"```json\n{JSON[:-6]}\n```\n"):
        with pytest.raises(FixerError, match="the JSON template is cut off"):
            read("m.md", document)


YAML_REPAIRS = [
    pytest.param(
        "    P: !Select [0, !GetAzs !Ref X]\n",
        {"P": {"Fn::Select": [0, {"Fn::GetAZs": {"Ref": "X"}}]}},
        ["line 4: two short tags on one value written as one inside the other"],
        id="in a flow sequence",
    ),
    pytest.param(
        '    P: !Join ["", [!Base64 !Sub "a, b", !Base64 !Join ["", [x]]]]\n',
        {"P": {"Fn::Join": ["", [{"Fn::Base64": {"Fn::Sub": "a, b"}}, {"Fn::Base64": {"Fn::Join": ["", ["x"]]}}]]}},
        ["line 4: two short tags on one value written as one inside the other (2 times)"],
        id="quoted and bracketed values",
    ),
    pytest.param(
        "    P: !Base64 !Sub x${A}, y # why\n",
        {"P": {"Fn::Base64": {"Fn::Sub": "x${A}, y"}}},
        ["line 4: two short tags on one value written as one inside the other"],
        id="in block context",
    ),
    pytest.param(
        "    P:\n      - !Base64 !Ref X\n",
        {"P": [{"Fn::Base64": {"Ref": "X"}}]},
        ["line 5: two short tags on one value written as one inside the other"],
        id="in a list",
    ),
    pytest.param(
        "    P: !Base64 !Sub |\n      one\n        two\n    Q: 1\n",
        {"P": {"Fn::Base64": {"Fn::Sub": "one\n  two\n"}}, "Q": 1},
        ["line 4: two short tags on one value written as one inside the other"],
        id="with a block scalar",
    ),
    pytest.param(
        "    P: !Base64\n      !Sub |\n        one\n",
        {"P": {"Fn::Base64": {"Fn::Sub": "one\n"}}},
        ["line 4: two short tags on one value written as one inside the other"],
        id="on two lines",
    ),
    pytest.param(
        "    P: &quot;x &amp; y&quot;\n",
        {"P": "x & y"},
        ["line 4: 3 times an HTML entity decoded"],
        id="HTML entities",
    ),
    pytest.param(
        "    P: 1\n    P: 2\n",
        {"P": 2},
        ["line 5: the key 'P' is there twice: this one counts, not that of line 4"],
        id="a property twice",
    ),
    pytest.param("    P: a &amp; b\n", {"P": "a &amp; b"}, [], id="an entity that may be meant"),
]


@pytest.mark.parametrize(("text", "data", "repairs"), YAML_REPAIRS)
def test_yaml_is_repaired_and_it_is_said(text: str, data: dict[str, object], repairs: list[str]) -> None:
    template = read("t.yaml", TOPIC + text)
    assert resource(template) == data
    assert [str(repair) for repair in template.repairs] == repairs
    assert yaml.compose(template.text, yaml.SafeLoader) is not None


def test_tabs_become_spaces_only_where_their_width_is_certain() -> None:
    template = read("t.yaml", TOPIC.replace("  ", "\t"))
    assert (template.text, [str(x) for x in template.repairs]) == (
        TOPIC,
        ["line 2: tabs in the indentation made spaces"],
    )
    with pytest.raises(FixerError, match=r"t.yaml:4:1: the YAML template cannot be read\n  cause: .*tab"):
        read("t.yaml", TOPIC + "\tP: 1\n")


def test_of_several_documents_the_template_is_read() -> None:
    template = read("t.yaml", f"a: 1\n---\n# c\n{TOPIC}---\nb: 1\n")
    assert (template.source.line, template.text) == (3, f"# c\n{TOPIC}")
    assert [str(x) for x in template.repairs] == ["line 3: one of several YAML documents: the others left out"]
    assert read("t.yaml", f"---\n{TOPIC}...\n").repairs == ()


def test_names_written_with_entities() -> None:
    template = read("m.md", "```yaml\nResourc&#101;s&#58;\n  A&#8203;:\n    Type: T\n    P: 1\n```\n")
    assert resource(template) == {"P": 1}
    assert [str(x) for x in template.repairs] == ["line 2: HTML entities decoded"]
    assert template.line("/Resources/A/P") == 5


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "    P: !Ref A\n  BB:\n    Type: X\n    P: !Ref B",
            "the last reference, to 'B', is the beginning of a longer name",
        ),
        ("    Properties:", "the last key has no value"),
        ("    Properties:\n      Nam", "the last line is no key with a value"),
        ('    P: !Sub |\n      {"widgets": [\n        {"wid\n', "the JSON in the last value is not closed"),
    ],
)
def test_yaml_that_parses_but_looks_cut_off_is_read_as_it_stands_and_it_is_said(text: str, what: str) -> None:
    template = read("t.yaml", TOPIC + text)
    assert [x.what for x in template.repairs] == [f"the text looks cut off ({what}): read as it stands"]
    assert read("m.md", f"```yaml\n{TOPIC}{text}\n```\n").repairs == ()


CUT, WHOLE = "give the whole template", "no whole CloudFormation template"
BAD_JSON = [
    (JSON[:50], "4:15: the JSON template is cut off", "the text ends inside the string that begins here", CUT),
    (JSON[:-3], "6:4: the JSON template is cut off", "the text ends before the object is closed", CUT),
    ('{"Resources": {"A": {"Type": "T"}},', "1:36: the JSON template is cut off", None, CUT),
    (
        '{"Resources": {"A": {"Type": "T"}\n"B": {}}}',
        "2:1: the JSON template cannot be read",
        "expected ',' or '}' after a value, found '\"'",
        "a comma is missing before it",
    ),
    (
        '{"Resources": {"A": {"Type": "T"}}},\n"Outputs": {}}',
        "1:36: the JSON template cannot be read",
        "the template's JSON ends here, but more of it follows",
        "check the brackets before this place",
    ),
    (
        '{"Resources": {\n  ...\n}}',
        "2:3: the template is only a sketch",
        "a placeholder '...' stands where a value should be",
        CUT,
    ),
    (
        '{"Resources": {"A": {"Type": "T", "P": NaN}}}',
        "1:40: the JSON template cannot be read",
        "expected a value, found 'NaN'",
        "correct the text at this place",
    ),
    ('{"Resources": {"A": {"Type": "\\ud800"}}}', "1:1: the JSON template cannot be read", None, None),
    (
        '{"Resources": {\n<<<<<<< HEAD\n"A": {"Type": "T"}\n>>>>>>> x\n}}',
        "2:1: the template holds a merge conflict",
        "the line '<<<<<<<' is a conflict marker",
        "resolve the conflict first",
    ),
    ('{"Resources": {}}', f"1:1: {WHOLE}", "its Resources section is empty", CUT),
    ('{"Parameters": {}}', f"1:1: {WHOLE}", "it has no Resources section", CUT),
    ("[1]", f"1:1: {WHOLE}", "it is not a mapping of sections", CUT),
    (
        '{"Resources": {"A": {"Type": "T"}}, "Resources": {"B": {"Type": "T"}}}',
        "1:37: the JSON template cannot be read",
        "the template has two Resources sections",
        "two templates seem to have run into one another: keep one of them",
    ),
    (
        '{"Resources": ' + '{"a": ' * 100_000 + "1" + "}" * 100_001,
        "1:1209: the JSON template cannot be read",
        "values are nested more than 200 levels deep",
        "correct the text at this place",
    ),
]
BAD_YAML = [
    (
        "Resources:\nA:\nType: AWS::S3::Bucket\nProperties:\nN: 1\nB:\nType: AWS::S3::Bucket\n",
        "3:1: the YAML template cannot be read",
        "the indentation of the YAML is lost",
        "restore the indentation: it cannot be guessed",
    ),
    (
        "Resources:\nA:\nType: AWS::S3::Bucket\nTags: - Key: Name\nValue: 1\nB:\nType: AWS::S3::Bucket\n",
        "3:1: the YAML template cannot be read",
        "the indentation of the YAML is lost",
        "restore the indentation: it cannot be guessed",
    ),
    (f"{TOPIC}    P: [a,", "4:11: the YAML template is cut off", None, CUT),
    (f"{TOPIC}    Prop\n", "4:9: the YAML template is cut off", None, CUT),
    (
        f"{TOPIC}<<<<<<< HEAD\n    P: 1\n=======\n    P: 2\n>>>>>>> x\n",
        "4:1: the template holds a merge conflict",
        "the line '<<<<<<<' is a conflict marker",
        "resolve the conflict first",
    ),
    (
        TOPIC + TOPIC,
        "4:1: the YAML template cannot be read",
        "the template has two Resources sections",
        "two templates seem to have run into one another: keep one of them",
    ),
    (
        f"{TOPIC}    P: ...\n",
        f"1:1: {WHOLE}",
        "a placeholder '...' stands where a value should be",
        CUT,
    ),
    ("- Resources\n", f"1:1: {WHOLE}", "it is not a mapping of sections", CUT),
    ("Resources:\n  A: 1\n", f"1:1: {WHOLE}", "nothing in its Resources section is a resource with a Type", CUT),
    (
        f"{TOPIC}    P: *x\n",
        "4:8: the YAML template cannot be read",
        "the alias *x has no anchor before it",
        "correct the text at this place",
    ),
    (
        "Resources: " + "[" * 10_000 + "]" * 10_000,
        "1:211: the YAML template cannot be read",
        "values are nested more than 200 levels deep",
        "correct the text at this place",
    ),
    (
        "Resources:\n" + "".join(" " * level + "a:\n" for level in range(1, 10_000, 3))[:5_000_000],
        "201:599: the YAML template cannot be read",
        "values are nested more than 200 levels deep",
        "correct the text at this place",
    ),
    (
        f"{TOPIC}    P0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"    P{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)),
        "9:19: the YAML template cannot be read",
        "aliases expand to more than 200,000 values",
        "correct the text at this place",
    ),
]


@pytest.mark.parametrize(
    ("path", "text", "what", "cause", "hint"),
    [("t.json", *case) for case in BAD_JSON] + [("t.yaml", *case) for case in BAD_YAML],
)
def test_a_file_that_cannot_be_read_says_where_and_why(
    path: str, text: str, what: str, cause: str | None, hint: str | None
) -> None:
    with pytest.raises(FixerError) as raised:
        read(path, text)
    error = raised.value
    assert f"{error.line}:{error.column}: {error.what}" == what
    assert cause in (None, error.cause)
    assert error.hint == hint or (cause is None and hint is None)
    assert error.file == path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Only prose.\n",
            "m.md: no CloudFormation template found\n  cause: nothing in it has a Resources section\n"
            "  try:   give a document that holds a JSON or YAML template",
        ),
        (
            'x\n```yaml\nA:\n  Type: AWS::S3::Bucket\n```\n```json\n{"A": {"Type": "AWS::S3::Bucket"}}\n```\n',
            "m.md:3:1: no CloudFormation template found\n  cause: only parts of a template are there: "
            "2 code blocks without a Resources section\n  try:   give a document that holds the whole template",
        ),
        (
            'of that{\n- **Queue**: x  "AWSTemplateFormatVersion": "2010-09-09",\n',
            "m.md:2:17: no CloudFormation template found\n  cause: a template begins in the middle of a line of text: "
            "two documents are interleaved here\n  try:   give the document as it was before they were mixed",
        ),
        (
            f"# T\n\n```json\n{JSON[:60]}\n```\n",
            "m.md:7:15: the JSON template is cut off\n  cause: the text ends inside the string that begins here\n"
            "  try:   give the whole template",
        ),
    ],
)
def test_a_document_without_a_whole_template_says_why(text: str, message: str) -> None:
    with pytest.raises(FixerError) as error:
        read("m.md", text)
    assert str(error.value) == message


def test_entries_of_resources_that_are_no_mappings_stay_and_are_named() -> None:
    template = read("t.json", '{"Resources": {"/* == NETWORK == */": "x", "A": {"Type": "T"}}}')
    assert template.data["Resources"]["/* == NETWORK == */"] == "x"
    assert template.oddities == ("/Resources/~1* == NETWORK == *~1",)
    assert list(template.resources) == ["A"]
    assert template.line(template.oddities[0]) == 1


def test_spans_are_those_of_the_users_file() -> None:
    template = read("m.md", f"# T\n\n```yaml\n{TOPIC}    P: !Sub 'x'\n```\n")
    assert template.span("/Resources/A/P") == Span(49, 57, 7, 8, 7, 16)
    assert template.text[49:57] == "!Sub 'x'"
    assert template.key_span("/Resources/A/P") == Span(46, 47, 7, 5, 7, 6)
    assert template.key_span("/Resources/A/P/Fn::Sub") is None
    assert template.line("/Resources/A") == 5
    assert template.span("/Resources/B") is None
    assert [template.line(x) for x in ("/Resources/B/Properties", "/Resources/A/P/Fn::Sub", "/Outputs", "")] == [
        4,
        7,
        4,
        4,
    ]


def test_places_behind_a_repair_are_those_of_the_users_file() -> None:
    code = '{"Resources": {\n  // one\n  "C": {"Type": "T", "X": |\n    a\n    b\n  }, "D": {"Type": "U",}}}\n'
    text = f"# T\n```json\n{code}```\n"
    template = read("m.md", text)
    assert json.loads(template.text) == template.data
    assert [template.line(f"/Resources/{x}") for x in ("C", "C/X", "D", "D/Type")] == [5, 5, 8, 8]
    span = template.span("/Resources/D/Type")
    assert span is not None and text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1] == '"U"'


def test_edited_text_maps_offsets_back_through_rounds() -> None:
    text = EditedText("abcdef").apply([Edit(1, 2, "XYZ"), Edit(4, 4, "!")])
    assert text.text == "aXYZcd!ef"
    assert [text.original(n) for n in range(9)] == [0, 1, 2, 2, 2, 3, 4, 4, 5]
    again = text.apply([Edit(0, 4, "")])
    assert (again.text, again.original(0), again.original(4)) == ("cd!ef", 2, 5)
    with pytest.raises(ValueError, match="edits overlap at 1"):
        text.apply([Edit(0, 2, ""), Edit(1, 3, "")])


def places(data: object, pointer: str = "") -> list[str]:
    found = []
    if isinstance(data, dict):
        for key, value in data.items():
            found += [pointers.child(pointer, key), *places(value, pointers.child(pointer, key))]
    elif isinstance(data, list):
        for index, value in enumerate(data):
            found += [pointers.child(pointer, index), *places(value, pointers.child(pointer, index))]
    return found


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_every_key_stands_on_the_line_that_is_named(form: str) -> None:
    data = {
        "Parameters": {"Env": {"Type": "String", "AllowedValues": ["dev", "prod"]}},
        "Resources": {
            "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"Tags": [{"Key": "a", "Value": {"Ref": "Env"}}]}},
            "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"Name": {"Fn::Sub": "x-${Env}"}}},
        },
    }
    code = json.dumps(data, indent=2) if form == "json" else yaml.dump(data, sort_keys=False)
    text = f"# Title\r\n\r\n## File: a.{form}\r\n\r\n```{form}\r\n{code}\r\n```\r\nAfter\r\n"
    template = read("m.md", text)
    assert template.data == data
    lines = text.split("\n")
    for pointer in places(data):
        line, key = template.line(pointer), pointers.split(pointer)[-1]
        assert line is not None and template.span(pointer) is not None
        assert key.isdigit() or key in lines[line - 1], pointer


def test_every_key_of_the_real_documents_stands_on_the_line_that_is_named(corpus: Path) -> None:
    from fixer.read.scalars import yaml_value

    checked = 0
    for path in sorted(corpus.glob("*/IDEAL_RESPONSE.md"))[::15]:
        try:
            template = read_template(from_bytes(path.name, path.read_bytes()))
        except FixerError:
            continue
        lines = path.read_bytes().decode().split("\n")
        for pointer in places(template.data)[::5]:
            line, key = template.line(pointer), pointers.split(pointer)[-1]
            short = key.removeprefix("Fn::")
            assert line is not None
            assert key.isdigit() or short in lines[line - 1] or yaml_value(short) is None, (path, pointer)
            checked += 1
    assert checked > 500


def test_what_a_later_member_overrides_is_no_part_of_the_text_that_is_edited() -> None:
    text = '{"Resources": {"A": {"Type": "X"}, "B": {"Type": "Y", "Type": "Z"},\n "A": {"Type": "W"}}}'
    template = read("m.json", text)
    assert template.text == '{"Resources": {"B": {"Type": "Z"},\n "A": {"Type": "W"}}}'
    assert template.line("/Resources/A") == 2
    assert template.data == json.loads(text)


def test_a_fence_inside_a_value_does_not_divide_a_template_file() -> None:
    value = "Description: |\n  a\n  ```\n  b\n  ```\n"
    assert read("t.yaml", value + TOPIC).data["Description"] == "a\n```\nb\n```\n"
    assert list(read("t.yaml", f"Here it is:\n\n  ```yaml\n{TOPIC}  ```\n").data) == ["Resources"]

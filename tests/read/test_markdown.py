"""Where templates stand in a document: fences of every kind, none at all, names, drafts."""

from __future__ import annotations

from itertools import pairwise

import pytest

from fixer.errors import FixerError
from fixer.read.candidates import candidates
from fixer.read.choose import choose
from fixer.read.document import Document, from_bytes
from fixer.read.markdown import regions
from fixer.read.pairing import read_pair, read_template
from fixer.read.template import Template

JSON = '{\n  "Resources": {\n    "A": {\n      "Type": "AWS::SNS::Topic"\n    }\n  }\n}\n'
YAML = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n"
DATA = {"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}


def read(text: str, path: str = "m.md") -> Template:
    return read_template(from_bytes(path, text.encode()))


def indented(text: str, by: str) -> str:
    return "".join(f"{by}{line}\n" for line in text.splitlines())


def yaml_of(*ids: str) -> str:
    return "Resources:\n" + "".join(f"  {name}:\n    Type: AWS::SNS::Topic\n" for name in ids)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(f"# T\n\n```yaml\n{YAML}```\n", 4, id="backticks"),
        pytest.param(f"~~~~yaml\n{YAML}~~~~\n", 2, id="tildes"),
        pytest.param(f"`````\n```\n{JSON}`````\n", 3, id="a shorter fence inside a longer one"),
        pytest.param(f"```\n{JSON}```\n", 2, id="no info string"),
        pytest.param(f"```cfn-yaml foo=bar\n{YAML}```\n", 2, id="an unusual info string"),
        pytest.param(f"  ```json\n{indented(JSON, '  ')}  ```\n", 2, id="indented"),
        pytest.param(f"1. First:\n\n   ```yaml\n{indented(YAML, '   ')}   ```\n\nText\n", 4, id="in a numbered list"),
        pytest.param(f"- ```json\n{indented(JSON, '  ')}  ```\n", 2, id="on the line of a list mark"),
        pytest.param(f"```markdown\n# T\n```json\n{JSON}```\n```\n", 4, id="inside a fence of Markdown"),
        pytest.param(f"```md\n```bash\nls\n```\n```yaml\n{YAML}```\n```\n", 6, id="second inside a fence of Markdown"),
        pytest.param(
            f"```json\nLet me begin:\n```json\n{JSON}```\n", 4, id="a second opener where a draft was dropped"
        ),
        pytest.param(f"```yaml\nHere is the template:\n\n{YAML}```\n", 4, id="prose inside, before"),
        pytest.param(f"# T\n\n{YAML}\nThis is prose.\n", 3, id="no fence: YAML in prose"),
        pytest.param(f"# T\n\n{JSON}\nThis is prose.\n", 3, id="no fence: JSON in prose"),
        pytest.param(f"Description: this is a sentence.\n\nMore.\n\n{YAML}", 5, id="no fence: a sentence like a key"),
        pytest.param(f"{YAML}```\n", 1, id="no opening fence"),
        pytest.param(f"{YAML}\nNote: that is all\n", 1, id="no fence: a note like a key after it"),
        pytest.param(f"{YAML}\n## Notes\n\n- **A**: a topic\n", 1, id="no fence: a list after it"),
        pytest.param(f"```bash\nls\n```\n```yaml\n{YAML}```\n", 5, id="after other code"),
        pytest.param(f"```python\nResources:\n  x\n```\n\n{YAML}", 6, id="other code that looks like a template"),
        pytest.param(f"```yaml\r\n{YAML}```\r\n".replace("\n", "\r\n").replace("\r\r", "\r"), 2, id="CRLF"),
        pytest.param(f"Use ```yaml for it.\n\n```yaml\n{YAML}```\n", 4, id="fence marks in a sentence"),
    ],
)
def test_a_template_is_found_without_a_word(text: str, line: int) -> None:
    template = read(text)
    assert template.data == DATA
    assert (template.source.line, template.repairs) == (line, ())
    assert text[template.source.start : template.source.end] == template.text


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        (f"x\n\n```yaml\n{YAML}", "line 4: the code fence is never closed: read to the end of the document"),
        (f"```yaml\n{YAML.rstrip()}```\n\n## After\n", "line 4: the closing fence stands on the last line of the code"),
        (f"```yaml\n{YAML.rstrip()}```", "line 4: the closing fence stands on the last line of the code"),
        (
            f"```yaml\n{YAML.rstrip()}```\n\n```bash\nls\n```\n",
            "line 4: the closing fence stands on the last line of the code",
        ),
        (f"```yaml\n{YAML}\n```bash\nls\n```\n", "line 2: the code fence is not closed before the next one opens"),
        (f"```json\n{JSON}\nThat is all.\n```\n", "line 8: text after the template left out"),
        (f"```json\n{JSON.rstrip()}```\n", "line 8: the closing fence stands on the last line of the code"),
        (f"```yaml\n{YAML}\nThat is all.\n```\n", "line 5: text after the template left out"),
    ],
)
def test_a_malformed_fence_is_said(text: str, repair: str) -> None:
    template = read(text)
    assert template.data == DATA
    assert [str(found) for found in template.repairs] == [repair]


@pytest.mark.parametrize(
    ("path", "text", "sections"),
    [
        ("m.md", f"Text.\n\nTransform: AWS::Serverless-2016-10-31\n{YAML}\nText.\n", ["Transform", "Resources"]),
        ("m.md", f"{YAML}Stages:\n  x: 1\nTransform:\n- AWS::Include\n", ["Resources", "Stages", "Transform"]),
        ("m.md", f"```yaml\nFn::Transform:\n  Name: x\n{YAML}```\n", ["Fn::Transform", "Resources"]),
        ("t.yaml", f"Any: 1\n{YAML}", ["Any", "Resources"]),
        ("t.yaml", "{Outputs: {}, Resources: {A: {Type: T}}}", ["Outputs", "Resources"]),
        ("t.yaml", JSON, ["Resources"]),
        ("<stdin>", f"# why\n{YAML}", ["Resources"]),
    ],
)
def test_no_section_of_a_template_is_lost(path: str, text: str, sections: list[str]) -> None:
    template = read(text, path)
    assert (list(template.data), template.repairs) == (sections, ())


def test_a_fence_mark_that_ends_a_line_of_code_does_not_close_where_code_goes_on() -> None:
    text = '```yaml\nResources:\n  A:\n    Type: T\n    Text: "see ```"\n    Other: x```\n    More: 1\n```\n'
    assert read(text).data["Resources"]["A"] == {"Type": "T", "Text": "see ```", "Other": "x```", "More": 1}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"## File: lib/h.yaml\n\nSave as `z.yaml`:\n```yaml\n# c.yaml\n{YAML}```\n", "lib/h.yaml"),
        (f"## Template\n\nSave as `z.yaml`:\n\n```yaml\n# c.yaml\n{YAML}```\n", "z.yaml"),
        (f"```yaml\n# lib/c.yml\n{YAML}```\n", "lib/c.yml"),
        (f'```yaml title="lib/i.yml"\n{YAML}```\n', "lib/i.yml"),
        (f"**./lib/bold.template**\n```yaml\n{YAML}```\n", "lib/bold.template"),
        (f"## lib/other.json\n```yaml\n{YAML}```\n", None),
        (f"```yaml\n{YAML}```\n", None),
    ],
)
def test_the_name_that_the_document_gives(text: str, name: str | None) -> None:
    assert read(text).source.name == name


def test_the_last_complete_version_is_taken() -> None:
    text = f"```yaml\n{yaml_of('A')}```\n### Answer\n```yaml\n{yaml_of('A', 'B')}```\nOnly this changes:\n"
    first = read(text)
    assert (first.source.line, list(first.resources)) == (8, ["A", "B"])
    larger = yaml_of(*"ABCDE")
    text = f"```yaml\n{larger}```\n```yaml\n{larger}```\nOnly this changes:\n```yaml\n{yaml_of('A')}```\n"
    assert read(text).source.line == 15


def test_a_version_with_parts_left_out_is_no_complete_version() -> None:
    text = f"```yaml\n{yaml_of('A', 'B')}```\n```yaml\n{yaml_of('A', 'B')}  # ... the rest as before\n```\n"
    assert read(text).source.line == 2
    only = read(f"```yaml\n{YAML}  # ... the other resources\n```\n")
    assert str(only.elided) == "line 5: # ... the other resources"
    only = read('```json\n{"Resources": {"A": {"Type": "T"}\n  // remaining resources ...\n}}\n```\n')
    assert str(only.elided) == "line 3: // remaining resources ..."


def test_a_later_version_that_cannot_be_read_is_said() -> None:
    template = read(f"```yaml\n{YAML}```\n\n```yaml\n{YAML}  B: [\n```\n")
    assert template.source.line == 2
    assert [str(found) for found in template.repairs] == [
        "line 8: what begins here was passed over: the YAML template is cut off (line 11)"
    ]


def pair(model: str, ideal: str) -> tuple[int, int]:
    left, right = choose(*(candidates(from_bytes(path, text.encode())) for path, text in (("m", model), ("i", ideal))))
    return left.source.line, right.source.line


@pytest.mark.parametrize(
    ("model", "ideal", "lines"),
    [
        pytest.param(f"```json\n{JSON}```\n", f"```yaml\n{YAML}```\n```json\n{JSON}```\n", (2, 7), id="format"),
        pytest.param(f"```yaml\n{YAML}```\n", f"```yaml\n{YAML}```\n```json\n{JSON}```\n", (2, 2), id="format, first"),
        pytest.param(
            f"# b.yaml\n```yaml\n{yaml_of('X', 'Y')}```\n",
            f"# a.yaml\n```yaml\n{yaml_of('X', 'Y')}```\n# b.yaml\n```yaml\n{yaml_of('X', 'Z')}```\n",
            (3, 11),
            id="file name",
        ),
        pytest.param(
            f"# b.yaml\n```yaml\n{yaml_of(*'ABCD')}```\n",
            f"# a.yaml\n```yaml\n{yaml_of(*'ABCD')}```\n# b.yaml\n```yaml\n{yaml_of('A')}```\n",
            (3, 3),
            id="a skeleton of the same name",
        ),
        pytest.param(
            f"# b.yaml\n```yaml\n{yaml_of(*'ABC')}```\n",
            f"# a.yaml\n```yaml\n{yaml_of(*'ABD')}```\n# b.yaml\n```yaml\n{yaml_of(*'ABC')}```\n",
            (3, 3),
            id="the same file over again says nothing",
        ),
        pytest.param(
            f"# n.yaml\n```yaml\n{yaml_of('V', 'W')}```\n# d.yaml\n```yaml\n{yaml_of('T', 'U')}```\n",
            f"```yaml\n{yaml_of('T', 'U')}```\n",
            (11, 2),
            id="shared resources",
        ),
    ],
)
def test_the_pair_that_both_sides_share(model: str, ideal: str, lines: tuple[int, int]) -> None:
    assert pair(model, ideal) == lines


def test_read_pair_names_the_side_without_a_template() -> None:
    with pytest.raises(FixerError) as error:
        read_pair(Document("m.md", f"```yaml\n{YAML}```\n"), Document("i.md", "Only prose.\n"))
    assert str(error.value) == (
        "i.md: no CloudFormation template found\n  cause: nothing in it has a Resources section\n"
        "  try:   give a document that holds a JSON or YAML template"
    )


def test_regions_cover_the_document_without_overlap() -> None:
    text = f"# T\n```a\nx\n```\ntext\n~~~\ny\n~~~\n```yaml\n{YAML}"
    found = regions(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert [text[x.start : x.end] for x in found if x.fenced] == ["x\n", "y\n", YAML]

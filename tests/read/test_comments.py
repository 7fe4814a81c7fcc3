"""Comments that speak to a program: told from texts that look like them, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.read.comments import comments
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template

YAML = """\
# say: above all

AWSTemplateFormatVersion: "2010-09-09" # say: version
# say: over the section
# and one more
Resources:
  Queue: # say: queue
    Type: AWS::SQS::Queue
    Properties: {QueueName: "# say: a name", DelaySeconds: 5, # say: in brackets
      VisibilityTimeout: 3} # say: at the end
  # say: over the function

  Function:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        ZipFile: | # say: at a header
          # say: in a block
          print('say: x')
          # say: at its end
        # say: behind the block
      Description: >-
        folded # say: in a fold
      Timeout: 3#say:no-blank
      Role: !If
        - Known # say: condition
        # say: over a branch
        - !GetAtt Role.Arn
        - 'it''s # say: quoted'
      Layers:
        - Name: x # say: an item
          Other: y # say: in an item
# say: at the very end
"""


def found(text: str, name: str = "stack.yaml") -> dict[str, str | None]:
    template = read_template(from_bytes(name, text.encode()))
    return {one.text.removeprefix("say: "): one.pointer for one in comments(template, "say:")}


PROPERTIES = "/Resources/Function/Properties"


def test_in_yaml() -> None:
    assert found(YAML) == {
        "above all": "/AWSTemplateFormatVersion",
        "version": "/AWSTemplateFormatVersion",
        "over the section": "/Resources",
        "queue": "/Resources/Queue",
        "in brackets": "/Resources/Queue/Properties",
        "at the end": "/Resources/Queue/Properties/VisibilityTimeout",
        "over the function": "/Resources/Function",
        "at a header": f"{PROPERTIES}/Code/ZipFile",
        "behind the block": f"{PROPERTIES}/Description",
        "condition": f"{PROPERTIES}/Role/Fn::If/0",
        "over a branch": f"{PROPERTIES}/Role/Fn::If/1",
        "an item": f"{PROPERTIES}/Layers/0",
        "in an item": f"{PROPERTIES}/Layers/0/Other",
        "at the very end": None,
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("frame", ["{}", "# Prose # say: not this\n\n```yaml\n{}```\n\nsay: more\n", "\ufeff{}"])
def test_lines_and_offsets_are_those_of_the_document(end: str, frame: str) -> None:
    text = frame.replace("{}", YAML).replace("\n", end)
    document = from_bytes("stack.md" if "Prose" in frame else "stack.yaml", text.encode())
    whole = comments(read_template(document), "say:")
    assert len(whole) == 14
    for one in whole:
        row = document.text.split("\n")[one.line - 1]
        assert f"# {one.text}" == document.text[one.start : one.end]
        assert f"# {one.text}" in row
        assert one.alone == row.lstrip(" ").startswith("#")


def test_in_json() -> None:
    text = """\
{
  // say: over the section
  "Resources": {
    "Queue": { // say: queue
      "Type": "AWS::SQS::Queue", /* say: type */
      // say: over the properties
      /* say: and once more */
      "Properties": {"QueueName": "// say: a name", "Url": "http://say:x"}, // say: behind
      "Other": [
        "a", // say: an item
        // say: nothing follows
      ],
    }
  }
}
"""
    assert found(text, "stack.json") == {
        "over the section": "/Resources",
        "queue": "/Resources/Queue",
        "type": "/Resources/Queue/Type",
        "over the properties": "/Resources/Queue/Properties",
        "and once more": "/Resources/Queue/Properties",
        "behind": "/Resources/Queue/Properties",
        "an item": "/Resources/Queue/Other/0",
        "nothing follows": None,
    }


def test_nothing_is_searched_without_the_word() -> None:
    assert found(YAML.replace("say:", "tell:")) == {}


_TEXTS = st.text(st.sampled_from("#say: \"'|>\n\\x-[]{},"), max_size=30)


@given(_TEXTS)
def test_no_text_is_taken_for_a_comment(value: str) -> None:
    import json

    text = f"Resources:\n  A:\n    Type: X\n    Text: {json.dumps(value)}\n    Other: 1 # say: it\n"
    assert found(text) == {"it": "/Resources/A/Other"}


@given(st.text(st.sampled_from("#say: ab\n"), max_size=40))
def test_no_block_of_text_is_taken_for_comments(value: str) -> None:
    block = "".join(f"      {line}\n" for line in value.split("\n"))
    text = f"Resources:\n  A:\n    Type: X\n    Text: |2\n{block}    Other: 1 # say: it\n"
    assert found(text) == {"it": "/Resources/A/Other"}

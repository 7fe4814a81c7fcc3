"""TypeScript that is broken, cut off, or meant to do harm: what can be read is read, and the rest is said."""

from __future__ import annotations

import sys
import time
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.cdk import syntax
from fixer.cdk import template as cdk
from fixer.errors import FixerError
from fixer.read.document import Document
from tests.cdk.reading import HEAD, TAIL, check, read, refusal

pytestmark = pytest.mark.skipif(
    find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed"
)

ONE = "    new s3.Bucket(this, 'One', { a: 1 });\n"
TWO = "    new s3.Bucket(this, 'Two', { b: 2 });\n"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("    const x = ###;\n", ["line 10: this could not be read: '###;'"]),
        ("    and so on ...\n", ["line 10: this could not be read: 'and so on ...'"]),
        ("    call(1, ;\n", ["line 10: ) is missing here"]),
    ],
)
def test_what_is_around_a_mistake_is_read(broken: str, said: list[str]) -> None:
    template = read(HEAD + ONE + broken + TWO + TAIL)
    assert list(template.data["Resources"]) == ["One", "Two"]
    check(template)
    assert [str(repair) for repair in template.repairs] == said


FIVE = [f"    new s3.Bucket(this, 'B{number}', {{\n      a: {{ b: [{number}] }},\n    }});\n\n" for number in range(5)]


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("    });\n\n", "\n", "line 13: what ( opens here is never closed"),
        ("[1] },", "[1],", "line 15: } is missing here"),
        ("[1] }", "[1] }}", "line 15: this could not be read: '}'"),
        ("a: {", "a: `{", "line 13: what ( opens here is never closed"),
    ],
)
def test_a_bracket_that_is_left_out_costs_its_statement_alone(written: str, instead: str, said: str) -> None:
    template = read(HEAD + FIVE[0] + FIVE[1].replace(written, instead) + "".join(FIVE[2:]) + TAIL)
    check(template)
    assert {"B0", "B2", "B3", "B4"} <= set(template.data["Resources"])
    assert template.data["Resources"]["B4"]["Properties"] == {"a": {"b": [4]}}
    assert str(template.repairs[0]).startswith(said)


def test_places_count_in_the_whole_document() -> None:
    template = read("# Answer\n\n```typescript\n" + HEAD + ONE + "    ???\n" + TAIL + "```\n", "IDEAL_RESPONSE.md")
    assert [(one.line, one.column) for one in template.repairs] == [(13, 5)]


def test_a_stack_that_ends_in_the_middle_is_read_to_its_end() -> None:
    text = HEAD + ONE + "    new s3.Bucket(this, 'Two', {\n      b: { c: [1, 'x"
    template = read(text)
    check(template)
    assert template.data["Resources"]["One"]["Properties"] == {"a": 1}
    assert template.data["Resources"]["Two"]["Properties"] == {"b": {"c": [1, "x"]}}
    assert "what [ opens here is never closed" in str(template.repairs[0])


def test_every_beginning_of_a_stack_gives_what_it_holds() -> None:
    text = HEAD + ONE + "    const t = `a ${id} b`;\n" + TWO + TAIL
    for end in range(text.index("'One', { a: 1 })") + 16, len(text)):
        template = read(text[:end])
        check(template)
        assert template.data["Resources"]["One"] == {"Type": "aws-cdk-lib/aws-s3.Bucket", "Properties": {"a": 1}}


def test_what_is_no_typescript_at_all_is_refused_with_its_place() -> None:
    text = "# Answer\n\n```typescript\nimport * as cdk from 'aws-cdk-lib';\nimport from ))) ((( {{{ new new\n```\n"
    assert str(refusal(text, "a.md")) == (
        "a.md:5:1: the TypeScript cannot be read\n"
        "  cause: the text at this place is no TypeScript: 'import from ))) ((( {{{ new new'\n"
        "  try:   correct the text at this place"
    )


def test_a_stack_without_constructs_is_refused() -> None:
    assert str(refusal(HEAD + TAIL)) == (
        "stack.ts:1:1: no CDK stack found\n"
        "  cause: no class in it makes a construct: nothing like new Bucket(this, 'Id', …) is there\n"
        "  try:   give the whole stack"
    )


def test_a_document_without_code_is_refused() -> None:
    assert str(refusal("# Nothing\n", "a.md")) == (
        "a.md: no CDK stack found\n"
        "  cause: no code block in it imports the CDK\n"
        "  try:   give a document that holds TypeScript with a class that extends Stack"
    )


def test_without_the_parser_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_typescript", None)
    syntax._grammar.cache_clear()
    assert str(refusal(HEAD + ONE + TAIL)) == (
        "stack.ts: TypeScript cannot be read: tree-sitter is not installed\n  try:   pip install 'fixer[cdk]'"
    )
    syntax._grammar.cache_clear()


HOSTILE = {
    "brackets": "[" * 100_000,
    "balanced": "[" * 50_000 + "]" * 50_000,
    "objects": "{a:" * 50_000,
    "generics": "f<a," * 20_000,
    "quotes": "[|'" * 20_000,
    "templates": "`${" * 30_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_nests_too_deeply_is_refused(text: str) -> None:
    error = refusal(HEAD + ONE + f"x = {text};\n" + TAIL)
    assert str(error).startswith(
        "stack.ts:1:1: the TypeScript cannot be read\n  cause: more than 400 brackets are open"
    )


LONG = {
    "members": "x" + ".y" * 50_000,
    "calls": "x" + ".y()" * 20_000,
    "operators": "1" + "+1" * 50_000,
    "texts": "'a'" + "+'a'" * 20_000,
    "signs": "!" * 50_000 + "x",
    "choices": "a?" * 20_000 + "1" + ":1" * 20_000,
    "arrows": "a=>" * 20_000 + "1",
    "casts": "1" + " as X" * 20_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_what_leans_too_far_is_opaque(text: str) -> None:
    template = read(HEAD + ONE + f"    const x = {text};\n    use({text});\n" + TWO + TAIL)
    assert list(template.data["Resources"]) == ["One", "Two"]
    check(template)


def test_what_takes_the_parser_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fixer.cdk.reader.MAX_SECONDS", 0.2)
    started = time.process_time()
    error = refusal(HEAD + ONE + "*+" * 100_000 + TAIL)
    assert time.process_time() - started < 5
    assert "cause: reading it takes longer than" in str(error)


def test_what_is_too_long_is_refused() -> None:
    assert "cause: it is longer than 2,000,000 characters" in str(refusal(HEAD + "// x\n" * 400_000 + ONE + TAIL))
    assert "cause: it has more than 400,000 parts" in str(refusal(HEAD + "x;" * 200_000 + ONE + TAIL))


def test_many_constructs_of_one_id_take_no_square_of_time() -> None:
    started = time.process_time()
    assert len(read(HEAD + ONE * 5000 + TAIL).data["Resources"]) == 5000
    assert time.process_time() - started < 10


TOKENS = [
    "new s3.Bucket(this, 'A', {",
    "})",
    "a: 1,",
    "`${",
    "}`",
    "(",
    ")",
    "{",
    "}",
    "'",
    "if (x) ",
    "=> ",
    "const a = ",
]
TOKENS += ["this.b", "for (const a of b) ", ";", "\n", "...", "?.", "as ", "é", "🚀", "\\", "//", "/*", "class A ", "!"]


@given(st.lists(st.sampled_from(TOKENS), max_size=30))
def test_no_text_leads_to_anything_but_a_stack_or_an_error(tokens: list[str]) -> None:
    found = cdk.candidates(Document("a.ts", HEAD + ONE + "".join(tokens) + "\n" + TWO + TAIL))
    for template in found.whole:
        check(template)
    assert all(isinstance(one.reason, FixerError) for one in found.rejected)


@given(st.text(max_size=40))
def test_offsets_count_characters(text: str) -> None:
    written = text.replace("\\", "").replace("'", "").replace("\n", "").replace("\r", "")
    template = read(HEAD + f"    new s3.Bucket(this, 'A', {{ b: '{written}' }});\n" + TAIL)
    assert template.data["Resources"]["A"]["Properties"] == {"b": written}
    span = template.span("/Resources/A/Properties/b")
    assert span is not None
    assert template.text[span.start : span.end] == f"'{written}'"

"""Templates that stand behind a margin, in HTML, in a shell's text or in a diff; and characters of word processors."""

from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer import api
from fixer.errors import FixerError
from fixer.read.document import from_bytes
from fixer.read.margin import marked, without
from fixer.read.pairing import read_pair, read_template
from fixer.read.template import Template

JSON = '{\n  "Resources": {\n    "A": {\n      "Type": "AWS::SNS::Topic"\n    }\n  }\n}\n'
YAML = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n\n  # note\n  B:\n    Type: AWS::SNS::Topic\n"
BETTER = YAML.replace("  # note", "    Properties:\n      TopicName: a\n\n  # note")


def read(text: str, path: str = "m.md") -> Template:
    return read_template(from_bytes(path, text.encode()))


def behind(text: str, margin: str) -> str:
    return "".join((margin + line).rstrip() + "\n" for line in text.split("\n")[:-1])


def fence(text: str, info: str = "yaml") -> str:
    return f"```{info}\n{text}```\n"


def in_list(text: str, margin: str) -> str:
    return f"- Save this:\n\n{behind(fence(text), margin)}\nDone.\n"


WRAPPED = {
    "a block quote": f"Text\n\n> The template:\n>\n{behind(fence(YAML), '> ')}\nMore\n",
    "a block quote without spaces": f"{behind(fence(YAML), '>')}\n",
    "a quote in a quote": f"{behind(fence(YAML), '> > ')}",
    "a quote in a list": f"- > x\n{behind(fence(YAML), '  > ')}",
    "a list, with a mark of YAML": in_list(f"---\n{YAML}", "   "),
    "a list, with tabs": in_list(YAML, "\t"),
    "an indentation and no fence": f"The template:\n\n{behind(YAML, '    ')}\nThat is it.\n",
    "a new file in a diff": f"```diff\n--- /dev/null\n+++ b/lib/t.yaml\n@@ -0,0 +1,7 @@\n{behind(YAML, '+')}```\n",
    "a heredoc": f"```bash\ncat > t.yaml <<'EOF'\n{YAML}EOF\naws deploy\n```\n",
    "preformatted HTML": f"<pre><code>{YAML}</code></pre>\n",
}


@pytest.mark.parametrize("text", WRAPPED.values(), ids=WRAPPED)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_template_is_read_and_edited_where_it_stands(text: str, line_end: str) -> None:
    text = text.replace("\n", line_end)
    model, ideal = read_pair(from_bytes("m.md", text.encode()), from_bytes("i.yaml", BETTER.encode()))
    assert list(model.resources) == ["A", "B"]
    difference = api.diff(model, ideal)
    assert api.apply(difference, api.Selection(none=True)).document_text == text
    done = api.apply(difference, api.Selection(unsafe=True))
    old, new = text.splitlines(keepends=True), done.document_text.splitlines(keepends=True)
    added = [line for line in new if line not in old]
    assert [line.strip(" \t\r\n>+") for line in added] == ["Properties:", "TopicName: a"]
    assert [line for line in new if line not in added] == old
    again = read(done.document_text)
    assert not api.diff(again, ideal).issues
    assert done.result.data == again.data


@given(st.lists(st.text(st.sampled_from("ab >\t"), max_size=6)), st.sampled_from(["> ", "    ", "\t", "+", "> > "]))
def test_a_margin_that_is_put_before_lines_comes_off_again(lines: list[str], margin: str) -> None:
    text = "\n".join(["x", *(line.rstrip() for line in lines)])
    assert without(margin + marked(text, margin), margin).text == text


def test_places_are_those_of_the_document() -> None:
    template = read("> ```yaml\n" + behind(YAML, "> ") + "> ```\n")
    assert template.line("/Resources/B/Type") == 8
    span = template.span("/Resources/A/Type")
    assert span is not None
    assert (span.line, span.column, span.end_column) == (4, 13, 28)


def test_a_quote_that_ends_before_its_fence_ends_the_template() -> None:
    template = read("> ```yaml\n" + behind(YAML, "> ") + "\nResources are expensive: so be it.\n")
    assert list(template.resources) == ["A", "B"]
    assert [str(repair) for repair in template.repairs] == [
        "line 2: the code fence is never closed: read to the end of the document"
    ]


def test_the_name_of_the_file_that_a_program_writes() -> None:
    assert read(WRAPPED["a heredoc"]).source.name == "t.yaml"
    assert read(WRAPPED["a new file in a diff"]).source.name == "lib/t.yaml"


def test_a_diff_of_a_file_that_was_there_is_no_template() -> None:
    with pytest.raises(FixerError, match="no CloudFormation template found"):
        read(f"```diff\n{behind(YAML, ' ')}+  C:\n+    Type: AWS::SNS::Topic\n```\n")


def test_json_in_a_list_is_json() -> None:
    assert read(in_list(JSON, "    ")).format == "json"


@pytest.mark.parametrize("text", [YAML, JSON], ids=["yaml", "json"])
def test_entities_of_html_are_decoded(text: str) -> None:
    typed = text.replace("AWS::SNS::Topic", "Custom::<T>")
    template = read(f"<pre>\n{escape(typed)}</pre>\n")
    assert template.data["Resources"]["A"] == {"Type": "Custom::<T>"}


def test_a_type_that_is_written_with_entities_is_decoded() -> None:
    text = f"Parameters:\n  P:\n    Type: List&lt;Number&gt;\n{YAML}"
    template = read(fence(text))
    assert template.data["Parameters"]["P"]["Type"] == "List<Number>"
    assert [str(repair) for repair in template.repairs] == ["line 2: HTML entities decoded"]
    plain = YAML.replace("AWS::SNS::Topic", "a &lt;b&gt;", 1)
    assert read(fence(plain)).data["Resources"]["A"]["Type"] == "a &lt;b&gt;"


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        (YAML.replace("  B:", "\ufeff  B:"), "line 7: characters without width taken out"),
        (YAML.replace("Topic\n\n", "Topic\u200b\n\n"), "line 4: characters without width taken out"),
        (YAML.replace("  ", "\u00a0 "), "line 3: no-break spaces made spaces"),
        (YAML.replace("Type: ", "Type:\u00a0"), "line 4: no-break spaces made spaces"),
        (YAML.replace("AWS::SNS::Topic", "“AWS::SNS::Topic”"), "line 4: curly quotes made straight"),
        (YAML.replace("AWS::SNS::Topic", "‘AWS::SNS::Topic’"), "line 4: curly quotes made straight"),
    ],
)
def test_characters_of_word_processors_are_put_right_in_yaml(text: str, repair: str) -> None:
    template = read(fence(text))
    assert template.data["Resources"] == {"A": {"Type": "AWS::SNS::Topic"}, "B": {"Type": "AWS::SNS::Topic"}}
    assert [str(one) for one in template.repairs] == [repair]


def test_characters_of_word_processors_are_put_right_in_json() -> None:
    quotes = JSON.replace('  "', "  “").replace('": ', "”: ").replace(': "', ": “").replace('"\n', "”\n")
    for text in (quotes, JSON.replace("  ", " \u00a0"), JSON.replace('  "', '\u200b  "')):
        assert read(fence(text, "json")).data == json.loads(JSON)


def test_such_characters_stay_where_they_may_be_meant() -> None:
    text = 'Description: “Orders” and so\u200bon\u00a0…\nMetadata:\n  Text: "“x”"\n' + YAML
    template = read(fence(text))
    assert template.data["Description"] == "“Orders” and so\u200bon\u00a0…"
    assert template.repairs == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"```yaml\n{YAML}    // ... the rest as before\n  C:\n    Type: T\n```\n",
            "m.md:10:3: the template is only a sketch\n  cause: '// ... the rest as before' stands where a part of it "
            "should be\n  try:   give the whole template",
        ),
        (
            f"```yaml\n{YAML}  C: “the: “inner” text”\n```\n",
            "m.md:9:10: the YAML template cannot be read\n  cause: mapping values are not allowed in this context\n"
            '  try:   write straight quotes (") around names and values, not curly ones',
        ),
    ],
)
def test_what_cannot_be_put_right_is_told(text: str, message: str) -> None:
    with pytest.raises(FixerError) as error:
        read(text)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("part", "note"),
    [
        ("Outputs:\n  O:\n    Value: !Ref A\n", "it holds Outputs, which the template has not; join the blocks"),
        ("  C:\n    Type: AWS::SNS::Topic\n", "it holds a resource (C), which the template has not; join the blocks"),
        (
            "  C:\n    Type: AWS::SNS::Topic\n  D:\n    Type: AWS::SNS::Topic\nConditions:\n  E: !Not [true]\n",
            "it holds Conditions and resources (C, D), which the template has not; join the blocks",
        ),
        ("  A:\n    Type: AWS::SNS::Topic\n", None),
        ("Some:\n  - list\n", None),
    ],
)
def test_parts_of_a_template_in_other_blocks_are_named(part: str, note: str | None) -> None:
    template = read(f"{fence(YAML)}\nand\n\n{fence(part)}")
    assert [str(one) for one in template.repairs] == ([f"line 14: this code block is not read: {note}"] if note else [])


@pytest.mark.parametrize("text", [f'"Resources":{YAML[10:]}', YAML.replace("Resources", "'Resources'")])
def test_quoted_names_of_sections_count_in_indented_code_and_behind_entities(text: str) -> None:
    assert list(read(f"So:\n\n{behind(text, '    ')}\nThat is it.\n").resources) == ["A", "B"]
    assert list(read(fence(escape(text))).resources) == ["A", "B"]


def test_entities_are_decoded_once() -> None:
    with pytest.raises(FixerError, match="no CloudFormation template found"):
        read(fence("&" + "amp;" * 20_000 + "quot;Resources&quot;:\n"))

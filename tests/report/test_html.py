"""The page: sound HTML, nothing in it that runs or is fetched but its own, no secret, marks that lead somewhere."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer import api, cli
from fixer.read.document import from_bytes
from fixer.read.folder import folder_pair
from fixer.read.pairing import read_template
from fixer.read.template import Template
from fixer.report import html
from fixer.report.html_source import masked_rows, sheets
from fixer.report.mask import MASK
from fixer.report.text import visible
from fixer.resources import folder
from tests import nasty

# Of different size, format and quality, the first with the most text; any other would do.
PAIRS = ("cfn-yaml__Pr9059", "cfn-json__Pr8678", "cfn-json__Pr2481")
LARGEST = 2_000_000
VOID = {"meta", "input", "br", "hr", "link", "img"}
TAGS = re.compile(
    "html|head|meta|title|style|body|a|header|div|h[1-4]|span|p|details|summary|ul|ol|li|button|section|svg|rect|main|"
    "form|label|input|kbd|select|option|pre|code|b|strong|figure|figcaption|del|ins|q|script"
)
ATTRIBUTES = re.compile(
    "lang|charset|http-equiv|content|name|class|href|hidden|type|id|tabindex|role|for|placeholder|autocomplete|rel|"
    "spellcheck|value|viewbox|preserveaspectratio|x|y|width|height|title|aria-[a-z]+|data-[a-z]+"
)


class Page(HTMLParser):
    """Reads a page and fails on anything that it must not have."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: dict[str, dict[str, str]] = {}
        self.targets: list[str] = []
        self.addresses: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.text: list[str] = []
        self.policy = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert TAGS.fullmatch(tag), tag
        if tag not in VOID:
            self.open.append(tag)
        own = {name: value or "" for name, value in attrs}
        assert len(own) == len(attrs), f"an attribute is there twice: {attrs}"
        for name, value in own.items():
            assert ATTRIBUTES.fullmatch(name), name
            self.attributes.append((name, value))
        if "id" in own:
            assert own["id"] not in self.ids, own["id"]
            self.ids[own["id"]] = own
        if own.get("http-equiv") == "Content-Security-Policy":
            self.policy = own["content"]
        for name in ("aria-labelledby", "aria-controls", "for"):
            self.targets += own.get(name, "").split()
        address = own.get("href", "")
        if address.startswith("#"):
            self.targets.append(address[1:])
        elif address:
            self.addresses.append(address)
        if tag in self.raw:
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]][-1] += data
        else:
            self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def assert_sound(text: str) -> Page:
    """Balanced, known elements only, ids unique and links that lead somewhere, one style and one script by hash."""
    page = Page(text)
    assert not set(page.targets) - set(page.ids)
    assert all(address.startswith(("https://", "http://")) for address in page.addresses)
    [style], [script] = page.raw["style"], page.raw["script"]
    hashes = [b64encode(sha256(part.encode()).digest()).decode() for part in (script, style)]
    assert page.policy.split("; ") == [
        "default-src 'none'",
        f"script-src 'sha256-{hashes[0]}'",
        f"style-src 'sha256-{hashes[1]}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert "url(" not in style and "@import" not in style
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|fetch\(|XMLHttp", script
    )
    return page


def paged(difference: api.Difference) -> str:
    return html.render_html(difference.report, difference.model, difference.ideal, difference.secret)


def compared(model: str, ideal: str, suffix: str = "yaml") -> api.Difference:
    return api.diff(*(template(text, f"{name}.{suffix}") for name, text in (("model", model), ("ideal", ideal))))


def template(text: str, path: str = "template.yaml") -> Template:
    return read_template(from_bytes(path, text.encode()))


QUEUE = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds: {}\n"


def test_a_page_says_what_the_report_says() -> None:
    found = compared(QUEUE.format(5), QUEUE.format(9) + "      KmsMasterKeyId: alias/aws/sqs\n")
    page = assert_sound(paged(found))
    issues = {name: own for name, own in page.ids.items() if re.fullmatch(r"i\d+", name)}
    assert list(issues) == [f"i{finding.issue.number}" for finding in found.report.findings]
    for finding in found.report.findings:
        own, issue = issues[f"i{finding.issue.number}"], finding.issue
        assert (own["data-severity"], own["data-category"]) == (issue.severity, issue.category)
        assert own["data-rule"] == (issue.rule or "none")
        assert own["data-safety"] == (issue.fix.safety if issue.fix else "none")
        assert issue.title in page.text
    assert f"{len(issues)} of {len(issues)} shown" in page.text


def test_marks_stand_at_the_lines_of_both_files() -> None:
    found = compared("# a comment\n" + QUEUE.format(5), QUEUE.format(9))
    page = assert_sound(paged(found))
    [finding] = found.report.findings
    marked = {name: own["data-n"] for name, own in page.ids.items() if "data-i" in own}
    assert marked == {"m5": "6", "t4": "5"}
    assert finding.lines == ((6, 5),)
    assert {"m5", "t4", f"i{finding.issue.number}"} <= set(page.targets)


def test_lines_are_those_of_the_document_around_the_template() -> None:
    fenced = f"Here it is:\n\n```yaml\n{QUEUE.format(5)}```\n"
    page = assert_sound(paged(compared(fenced, QUEUE.format(9), "md")))
    assert [own["data-n"] for name, own in page.ids.items() if name.startswith("m") and "data-n" in own][:2] == [
        "4",
        "5",
    ]


def test_what_is_missing_is_marked_where_it_would_be() -> None:
    found = compared(QUEUE.format(5), QUEUE.format(5) + "      KmsMasterKeyId: alias/aws/sqs\n")
    page = assert_sound(paged(found))
    marked = {name: own["class"] for name, own in page.ids.items() if "data-i" in own}
    assert marked == {"m3": "at", "t5": "on"}


def test_a_whole_entry_that_is_missing_is_marked_on_its_side_alone() -> None:
    found = compared(QUEUE.format(5), QUEUE.format(5) + "  Topic:\n    Type: AWS::SNS::Topic\n")
    page = assert_sound(paged(found))
    assert [name for name, own in page.ids.items() if "data-i" in own] == ["t5", "t6"]


def test_code_and_json_inside_strings_are_shown_as_diffs() -> None:
    start = "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile: |\n"
    bodies = [f"import os\n\n\ndef handler(event, context):\n    return {value}\n" for value in ("None", "event")]
    texts = [start + "".join(f"          {row}\n" for row in body.split("\n")) for body in bodies]
    text = paged(compared(*texts))
    assert_sound(text)
    assert '<span class="del">    return None\n</span><span class="add">    return event\n</span>' in text


def test_one_template_alone() -> None:
    check = api.check(template(QUEUE.format(5)))
    text = html.render_html(check.report, check.model, None, check.secret)
    page = assert_sound(text)
    assert check.report.findings
    assert not any(name.startswith("t") and "data-n" in own for name, own in page.ids.items())
    assert "ideal" not in " ".join(page.text).lower()


def test_two_templates_that_say_the_same() -> None:
    page = assert_sound(paged(compared(QUEUE.format(5), QUEUE.format(5))))
    assert "The two templates say the same." in page.text
    assert "filter" not in page.ids


def test_equal_input_gives_equal_bytes() -> None:
    first, second = (compared(QUEUE.format(5), QUEUE.format(9)) for _ in range(2))
    assert paged(first) == paged(second)


@pytest.mark.parametrize("page", [0, 1])
def test_nothing_in_a_text_is_more_than_text(page: int) -> None:
    assert len(nasty.STRINGS) == 100 == len(set(nasty.STRINGS))
    text = nasty.pages()[page]
    found = assert_sound(text)
    shown = " ".join("".join(found.text).split())
    for string in nasty.STRINGS:
        if len(string) < 300 and "\ue000" not in string and (page or "\ud83d" not in string):
            forms = (visible(string.replace("\r\n", "\n")), json.dumps(string)[1:-1])
            assert any(" ".join(form.split()) in shown for form in forms), string
    assert len(text.encode("utf-8", "backslashreplace")) < LARGEST


@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_any_text_stays_text(key: str, value: str) -> None:
    texts = [
        json.dumps({"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": other, key: value}}}})
        for other in ("one", "two")
    ]
    assert_sound(paged(compared(*texts, "json")))


@pytest.mark.parametrize("word", ["tr0ub4dor-and-3", "hunter2", "letmein"])
@pytest.mark.parametrize(
    "body",
    [
        "    Type: AWS::RDS::DBInstance\n    Properties: {{MasterUserPassword: {0}, MasterUsername: admin}}\n",
        '    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: "{0}"\n',
        "    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: |\n        {0}\n        {0}\n",
        "    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: !Sub '{0}'\n",
        "    Type: A::B::C\n    Properties: {{A: {{Password: {0}}}, B: {{Token: {0}}}, C: 1}}\n",
        "    Type: A::B::C\n    Properties:\n      List:\n        - Name: DB_PASSWORD\n          Value: {0}\n",
        "    Type: A::B::C\n    Properties:\n      Env: 'DB_PASSWORD={0}'\n",
    ],
)
def test_secrets_are_hidden_in_the_templates_too(body: str, word: str) -> None:
    """Also where both sides have the same one, which no gap tells of."""
    text = "Parameters:\n  P:\n    Type: String\n    NoEcho: true\n    Default: {0}\nResources:\n  A:\n" + body
    same = text.format(word)
    for page in (paged(compared(same, same)), paged(compared(same, same.replace("  P:", "  Q:")))):
        assert word not in page
        assert MASK in page
        assert_sound(page)


def test_private_keys_are_hidden_row_by_row() -> None:
    rows = [
        "-----BEGIN RSA PRIVATE KEY-----",
        "MIIEowIBAAKCAQEA75",
        "abcdef+/0123456789",
        "-----END RSA PRIVATE KEY-----",
    ]
    block = "".join(f"        {row}\n" for row in rows)
    text = f"Resources:\n  A:\n    Type: A::B::C\n    Properties:\n      Body: |\n{block}      After: 1\n"
    page = paged(compared(text, text))
    assert "MIIEow" not in page and "abcdef+" not in page
    assert "</b>: 1\n" in page
    unclosed = text.replace(rows[3], "")
    page = paged(compared(unclosed, unclosed))
    assert "MIIEow" not in page and "abcdef+" not in page


def test_masking_keeps_the_rows() -> None:
    text = 'Resources:\n  A:\n    Type: A::B::C\n    Properties:\n      Password: "one\n        two"\n      After: x\n'
    model = template(text)
    [sheet] = sheets(model, None, lambda gap: False)
    rows = masked_rows(sheet)
    assert rows[5:] == ["        " + MASK, "      After: x"]
    assert rows[4] == f"      Password: {MASK}"


def test_a_row_without_end_is_cut_with_no_secret_in_the_cut() -> None:
    properties = ", ".join(
        f'"K{number}": "{"v" * 50}", "P{number}Password": "s3cret-{number}"' for number in range(400)
    )
    text = f'{{"Resources": {{"A": {{"Type": "A::B::C", "Properties": {{{properties}, "Password": "s3cret-"}}}}}}}}'
    page = paged(compared(text, text.replace("K1", "L1"), "json"))
    assert "s3cret-" not in page
    assert "more characters" in page
    assert len(page) < 100_000


def test_a_template_too_long_to_show_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fixer.report.html_source.MOST_ROWS", 4)
    page = assert_sound(paged(compared(QUEUE.format(5), QUEUE.format(9))))
    assert "1 more lines are not shown." in page.text
    assert not any("data-i" in own for own in page.ids.values())


def test_the_command_writes_a_page(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    model, ideal, out = (tmp_path / name for name in ("model.yaml", "ideal.yaml", "report.html"))
    model.write_text(QUEUE.format(5))
    ideal.write_text(QUEUE.format(9))
    assert cli.run(["diff", str(model), str(ideal), "-o", str(out)]) == 1
    assert_sound(out.read_text(encoding="utf-8"))
    assert cli.run(["diff", str(model), str(ideal), "--format", "html"]) == 1
    assert capsysbinary.readouterr().out == out.read_bytes()
    assert cli.run(["check", str(model), "--format", "html", "-o", str(out), "--fail-on", "never"]) == 0
    assert_sound(out.read_text(encoding="utf-8"))


def test_a_page_is_about_one_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(QUEUE.format(5))
    assert cli.run(["check", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), "--format", "html"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "an HTML page shows one template" in told.err


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1])
def test_every_text_can_be_read_on_every_ground_it_stands_on(theme: int) -> None:
    style = (folder("templates") / "html" / "style.css").read_text(encoding="utf-8")
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", style)
    colours = {name: luminance(pair[theme]) for name, *pair in found}
    grounds = ("paper", "sheet", "well", "del", "add", "del-on", "add-on", "mark")
    pairs = [(text, ground) for text in ("ink", "key", "note") for ground in grounds]
    pairs += [(text, ground) for text in ("soft", "link") for ground in ("paper", "sheet", "well", "del", "add")]
    tones = ("critical", "high", "medium", "low", "info")
    pairs += [(tone, ground) for tone in tones for ground in ("paper", "sheet", "on")]
    for text, ground in pairs:
        light, dark = sorted((colours[text], colours[ground]), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


@pytest.mark.parametrize("name", PAIRS)
def test_real_pairs(name: str, corpus: Path) -> None:
    place = corpus / name
    names = [path.name for path in place.iterdir() if path.is_file()]
    pair = folder_pair(str(place), names, lambda file: (place / file).read_bytes())
    text = paged(api.diff(*pair))
    assert_sound(text)
    assert len(text.encode()) < LARGEST

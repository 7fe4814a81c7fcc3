"""The report as Markdown, through Jinja templates: one folder per style, shared building blocks in ``parts``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from fixer.errors import FixerError
from fixer.report import words
from fixer.report.report import Excerpt, Finding, Report, Statement
from fixer.report.running import NotCompiled, Safe, Templates
from fixer.report.text import one_line, visible
from fixer.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment

    from fixer.report.sandbox import Own

STYLES = ("analysis", "detailed", "catalogue", "corrections", "review", "checklist")
_FENCE = re.compile(r"(`{3,})\w*$")
_BACKTICKS = re.compile(r"`+")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_SPECIAL = re.compile(r"[\\`*\[\]<>|~]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
# How the impact of an issue is headed, by its category; others have their own name.
_IMPACTS = {"deployability": "Deployment", "validity": "Deployment", "observability": "Operational"}


def render_markdown(report: Report, style: str = "analysis", own: Own | None = None) -> str:
    """The report as a Markdown document in ``style``.

    Templates of the user's ``own`` (``style/report.md.j2``, ``parts/…``) go before the packaged ones and run in a
    sandbox. Raises ``FixerError`` for a style that does not exist and for a template that cannot be rendered.
    """
    if own is not None:
        from fixer.report import own as sandboxed

        return _tidy(sandboxed.render(report, style, own))
    if style not in STYLES:
        raise FixerError(f"no report style {one_line(style)!r}", hint=f"one of: {', '.join(STYLES)}")
    entry = f"{style}/report.md.j2"
    try:
        text = _compiled().render(entry, report=report, style=style)
    except NotCompiled:
        text = environment().get_template(entry).render(report=report, style=style)
    return _tidy(text)


def _tidy(text: str) -> str:
    """The document with single blank lines between its blocks; code blocks stay as they are."""
    lines: list[str] = []
    marks = ""
    for line in text.split("\n"):
        if marks:
            marks = "" if line == marks else marks
        elif opening := _FENCE.match(line):
            marks = opening[1]
        elif not line.strip() and (not lines or not lines[-1]):
            continue
        lines.append(line if marks else line.rstrip())
    return "\n".join(lines).rstrip("\n") + "\n"


@cache
def _compiled() -> Templates:
    """The packaged templates. What is printed is escaped as prose unless a filter made it safe."""
    return Templates(folder("templates"), printed, filters(Safe))


@cache
def environment() -> Environment:
    """The same for Jinja, which compiles them, and renders where one was edited since."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=FileSystemLoader(folder("templates")),
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) else Markup(printed(str(value))),
        auto_reload=False,
        **SYNTAX,
    )
    made.filters |= filters(Markup)
    return made


SYNTAX: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}


def filters(safe: type[str]) -> dict[str, Any]:
    """What templates may pipe text and values through, by name; what comes out is ``safe``."""
    shared = (anchor, asked, cell, code, comment, expected, fence, impact_label, location, prose, said, sentence)
    return {function.__name__: _safe(function, safe) for function in (*shared, script, shell, target)}


def _safe(function: Any, safe: type[str]) -> Any:
    return lambda *values: safe(function(*values))


def printed(text: str) -> str:
    """Prose that keeps a blank at its ends, so that templates can print ``", "``."""
    return (" " if text[:1] == " " else "") + prose(text) + (" " if text[1:] and text[-1] == " " else "")


def prose(text: str) -> str:
    """Text in one line that Markdown shows as it is; code spans in it are kept."""
    text = one_line(text)
    parts = []
    done = 0
    for span in _CODE_SPAN.finditer(text):
        parts += [_plain(text[done : span.start()]), code(_unpadded(span[2]))]
        done = span.end()
    escaped = "".join([*parts, _plain(text[done:])])
    # What begins a line could begin a heading, a list, or underline the line before as a heading.
    number = _NUMBER.match(escaped)
    if number:
        return f"{number[0]}\\{escaped[number.end() :]}"
    return "\\" + escaped if escaped[:1] in tuple("#=+-") else escaped


def _unpadded(text: str) -> str:
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == " " and text.strip() else text


def _plain(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], "\\" + match[0]), text)


def code(text: object) -> str:
    """An inline code span whose delimiter is longer than any run of backticks in it."""
    shown = one_line(str(text))
    if not shown:
        return "(empty)"
    longest = max(map(len, _BACKTICKS.findall(shown)), default=0)
    delimiter = "`" * (longest + 1)
    pad = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{delimiter}{pad}{shown}{pad}{delimiter}"


def cell(text: object) -> str:
    """What stands in a table: prose, or what is safe already, with its pipes escaped."""
    shown = str(text) if hasattr(text, "__html__") else prose(str(text))
    return re.sub(r"(?<!\\)\|", r"\\|", shown)


def comment(text: str) -> str:
    """Text within an HTML comment; what could end it is percent-encoded."""
    return re.sub(
        r"[^\w.:/@#,+-]|-(?=-|>|$)|(?<=-)-",
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "backslashreplace")),
        text,
    )


def fence(excerpt: Excerpt) -> str:
    """A code block that nothing inside can close."""
    return _block(excerpt.text, excerpt.language)


def script(lines: str) -> str:
    """Commands as a code block; the words of others in them have gone through ``shell``."""
    return _block(lines.strip("\n"), "bash")


def _block(text: str, language: str) -> str:
    text = visible(text)
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{language}\n{text}\n{marks}"


def shell(word: object) -> str:
    """One word of a command, quoted where the shell would read anything else in it."""
    from shlex import quote

    return quote(one_line(str(word)))


def anchor(heading: str) -> str:
    """The target of a link to a heading of this text, as GitHub makes it: small letters, hyphens for blanks."""
    return re.sub(r"[^\w\- ]", "", one_line(heading).lower()).replace(" ", "-")


def target(url: str) -> str:
    """The address of a link, as it stands between parentheses."""
    return re.sub(r"[()\\]", lambda match: f"%{ord(match[0]):02X}", visible(url))


def said(statement: Statement) -> str:
    """What is wrong, names and values as code."""
    return words.said(statement, code, prose)


def asked(statement: Statement) -> str:
    """What to do about it, names and values as code."""
    return words.asked(statement, code)


def expected(statement: Statement) -> str:
    """What a test of the mended template finds, names and values as code."""
    return words.expected(statement, code)


def location(finding: Finding) -> str:
    """The entries that an issue is about, with their lines; empty where it is about none."""
    return words.location(finding.statements, code)


def sentence(text: str) -> str:
    """A phrase as prose that begins with a capital and ends with a full stop."""
    text = one_line(text)
    return prose(text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?:" else "."))


def impact_label(category: str) -> str:
    """``Security`` for security, ``Deployment`` for deployability."""
    return prose(_IMPACTS.get(category, category.capitalize()))

"""A report by the user's own templates, and what is wrong with them in words."""

from __future__ import annotations

import traceback

import jinja2
from markupsafe import Markup

from fixer.errors import FixerError
from fixer.report import markdown, sandbox
from fixer.report.report import Report
from fixer.report.sandbox import Chain, Own, Sandbox, Unbounded
from fixer.report.text import clip, one_line
from fixer.resources import folder

_FAULTS = (
    jinja2.TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError,
    MemoryError, SyntaxError,
)  # fmt: skip


def render(report: Report, style: str, own: Own) -> str:
    """The report as the user's templates have it, before blank lines are evened out."""
    entry = own.entry or f"{style}/report.md.j2"
    chain = Chain(own.read, folder("templates"))
    environment = Sandbox(chain, markdown.printed, **markdown.SYNTAX)
    environment.filters |= markdown.filters(Markup)
    parts: list[str] = []
    room = sandbox.CHARS
    try:
        for part in environment.get_template(entry).generate(report=report, style=style):
            room -= len(part)
            if room < 0:
                raise Unbounded(f"the report grows beyond {sandbox.CHARS:,} characters")
            parts.append(part)
    except jinja2.TemplateNotFound as error:
        raise _not_found(error, style, own, entry) from None
    except jinja2.TemplateSyntaxError as error:
        file = chain.files.get(error.filename or "") or error.filename or error.name or entry
        raise FixerError("the template cannot be read", file, error.lineno, cause=_told(error)) from None
    except _FAULTS as error:
        raise _fault(error, chain, entry) from None
    return "".join(parts)


def _not_found(error: jinja2.TemplateNotFound, style: str, own: Own, entry: str) -> FixerError:
    if error.name == f"{style}/report.md.j2" == entry:
        known = dict.fromkeys((*markdown.STYLES, *own.styles))
        return FixerError(f"no report style {one_line(style)!r}", hint=f"one of: {', '.join(known)}")
    names = error.templates if isinstance(error, jinja2.TemplatesNotFound) else [str(error.name)]
    return FixerError(
        f"template {clip(one_line(', '.join(map(str, names))), 200)} not found",
        hint=f"{sandbox.DEFAULT}NAME is a packaged template",
    )


def _fault(error: BaseException, chain: Chain, entry: str) -> FixerError:
    """The fault with the template's line, which Jinja puts into the traceback."""
    file, line = None, None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename in chain.files:
            file, line = chain.files[frame.f_code.co_filename], number
    return FixerError("the template cannot be rendered", file or entry, line, cause=_told(error))


def _told(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "a template or a macro uses itself without end"
    return clip(one_line(str(error)) or type(error).__name__, 300)

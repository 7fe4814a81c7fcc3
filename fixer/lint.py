"""cfn-lint in this process, as a ``Verifier`` and a ``Linter`` whose answers depend on the template alone.

cfn-lint's own entry points obey files in the working directory and the home directory, variables of the environment and
directives inside the template; a template could so silence what is wrong with it, or have rules of its own loaded. Here
a collection of rules is made once and run on plain data, past all of them.
"""

from __future__ import annotations

import logging
import re
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Any

from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.issues.opinions import Lint, Remark
from fixer.lint_rules import RULES_PAGE, meaning
from fixer.pointer import join
from fixer.remedy.verify import Finding, Findings

# CloudFormation itself takes no larger template.
MAX_CHARACTERS = 1_000_000
MAX_SECONDS = 60.0
REGION = "us-east-1"
# It opens the file that a nested stack's TemplateURL names. Warnings stay in: where the rule of a warning is absent,
# its parent reports the same thing as an error.
_IGNORED = ["E3043"]
_PARSING, _CRASHED = "E0000", "E0002"
# A list of quoted names; one that a value is not in; how long a list and a message are shown.
_LONG = re.compile(r"('[^']{0,200}'|\b[\w.-]{1,200}) is not one of \[([^\[\]]*)\]")
_LIST = re.compile(r"\[('[^'\[\]]*'(?:, '[^'\[\]]*')+)\]")
_LISTED, _LONGEST, _READ = 10, 400, 50_000
# Less than this and a name that is nearly the same means something else.
_ALIKE = 0.9
_RAISED = re.compile(r"Exception .* raised while validating ")
_CRASHED_RULE = re.compile(r"processing rule (\w+)")


class _OutOfTime(BaseException):
    """No ``Exception``: cfn-lint catches those of its rules."""


@frozen
class _Engine:
    """What is loaded of cfn-lint, once in a process: half a second."""

    version: str
    schemas: str
    decode: Any
    template: Any
    rules: Any


def _engine(option: str = "--verify") -> _Engine:
    """``option`` is what asks for it."""
    try:
        return loaded()
    except ImportError:
        hint = f"pip install 'fixer[lint]', or leave {option} out"
        raise FixerError(f"{option} needs cfn-lint, which is not installed", hint=hint) from None


@cache
def loaded() -> _Engine:
    """What is loaded of cfn-lint; raises ``ImportError`` where it is not installed."""
    from cfnlint.core import get_rules
    from cfnlint.decode.decode import decode_str
    from cfnlint.template import Template

    # Otherwise what cfn-lint logs would reach the user's terminal.
    logging.getLogger("cfnlint").addHandler(logging.NullHandler())
    return _Engine(version("cfn-lint"), _pin_schemas(), decode_str, Template, get_rules([], _IGNORED, []))


def _run(engine: _Engine, data: Mapping[str, Any]) -> list[Any]:
    """What cfn-lint's rules find in plain data: its own reader and its own kinds of values are not needed for it."""
    template = engine.template("", deepcopy(dict(data)), [REGION])
    return template.transform() or list(engine.rules.run("", template))


def _unheard(engine: _Engine, matches: list[Any]) -> frozenset[str]:
    """The rules that crashed, and those that only they call."""
    found: set[str] = set()
    todo = [rule for match in matches if (rule := _crashed(match))]
    while todo:
        rule = todo.pop()
        if rule not in found:
            found.add(rule)
            known = engine.rules.rules.get(rule)
            todo += [child for child in known.child_rules if child in engine.rules.rules] if known else []
    return frozenset(found)


def _crashed(match: Any) -> str | None:
    """The rule that a match says to have crashed: it is reported for the rule, or as if it were a finding of it."""
    if match.rule.id == _CRASHED:
        named = _CRASHED_RULE.search(match.message)
        return named[1] if named else _CRASHED
    return str(match.rule.id) if _RAISED.match(match.message) else None


class CfnLint:
    """A ``Verifier`` that may take ``seconds`` in all; ``FixerError`` where cfn-lint is not installed."""

    tool = "cfn-lint"

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._engine = _engine()
        self.version = f"{self._engine.version}, resource schemas of {self._engine.schemas}"
        self._seconds = self._left = seconds

    def __call__(self, text: str, data: Mapping[str, Any]) -> Findings:
        """Every error; ``FixerError`` where cfn-lint cannot come to an end with it."""
        if len(text) > MAX_CHARACTERS:
            cause = f"{len(text):,} characters, and CloudFormation takes {MAX_CHARACTERS:,}"
            raise FixerError("the template is too large to verify", cause=cause, hint="leave --verify out")
        begun = monotonic()
        try:
            with _limited(self._left):
                return self._findings(text, data)
        except _OutOfTime:
            what = "the template cannot be verified: cfn-lint does not come to an end with it"
            raise FixerError(what, cause=f"it took more than {self._seconds:g} s", hint="leave --verify out") from None
        except Exception as error:
            what = "the template cannot be verified: cfn-lint fails on it"
            raise FixerError(what, cause=f"{type(error).__name__} in cfn-lint", hint="leave --verify out") from error
        finally:
            self._left = max(self._left - (monotonic() - begun), 0.01)

    def _findings(self, text: str, data: Mapping[str, Any]) -> Findings:
        # Rules are run on our reading of the text: where cfn-lint cannot read it, it would look at nothing else.
        _, matches = self._engine.decode(text)
        errors = {_finding(match) for match in matches if match.rule.id == _PARSING}
        matches = _run(self._engine, data)
        errors |= {_finding(match) for match in matches if match.rule.id.startswith("E") and not _crashed(match)}
        return Findings(frozenset(errors), _unheard(self._engine, matches))


class CfnLinter:
    """A ``Linter`` that may take ``seconds`` for a template; ``FixerError`` where cfn-lint is not installed.

    All templates are looked at by one collection of rules and one set of schemas. What a template says to cfn-lint is
    not heeded.
    """

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._engine = _engine("--lint")
        self._seconds = seconds

    def __call__(self, text: str, data: Mapping[str, Any]) -> Lint:
        """Every error and warning. Where cfn-lint comes to no end with a template, the value says so."""
        none = Lint("cfn-lint", self._engine.version, self._engine.schemas, unheeded=_asked(data))
        if len(text) > MAX_CHARACTERS:
            return replace(none, failed=f"the template has {len(text):,} characters, more than CloudFormation takes")
        try:
            with _limited(self._seconds):
                matches = _run(self._engine, data)
        except _OutOfTime:
            return replace(none, failed=f"it takes more than {self._seconds:g} s")
        except Exception as error:
            return replace(none, failed=f"{type(error).__name__} in it")
        found: dict[tuple[str, str], Any] = {}
        for match in sorted(matches, key=lambda match: _worded(match.message)):
            if not _crashed(match):
                found.setdefault((match.rule.id, join(getattr(match, "path", None) or ())), match)
        remarks = (_remark(match, pointer) for (_, pointer), match in sorted(found.items(), key=lambda item: item[0]))
        return replace(none, remarks=tuple(remarks), unheard=tuple(sorted(_unheard(self._engine, matches))))


def _remark(match: Any, pointer: str) -> Remark:
    rule = match.rule.id
    page = match.rule.source_url or ""
    # Half of the rules name the project's front page.
    if not page.startswith("https://") or page.rstrip("/").endswith("/cfn-lint"):
        page = f"{RULES_PAGE}#{rule}"
    return Remark(rule, pointer, _worded(match.message), meaning(rule, match.rule.shortdesc), page)


def _worded(message: str) -> str:
    """A message on one line that does not depend on the order in which a set was gone through, and has an end."""
    text = " ".join(str(message)[:_READ].split())
    text = _LONG.sub(_nearest, _LIST.sub(_ordered, text))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _ordered(found: re.Match[str]) -> str:
    return f"[{', '.join(sorted(found[1].split(', ')))}]"


def _nearest(found: re.Match[str]) -> str:
    """A value and the list that it is not in, where the list is too long to be of use."""
    value, names = found[1], found[2].split(", ")
    if len(names) <= _LISTED:
        return found[0]
    near = get_close_matches(value.strip("'"), (name.strip("'") for name in names), 1, _ALIKE)
    return f"{value} is none of {len(names)} values" + (f"; the nearest is '{near[0]}'" if near else "")


def _asked(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The rules that a template asks cfn-lint to leave out, with the resource that does."""
    resources = data.get("Resources")
    bodies = [("", data), *(resources.items() if isinstance(resources, dict) else ())]
    found: list[str] = []
    for name, body in bodies:
        config: Any = body
        for key in ("Metadata", "cfn-lint", "config", "ignore_checks"):
            config = config.get(key) if isinstance(config, Mapping) else None
        rules = config if isinstance(config, list) else []
        found += [f"{str(rule)[:20]} ({name})" if name else str(rule)[:20] for rule in rules]
    return tuple(dict.fromkeys(found[:_LISTED]))


def _finding(match: Any) -> Finding:
    return Finding(match.rule.id, join(getattr(match, "path", None) or ()), match.rule.shortdesc)


def _pin_schemas() -> str:
    """Take the schemas that cfn-lint brings and not newer ones in the home directory; their date."""
    import json

    from cfnlint.schema import manager

    folder = Path(manager.__file__).parent.parent / "data" / "schemas"
    if not (folder / "providers" / f"{REGION}.json").is_file():
        hint = "pip install --upgrade 'fixer[lint]'"
        raise FixerError("this cfn-lint brings no resource schemas to verify with", hint=hint)
    manager.PROVIDER_SCHEMA_MANAGER._providers_dir = folder / "providers"
    manager.PROVIDER_SCHEMA_MANAGER._resources_dir = folder / "resources"
    manager.PROVIDER_SCHEMA_MANAGER.reset()
    try:
        return str(json.loads((folder / "version.json").read_text(encoding="utf-8"))["schema_date"])[:10]
    except (OSError, ValueError, KeyError):
        return "an unknown date"


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise ``_OutOfTime`` inside after ``seconds``; only the main thread of a POSIX system can be interrupted so."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: Any) -> None:
        raise _OutOfTime

    previous = signal.signal(signal.SIGALRM, stop)
    # Again and again, since a bare except inside cfn-lint may swallow the first.
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)

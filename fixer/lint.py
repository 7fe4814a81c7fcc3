"""cfn-lint in this process, as a ``Verifier`` whose answer depends on the template alone.

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
from functools import cache
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Any

from fixer.errors import FixerError
from fixer.frozen import frozen
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
_CRASHED_RULE = re.compile(r"processing rule (\w+)")


class _OutOfTime(BaseException):
    """No ``Exception``: cfn-lint catches those of its rules."""


@frozen
class _Engine:
    """What is loaded of cfn-lint, once in a process: half a second."""

    version: str
    decode: Any
    template: Any
    rules: Any


@cache
def _engine() -> _Engine:
    try:
        from cfnlint.core import get_rules
        from cfnlint.decode.decode import decode_str
        from cfnlint.template import Template
    except ImportError:
        hint = "pip install 'fixer[lint]', or leave --verify out"
        raise FixerError("--verify needs cfn-lint, which is not installed", hint=hint) from None
    # Otherwise what cfn-lint logs would reach the user's terminal.
    logging.getLogger("cfnlint").addHandler(logging.NullHandler())
    named = f"{version('cfn-lint')}, resource schemas of {_pin_schemas()}"
    return _Engine(named, decode_str, Template, get_rules([], _IGNORED, []))


class CfnLint:
    """A ``Verifier`` that may take ``seconds`` in all; ``FixerError`` where cfn-lint is not installed."""

    tool = "cfn-lint"

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._engine = _engine()
        self.version = self._engine.version
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
        template = self._engine.template("", deepcopy(dict(data)), [REGION])
        matches = template.transform() or self._engine.rules.run("", template)
        errors |= {_finding(match) for match in matches if match.rule.id.startswith("E") and match.rule.id != _CRASHED}
        return Findings(frozenset(errors), self._unheard(matches))

    def _unheard(self, matches: list[Any]) -> frozenset[str]:
        """The rules that crashed, and those that only they call."""
        found: set[str] = set()
        todo = [one[1] for m in matches if m.rule.id == _CRASHED and (one := _CRASHED_RULE.search(m.message))]
        while todo:
            rule = todo.pop()
            if rule not in found:
                found.add(rule)
                known = self._engine.rules.rules.get(rule)
                todo += list(known.child_rules) if known else []
        return frozenset(found)


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

"""A rule file, checked key by key: the rule, or an error that says where it breaks the format and what was expected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import Any

from fixer.catalogue import rule as words
from fixer.catalogue.claim import claim
from fixer.catalogue.condition import parse_condition
from fixer.catalogue.located import Located, Path, read
from fixer.catalogue.policy import POLICIES, sides
from fixer.catalogue.rule import Example, Match, Rule, RuleFix

RULE_KEYS = (
    "id", "title", "severity", "check_severity", "category", "match", "detector", "group", "why", "impact",
    "references", "fix", "policy", "examples", "dialect",
)  # fmt: skip
MATCH_KEYS = ("resource", "section", "when", "check_when", "claims", "kinds", "role", "patch")
FIX_KEYS = ("safety", "why", "patch")
OPERATION_KEYS = ("op", "path", "value", "from")
EXAMPLE_KEYS = ("bad", "good")
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MODULE = r"@?[a-z0-9-]+(/[a-z0-9-]+)*"
# What a type looks like, and examples of it, by dialect.
_TYPES = {
    words.CLOUDFORMATION: (
        re.compile(r"[A-Za-z0-9]+(::[A-Za-z0-9_@-]+)*((::)?\*)?"),
        'AWS::Kinesis::Stream, AWS::ApiGateway::*, or "*"',
    ),
    "cdk-typescript": (
        re.compile(rf"({_MODULE}[./]|\./)([A-Za-z_][A-Za-z0-9_]*\*?|\*)|{_MODULE}\*|@\*"),
        'aws-cdk-lib/aws-s3.Bucket, aws-cdk-lib/aws-apigateway.*, ./*, or "*"',
    ),
}


def parse_rule(text: str, file: str, origin: str) -> Rule:
    """The rule of one file. Raises ``FixerError`` with file, line, column and what was expected."""
    source = read(text, file)
    data = _mapping(source, (), RULE_KEYS, "a rule")
    for key in ("id", "title", "severity", "category", "why", "impact"):
        _required(source, (), key)
    if "match" not in data and "detector" not in data:
        raise source.error((), "a rule needs 'match' or 'detector'")
    severity: Any = _choice(source, ("severity",), words.SEVERITIES)
    check_severity: Any = severity
    if "check_severity" in data:
        check_severity = _choice(source, ("check_severity",), (*words.SEVERITIES, "off"))
    group: Any = _choice(source, ("group",), words.GROUPS) if "group" in data else "template"
    return Rule(
        id=_id(source, file),
        title=_line(source, ("title",)),
        severity=severity,
        check_severity=check_severity,
        category=_choice(source, ("category",), words.CATEGORIES),
        match=tuple(_match(source, path) for path in _items(source, ("match",))) if "match" in data else (),
        detector=_kebab(source, ("detector",)) if "detector" in data else None,
        group=group,
        why=_text(source, ("why",)),
        impact=_text(source, ("impact",)),
        references=tuple(_url(source, path) for path in _items(source, ("references",), absent=True)),
        fix=_fix(source) if "fix" in data else None,
        policy=_side(source, ("policy",)) if "policy" in data else None,
        examples=tuple(_example(source, path) for path in _items(source, ("examples",), absent=True)),
        file=file,
        line=source.keys[("id",)][0],
        origin=origin,
        dialect=_dialect(source),
    )


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant, as a hint."""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else None


def _value(source: Located, path: Path) -> Any:
    value = source.data
    for step in path:
        value = value[step]
    return value


def _name(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _mapping(source: Located, path: Path, keys: Collection[str], what: str) -> dict[str, Any]:
    data = _value(source, path)
    if not isinstance(data, dict):
        raise source.error(path, f"{what} is a mapping with the keys {', '.join(keys)}")
    for key in data:
        if key not in keys:
            hint = nearest(key, keys) or f"the keys are {', '.join(keys)}"
            raise source.error((*path, key), f"unknown key '{key}' in {what}", hint, key=True)
    return data


def _required(source: Located, path: Path, key: str) -> None:
    if key not in _value(source, path):
        raise source.error(path, f"key '{key}' is missing")


def _text(source: Located, path: Path) -> str:
    """A scalar's own text, so that ``off`` and ``1.0`` need no quotes."""
    text = source.raw.get(path, "").strip()
    if path not in source.raw or not isinstance(_value(source, path), (str, bool, int, float)):
        raise source.error(path, f"'{_name(path)}' is a text")
    if not text:
        raise source.error(path, f"'{_name(path)}' is empty")
    return text


def _line(source: Located, path: Path) -> str:
    text = _text(source, path)
    if "\n" in text:
        raise source.error(path, f"'{_name(path)}' is one line")
    return text


def _choice(source: Located, path: Path, allowed: Collection[str]) -> str:
    text = _text(source, path)
    if text not in allowed:
        hint = nearest(text, allowed)
        raise source.error(path, f"{_name(path)} '{text}' is none of {', '.join(allowed)}", hint)
    return text


def _kebab(source: Located, path: Path) -> str:
    text = _text(source, path)
    if not _KEBAB.fullmatch(text):
        raise source.error(path, f"{_name(path)} '{text}' is not kebab-case (lower-case words with '-' between)")
    return text


def _side(source: Located, path: Path) -> str:
    text, known = _text(source, path), sides()
    if text not in known:
        question = text.partition("=")[0].strip()
        answers = [f"{question}={answer}" for answer in POLICIES[question].answers] if question in POLICIES else []
        hint = f"one of {', '.join(answers)}" if answers else nearest(text, known)
        hint = hint or f"QUESTION=ANSWER; the questions are {', '.join(POLICIES)}"
        raise source.error(path, f"policy '{text}' is no answer to a question", hint)
    return text


def _id(source: Located, file: str) -> str:
    text, stem = _kebab(source, ("id",)), PurePosixPath(file.replace("\\", "/")).stem
    if text != stem:
        raise source.error(("id",), f"id '{text}' is not the file's name '{stem}'", "name the file as the rule")
    return text


def _items(source: Located, path: Path, absent: bool = False) -> list[Path]:
    """The paths of a list's items."""
    if absent and path[-1] not in _value(source, path[:-1]):
        return []
    items = _value(source, path)
    if not isinstance(items, list):
        raise source.error(path, f"'{path[-1]}' is a list")
    if not items:
        raise source.error(path, f"'{path[-1]}' is empty", "leave the key out" if absent else None)
    return [(*path, index) for index in range(len(items))]


def _one_or_more(source: Located, path: Path) -> list[Path]:
    return _items(source, path) if isinstance(_value(source, path), list) else [path]


def _url(source: Located, path: Path) -> str:
    text = _text(source, path)
    if not re.fullmatch(r"https://[^\s/]+(/\S*)?", text):
        raise source.error(path, f"reference '{text}' is no https:// URL")
    return text


def _dialect(source: Located) -> str:
    return _choice(source, ("dialect",), words.DIALECTS) if "dialect" in source.data else words.CLOUDFORMATION


def _match(source: Located, path: Path) -> Match:
    data = _mapping(source, path, MATCH_KEYS, "a match")
    if ("resource" in data) == ("section" in data):
        raise source.error(path, "a match has either 'resource' or 'section'")
    resources = [_type(source, at) for at in _one_or_more(source, (*path, "resource"))] if "resource" in data else []
    sections: list[str] = []
    if "section" in data:
        allowed = words.DIALECTS[_dialect(source)]
        sections = [_choice(source, at, allowed) for at in _one_or_more(source, (*path, "section"))]
    when, check_when = (_text(source, (*path, key)) if key in data else None for key in ("when", "check_when"))
    if check_when is not None and when is None:
        raise source.error((*path, "check_when"), "check_when narrows a 'when', and there is none", key=True)
    role: Any = _choice(source, (*path, "role"), words.ROLES) if "role" in data else "core"
    return Match(
        resources=tuple(resources),
        sections=tuple(sections),
        when=when,
        claims=tuple(_claim(source, at) for at in _items(source, (*path, "claims"), absent=True)) or ("/",),
        kinds=tuple(_choice(source, at, words.KINDS) for at in _items(source, (*path, "kinds"), absent=True)),
        role=role,
        ast=_condition(source, (*path, "when"), when) if when is not None else None,
        patch=tuple(_operation(source, at) for at in _items(source, (*path, "patch"), absent=True)),
        check_when=check_when,
        check_ast=_condition(source, (*path, "check_when"), check_when) if check_when is not None else None,
    )


def _type(source: Located, path: Path) -> str:
    text = _text(source, path)
    form, hint = _TYPES[_dialect(source)]
    if text != "*" and not form.fullmatch(text):
        raise source.error(path, f"resource '{text}' is no type, prefix or '*'", hint)
    return text


def _claim(source: Located, path: Path) -> str:
    text = _text(source, path)
    try:
        return claim(text).pattern
    except ValueError as error:
        raise source.error(path, str(error)) from None


def _condition(source: Located, path: Path, when: str) -> Any:
    try:
        return parse_condition(when)
    except ValueError as error:
        raise source.error(path, f"{path[-1]}: {error}", f"the condition is {when}") from None


def _fix(source: Located) -> RuleFix:
    data = _mapping(source, ("fix",), FIX_KEYS, "a fix")
    safety: Any = _choice(source, ("fix", "safety"), words.SAFETIES) if "safety" in data else "unsafe"
    if safety != "safe":
        _required(source, ("fix",), "why")
    if safety == "manual" and "patch" in data:
        raise source.error(("fix", "patch"), "a manual fix has no patch", key=True)
    # A detector may bring the patch itself, place by place, and so may a match.
    matches = source.data.get("match")
    elsewhere = "detector" in source.data or any("patch" in one for one in matches or () if isinstance(one, dict))
    if safety != "manual" and not elsewhere:
        _required(source, ("fix",), "patch")
    return RuleFix(
        safety=safety,
        why=_text(source, ("fix", "why")) if "why" in data else "",
        patch=tuple(_operation(source, path) for path in _items(source, ("fix", "patch"), absent=True)),
    )


def _operation(source: Located, path: Path) -> dict[str, Any]:
    data = _mapping(source, path, OPERATION_KEYS, "an operation")
    _required(source, path, "op")
    op = _choice(source, (*path, "op"), words.OPERATIONS)
    other = "from" if op in ("move", "copy") else None if op == "remove" else "value"
    for key in ("path", other):
        if key is not None:
            _required(source, path, key)
    for key in ("value", "from"):
        if key in data and key != other:
            raise source.error((*path, key), f"operation '{op}' has no '{key}'", key=True)
    for key in ("path", "from"):
        # An empty pointer is the entry itself.
        if key in data and data[key] != "" and not _text(source, (*path, key)).startswith("/"):
            raise source.error((*path, key), f"{key} '{data[key]}' does not begin with '/'")
    return dict(data)


def _example(source: Located, path: Path) -> Example:
    data = _mapping(source, path, EXAMPLE_KEYS, "an example")
    if not data:
        raise source.error(path, "an example has 'bad', 'good' or both")
    given: dict[str, Any] = {}
    for key in data:
        given[key] = _example_side(source, (*path, key))
    return Example(given.get("bad"), given.get("good"))


def _example_side(source: Located, path: Path) -> Any:
    value = _value(source, path)
    if isinstance(value, str):
        value = read(value, f"{source.file} ({'.'.join(map(str, path))})").data
    if not isinstance(value, dict):
        raise source.error(path, f"'{_name(path)}' is a resource, a map of resources, a template, or text of one")
    return value

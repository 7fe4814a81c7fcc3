"""What an issue of a generic class says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fixer.compare.gaps import Gap
from fixer.compare.routes import spoken
from fixer.dialect import Dialect
from fixer.issues.generic import GenericClass, classify
from fixer.issues.kinds import said_kind

MOST = 4


def generic_title(found: GenericClass, gaps: Sequence[Gap]) -> str:
    """One line that names what differs: ``SQS Queue EventBridgeDLQ is missing``; not what came along with it."""
    names = _names([gap for gap in gaps if classify(gap).key == found.key])
    if found.what == "differs":
        return _differs_title(found, gaps, names)
    if found.what == "layout":
        where = names[0] if len(names) == 1 else f"{len(names)} {_plural(found.subject)}"
        return f"{where}: only the layout of {_list(_fields(gaps))} is different"
    if found.what == "renamed":
        gap = gaps[0]
        lone = f"{gap.model} should be named {gap.ideal}"
        return lone if len(gaps) == 1 else f"{len(gaps)} {_plural(found.subject)} are named differently"
    if found.what == "replaced":
        pair = gaps[0].pair
        old, new = (said_kind(entry.type) if entry and entry.type else "?" for entry in (pair.model, pair.ideal))
        return f"{names[0]} is {_article(old)}, not {_article(new)}"
    states = {
        "extra": "not in the ideal",
        "changed": "different",
        "type-changed": "of another shape",
        "order": "in another order",
    }
    state = states.get(found.what, found.what)
    if not names:
        return f"{found.subject} is {state}"
    label = said_kind(found.subject)
    if len(names) == 1:
        return f"{label[:1].upper()}{label[1:]} {names[0]} is {state}"
    return f"{len(names)} {_plural(found.subject)} are {state}: {_list(names)}"


def _differs_title(found: GenericClass, gaps: Sequence[Gap], names: list[str]) -> str:
    fields = _fields(gaps)
    if not names:
        return f"{found.subject} differs"
    where = names[0] if len(names) == 1 else f"{len(names)} {_plural(found.subject)}"
    verb = "differs" if len(names) == 1 else "differ"
    return f"{where} {verb} in {_list(fields)}" if fields else f"{where} {verb}"


def generic_why(found: GenericClass, gaps: Sequence[Gap]) -> str:
    """One sentence on what the gaps are, counted."""
    if found.what == "layout":
        return "Both templates say the same here; line breaks, blanks or the order of keys are different."
    counts = {kind: sum(gap.kind == kind for gap in gaps) for kind in dict.fromkeys(gap.kind for gap in gaps)}
    words = {
        "missing": "missing from the model",
        "extra": "only in the model",
        "changed": "with another value",
        "type-changed": "with a value of another shape",
        "renamed": "under another id",
        "replaced": "of another type",
        "order": "in another order",
    }
    parts = [f"{count} {'place' if count == 1 else 'places'} {words[kind]}" for kind, count in counts.items()]
    return f"The ideal template is not met here: {_list(parts)}."


def generic_impact(found: GenericClass, gaps: Sequence[Gap], dialect: Dialect) -> str:
    """What a deployment would do about it, where the platform's own schema says so."""
    if found.what == "layout":
        return "What is deployed works the same."
    certain = sum(
        dialect.replacement(gap.pair.model.type, gap.path) == "always"
        for gap in gaps
        if gap.path and gap.pair.model is not None and gap.pair.model.type is not None
    )
    if certain:
        return f"On a stack that already runs, closing this replaces the resource ({certain} create-only properties)."
    return ""


def _names(gaps: Iterable[Gap]) -> list[str]:
    names: dict[str, None] = {}
    for gap in gaps:
        entry = gap.pair.model or gap.pair.ideal
        if entry is not None and entry.id:
            names.setdefault(entry.id)
    return list(names)


def _fields(gaps: Iterable[Gap]) -> list[str]:
    """The properties that differ, by their own names, without what lies deeper."""
    fields: dict[str, None] = {}
    for gap in gaps:
        entry = gap.pair.ideal or gap.pair.model
        section = entry.section if entry else "Resources"
        tokens = [
            token for token in spoken(gap.path, section) if token != "Properties" and not token.startswith("Fn::")
        ]
        if tokens:
            fields.setdefault(tokens[0])
    return list(fields)


def _plural(subject: str) -> str:
    name = said_kind(subject)
    if name.endswith(("s", "x", "ch")):
        return name + "es"
    return name[:-1] + "ies" if name.endswith("y") and name[-2:-1] not in "aeou" else name + "s"


def _article(kind: str) -> str:
    return f"an {kind}" if kind[:1] in "AEIOaeio" else f"a {kind}"


def _list(items: Sequence[str]) -> str:
    shown = list(items[:MOST])
    rest = len(items) - len(shown)
    if rest:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join(shown) if len(shown) < 3 else f"{', '.join(shown[:-1])} and {shown[-1]}"

"""Numbers that a request plainly demands and that neither template has: how long, how much, how often.

A property that is written out with other numbers only, or is not there at all, surely does not meet the demand. Where
it takes its value from elsewhere, a number that stands nowhere does not either. What has to be at least or at most so
much is met by other numbers: that is left in doubt, and doubt is no issue.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from fixer.frozen import frozen
from fixer.issues.issue import Evidence, Issue
from fixer.lazy import pattern
from fixer.request.facts import Facts, Sentence

MOST = 5  # issues of one request
_LITERAL = pattern(r"[\"']?(\d{1,9})[\"']?[\s,}]*(?:#.*)?$")
_DIGITS = pattern(r"\d{1,9}")
_SECONDS = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86400, "week": 604800}
_WRITTEN = (1, 60, 3600, 86400, 1024)  # units that templates use: nobody writes weeks
_SIZES = {"mb": 1, "mib": 1, "gb": 1024, "gib": 1024}
_TIME = r"(\d{1,5})[ -]?(second|sec|minute|min|hour|hr|day|week)s?\b"
_SIZE = r"(\d{1,6})[ -]?(mb|mib|gb|gib)\b"
_COUNT = r"(\d{1,6})\b(?![ -]?(?:%|second|sec|minute|min|hour|day|week|month|year|mb|gb))"
_BETWEEN = r"\W{1,3}(?:(?:of|is|to|set|exactly|be|must|should|for|at|period|size|limit|value|capacity|=)\W{1,3}){0,4}"
_COMPARED = pattern(
    r"\bat (?:least|most)\b|\bm(?:in|ax)(?:imum)?\b|\bup to\b|\b(?:more|less) than\b|\b(?:under|over|within|between)\b"
    r"|\bor (?:more|less|higher|greater)\b|[<>≤≥~]|\d ?[-–] ?\d|\ba(?:bout|round)\b|\bexceed"
)
_UNSURE = pattern(
    r"\be\.g\b|\bfor example\b|\bsuch as\b|\blike\b|\bexisting\b|\bor\b|\bif\b|\bideally\b|\bprefer|\?|\bcurrent"
    r"|\bassum|\bcan be\b|\balarm|\balert|\bthreshold|\bmonth|\byear|\brto\b|\brpo\b"
)


@frozen
class Quantity:
    """One kind of number: what it is called, the properties that hold it, how a sentence speaks of it.

    ``units`` are those of the text, ``beside`` is what else the sentence has to speak of. ``words`` stand in every text
    that ``text`` finds something in: to look for them takes far less time than to compile it.
    """

    name: str
    properties: str
    words: tuple[str, ...]
    text: str
    units: dict[str, int]
    beside: str = ""


_KEPT = r"(?:retain(?:ed|ing)?|retention|kept|keep)"
_LOGS = "retentionindays|retention"
_BACKUPS = "backupretentionperiod|backupretention|deleteafterdays|deleteafter|snapshotretentionlimit|retentionperiod"
_MESSAGES = "messageretentionperiod|retentionperiod"
_TIMEOUTS = "timeout|timeoutseconds|timeoutinseconds|timeoutinmillis"
_PROVISIONED = "provisionedconcurrentexecutions"
QUANTITIES = (
    Quantity("log retention", _LOGS, ("log",), rf"\blogs?\b[^.;]{{0,40}}\b{_KEPT}{_BETWEEN}{_TIME}", _SECONDS),
    Quantity("log retention", _LOGS, ("log",), rf"\b{_KEPT}\b[^.;0-9]{{0,40}}\blogs?\b{_BETWEEN}{_TIME}", _SECONDS),
    Quantity("log retention", _LOGS, ("log", "-day"), r"\b(\d{1,4})-(day)\b (?:log )?retention", _SECONDS, "log"),
    Quantity(
        "backup retention", _BACKUPS, ("backup",), rf"\bbackups?\b[^.;]{{0,30}}\b{_KEPT}{_BETWEEN}{_TIME}", _SECONDS
    ),
    Quantity(
        "backup retention",
        _BACKUPS,
        ("backup", "-day"),
        r"\b(\d{1,4})-(day)\b (?:backup )?retention",
        _SECONDS,
        "backup",
    ),
    Quantity(
        "message retention", _MESSAGES, ("message",), rf"\bmessages?\b[^.;]{{0,30}}\b{_KEPT}{_BETWEEN}{_TIME}", _SECONDS
    ),
    Quantity(
        "a visibility timeout",
        "visibilitytimeout",
        ("visibility timeout",),
        rf"\bvisibility timeout{_BETWEEN}{_TIME}",
        _SECONDS,
    ),
    Quantity(
        "a timeout",
        _TIMEOUTS,
        ("timeout",),
        rf"(?<!visibility )\btimeout{_BETWEEN}{_TIME}",
        _SECONDS,
        "lambda|function",
    ),
    Quantity(
        "memory",
        "memorysize|memory|memorylimitmib",
        ("memory",),
        rf"\bmemory{_BETWEEN}{_SIZE}",
        _SIZES,
        "lambda|function",
    ),
    Quantity(
        "reserved concurrency",
        "reservedconcurrentexecutions",
        ("reserved concurren",),
        rf"\breserved concurren\w+{_BETWEEN}{_COUNT}",
        {},
    ),
    Quantity(
        "provisioned concurrency",
        _PROVISIONED,
        ("provisioned concurren",),
        rf"\bprovisioned concurren\w+{_BETWEEN}{_COUNT}",
        {},
    ),
    Quantity("a batch size", "batchsize", ("batch size",), rf"\bbatch size{_BETWEEN}{_COUNT}", {}),
    Quantity("a receive count", "maxreceivecount", ("receive count",), rf"\breceive count{_BETWEEN}{_COUNT}", {}),
)


def unmet_quantities(facts: Facts, texts: tuple[str, str]) -> list[Issue]:
    """The numbers that the request demands and neither text has; each once, at most ``MOST``."""
    found: dict[tuple[str, str], tuple[Sentence, bool]] = {}
    for quantity in QUANTITIES:
        for number, unit, sentence in _demanded(quantity, facts):
            wanted = _spelled(number, unit, quantity.units)
            if any(_met(text, quantity, wanted) for text in texts):
                continue
            said = (
                f"{number} {unit}s"
                if unit and unit not in _SIZES
                else f"{number} {unit.upper()}"
                if unit
                else str(number)
            )
            found.setdefault((quantity.name, said), (sentence, sentence.strength == "must"))
    return [_issue(*key, *value, facts) for key, value in list(found.items())[:MOST]]


def _demanded(quantity: Quantity, facts: Facts) -> Iterator[tuple[int, str, Sentence]]:
    if any(word not in facts.request.lowered for word in quantity.words):
        return
    for match in pattern(quantity.text).finditer(facts.request.lowered):
        sentence = facts.request.at(match.start())
        if sentence is None or sentence.end < match.end() or sentence.heading:
            continue
        if sentence.strength not in ("must", "asks") or _UNSURE.search(sentence.lowered):
            continue
        if _COMPARED.search(sentence.lowered) or (
            quantity.beside and not pattern(quantity.beside).search(sentence.lowered)
        ):
            continue
        yield int(match[1]), match[2] if quantity.units else "", sentence


def _spelled(number: int, unit: str, units: dict[str, int]) -> set[int]:
    """A quantity in every unit that a template may give it in."""
    if not unit:
        return {number}
    base = number * units[unit]
    return {number, *(base // size for size in _WRITTEN if size in units.values() and base % size == 0)}


def _met(text: str, quantity: Quantity, wanted: set[int]) -> bool:
    """Whether a template may have one of the numbers where it belongs."""
    values = pattern(rf"\b(?:{quantity.properties})[\"']?\s{{0,9}}[:=]\s{{0,9}}([^\n]{{0,40}})").findall(text)
    literal = [_LITERAL.match(value) for value in values]
    if any(found and int(found[1]) in wanted for found in literal):
        return True
    elsewhere = any(found is None for found in literal)
    return elsewhere and any(int(found) in wanted for found in _DIGITS.findall(text))


def _issue(name: str, said: str, sentence: Sentence, firm: bool, facts: Facts) -> Issue:
    evidence = Evidence(facts.request.document.path, facts.request.line(sentence), sentence.text)
    wanted = f"{name} of {said}"
    return Issue(
        id=f"requirement-unmet-{crc32(wanted.encode()):08x}",
        number=0,
        rule=None,
        title=f"The request asks for {wanted}, which neither template has",
        severity="high" if firm else "medium",
        category="requirement",
        resources=(),
        gaps=(),
        why=f"The request demands {wanted}; neither the model nor the ideal has that number there.",
        impact="What was asked for is not delivered, even where the model is brought to the ideal.",
        evidence=(evidence,),
    )

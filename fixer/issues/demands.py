"""A request × issues: which sentences demand what an issue is about, how much that weighs, what nobody has done.

A sentence supports an issue where it speaks of the issue's rule, of its types, of its properties, or names its values;
one common word is never enough. Whatever is quoted is a slice of the request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from zlib import crc32

from fixer.compare.gaps import ABSENT, Entry, Gap
from fixer.frozen import frozen
from fixer.issues.issue import SEVERITIES, Evidence, Issue, Severity
from fixer.issues.quantities import unmet_quantities
from fixer.lazy import pattern
from fixer.request.facts import Facts, Mention, Sentence, Topic
from fixer.request.topics import TOPICS

MOST = 3  # quotes of one issue
_ENOUGH = 3.0
_BEHIND = 2.5  # how much weaker than the best a quote may be
_WEIGHT = {"must": 2.0, "asks": 1.0, "context": 0.0, "optional": 0.0}
_TYPE, _PATH, _RULE, _NAME = 3.0, 3.5, 3.5, 4.5
_LONG = 300  # characters after which a sentence says so much that it says less of each thing
_PLAIN = 1.5  # how much better than speaking of a thing it is to ask for it
_HUMPS = 2  # words of a property's name that a request may use by chance
_MAX_GAPS = 200
_MAX_DEPTH = 3
_WANTING = ("missing", "changed", "replaced", "type-changed", "order")
_WORD = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# Words of ids and properties that tell nothing.
_COMMON = frozenset(
    re.split(
        " ",
        "aws resource the for and main default type name value arn id ids key keys size period seconds days number "
        "count config configuration settings specification policy role group enable enabled my app stack template data",
    )
)
# Services that others are secured and watched with: naming one does not say which other service is meant.
_HELPERS = frozenset(("KMS", "IAM", "CloudWatch", "Logs", "CloudFormation", "SNS", "EC2"))
_CLAIMED = frozenset(rule for topic in TOPICS for rule in topic.rules.split())
# What asks for more than one of a kind.
_SEVERAL = pattern(r"\b(?:each|both|all|every|two|three|four|multiple|separate)\b")
_WORSE: dict[Severity, Severity] = {"low": "medium", "medium": "high", "high": "critical"}


@frozen
class Sides:
    """What both templates hold: their types, and their texts in lower case."""

    model: frozenset[str]
    both: frozenset[str]
    texts: tuple[str, str]


@frozen
class _About:
    """What an issue is about, gathered once."""

    issue: Issue
    types: frozenset[str]
    services: frozenset[str]
    whole: frozenset[str]
    tokens: tuple[frozenset[str], ...]
    words: frozenset[str]
    wanting: bool
    unwanted: bool
    # Some topic names its rule: then its types alone say nothing.
    claimed: bool


def sides(entries: Sequence[Sequence[Entry]], texts: tuple[str, str]) -> Sides:
    """``entries`` and ``texts``: the model's, the ideal's."""
    model, ideal = (frozenset(entry.type for entry in side if entry.type) for side in entries)
    return Sides(model, model | ideal, (texts[0].lower(), texts[1].lower()))


def demanded(issues: Iterable[Issue], facts: Facts, known: Sides) -> list[Issue]:
    """The issues with the sentences that demand them, the severity that this gives them, and what neither side has.

    The worst first, else in the order given; numbered from 1.
    """
    spoken = _Spoken(facts)
    found = [_cited(issue, spoken, facts, known) for issue in issues]
    found += [*unmet(facts, known), *unmet_quantities(facts, known.texts)]
    found.sort(key=lambda issue: SEVERITIES.index(issue.severity))
    return [replace(issue, number=number) for number, issue in enumerate(found, 1)]


def _cited(issue: Issue, spoken: _Spoken, facts: Facts, known: Sides) -> Issue:
    about = _about(issue)
    best: dict[int, tuple[float, Mention]] = {}
    for fit, mention in _support(about, spoken, facts, known):
        sentence = mention.sentence
        if sentence.heading or " " not in sentence.text or sentence.start in facts.request.titles:
            continue
        score = fit + _WEIGHT[sentence.strength] + _closeness(about, sentence) - len(sentence.text) // _LONG
        if score > best.get(sentence.start, (0.0, mention))[0]:
            best[sentence.start] = (score, mention)
    ranked = sorted(best.values(), key=lambda one: (-one[0], one[1].offset))
    if not ranked or ranked[0][0] < _ENOUGH:
        return issue
    chosen = [mention for score, mention in ranked[:MOST] if score >= max(_ENOUGH, ranked[0][0] - _BEHIND)]
    severity = _raised(issue, chosen) if about.wanting else issue.severity
    return replace(issue, evidence=_evidence(facts, chosen), severity=severity)


def _evidence(facts: Facts, mentions: Iterable[Mention]) -> tuple[Evidence, ...]:
    path = facts.request.document.path
    texts: dict[str, Sentence] = {}
    for mention in mentions:
        texts.setdefault(mention.sentence.text, mention.sentence)
    return tuple(Evidence(path, facts.request.line(sentence), text) for text, sentence in texts.items())


def _raised(issue: Issue, cited: Sequence[Mention]) -> Severity:
    """One step worse where a sentence says must; what only looks different stays what it is.

    That a whole section is headed mandatory says less of each thing in it: critical takes a sentence of its own.
    """
    firm = [mention.sentence for mention in cited if mention.sentence.strength == "must"]
    if not firm or (issue.severity == "high" and not any(sentence.firm for sentence in firm)):
        return issue.severity
    return _WORSE.get(issue.severity, issue.severity)


def _about(issue: Issue) -> _About:
    gaps = issue.gaps[:_MAX_GAPS]
    types: set[str] = set()
    whole: set[str] = set()
    tokens: list[frozenset[str]] = []
    words: set[str] = set()
    for gap in gaps:
        entry = gap.pair.ideal or gap.pair.model
        if entry is None:
            continue
        words.update(_words(entry.id))
        if entry.type:
            types.add(entry.type)
            if not gap.path and gap.kind in ("missing", "replaced", "extra"):
                whole.add(entry.type)
        if gap.path:
            tokens.append(frozenset((*gap.path, *_keys(gap.model if gap.kind == "extra" else gap.ideal, _MAX_DEPTH))))
    kinds = {gap.kind for gap in gaps}
    services = frozenset(kind.split("::")[1] for kind in types if kind.startswith("AWS::") and kind.count("::") > 1)
    return _About(
        issue=issue,
        types=frozenset(types),
        services=services,
        whole=frozenset(whole),
        tokens=tuple(tokens),
        words=frozenset(words - _COMMON - {word for kind in types for word in _words(kind)}),
        wanting=bool(kinds & set(_WANTING)),
        unwanted=bool(kinds & {"extra", "changed"}),
        claimed=issue.rule in _CLAIMED,
    )


def _keys(value: Any, depth: int) -> Iterator[str]:
    if depth and isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _keys(item, depth - 1)
    elif depth and isinstance(value, list):
        for item in value[:20]:
            yield from _keys(item, depth - 1)


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(name) if len(word) > 2)


def _closeness(about: _About, sentence: Sentence) -> float:
    """How much a sentence has the very words of the issue's ids, and names its service."""
    shared = sum(1 for word in about.words if word in sentence.lowered)
    return min(shared, 3) * 0.5


class _Spoken:
    """The topics that a request speaks of, by what an issue may have in common with them."""

    def __init__(self, facts: Facts) -> None:
        self._topics = facts.spoken
        self._by_term: dict[str, list[int]] = {}
        self._always: list[int] = []
        for number, (topic, _) in enumerate(self._topics):
            if topic.values or "*" in topic.types:
                self._always.append(number)
            for term in (*topic.rule_names, *topic.path_names, *topic.type_names):
                self._by_term.setdefault(term, []).append(number)

    def near(self, about: _About) -> list[tuple[Topic, tuple[Mention, ...]]]:
        """Those that may fit an issue, in their order: all others have none of its rule, its types, its properties."""
        numbers = set(self._always)
        for term in about.whole.union((about.issue.rule or "",), *about.tokens):
            numbers.update(self._by_term.get(term, ()))
        return [self._topics[number] for number in sorted(numbers)]


def _support(about: _About, spoken: _Spoken, facts: Facts, known: Sides) -> Iterator[tuple[float, Mention]]:
    for topic, mentions in spoken.near(about):
        score, certain = _fits(topic, about)
        if not score:
            continue
        for mention in mentions:
            if not _polar(topic, mention, about):
                continue
            sentence = mention.sentence
            bearing = certain or _consistent(about, facts, sentence)
            if bearing and ((score > _TYPE and not topic.near) or _distinct(about, topic, sentence, known)):
                yield score + (_PLAIN if topic.types and not topic.paths and _plainly(mention) else 0.0), mention
    yield from _named(about, facts)


def _fits(topic: Topic, about: _About) -> tuple[float, bool]:
    """How well a topic fits an issue, and whether it can only be about the issue's own services."""
    typed = bool(topic.types) and any(topic.about(kind) for kind in about.types)
    if about.issue.rule in topic.rule_names:
        plain = bool(topic.paths) or not topic.types
        return _RULE if plain else _TYPE, typed and not plain
    if topic.values:
        return (_RULE, False) if _holds(topic, about.issue.gaps) else (0.0, False)
    if topic.paths or topic.either:
        if (typed or not topic.types) and _mostly(topic.path_names, about):
            return _PATH, False
        return 0.0, False
    if about.claimed:
        return 0.0, False
    return (_TYPE, True) if topic.types and any(topic.about(kind) for kind in about.whole) else (0.0, False)


def _mostly(names: frozenset[str], about: _About) -> bool:
    """Whether an issue is about these properties, not only one of its many gaps."""
    touching = sum(1 for tokens in about.tokens if not names.isdisjoint(tokens))
    return touching * 3 >= len(about.issue.gaps[:_MAX_GAPS]) > 0 and touching > 0


def _holds(topic: Topic, gaps: Sequence[Gap]) -> bool:
    """Whether a value at one of the topic's paths should hold what it is about and does not."""
    return any(
        not topic.path_names.isdisjoint(gap.path)
        and topic.values in str(gap.ideal)
        and topic.values not in str(gap.model)
        for gap in gaps[:20]
    )


def _polar(topic: Topic, mention: Mention, about: _About) -> bool:
    """A demand speaks against what is missing, a prohibition against what is there."""
    if topic.either:
        return True
    return about.unwanted if mention.negative else about.wanting


def _consistent(about: _About, facts: Facts, sentence: Sentence) -> bool:
    """Whether the services that a sentence names are the issue's, if it names any."""
    named = facts.services(sentence)
    return not about.services or not (named - _HELPERS) or bool(named & about.services)


def _distinct(about: _About, topic: Topic, sentence: Sentence, known: Sides) -> bool:
    """Whether a sentence about a service is about these entries: the model has none, or their own words are in it."""
    near = sentence.lowered + " " + sentence.scope
    shared = sum(1 for word in about.words if word in near)
    if topic.near:
        return shared > 0
    if not any(topic.about(kind) for kind in known.model):
        return True
    return shared > 1 or shared == len(about.words) > 0 or _SEVERAL.search(sentence.lowered) is not None


def _named(about: _About, facts: Facts) -> Iterator[tuple[float, Mention]]:
    """Sentences that give the very values, properties or ids of an issue."""
    for gap in about.issue.gaps[:_MAX_GAPS]:
        if gap.kind == "extra" or gap.inner is not None:
            continue
        for path, value in _leaves(gap.path, gap.ideal, _MAX_DEPTH):
            for mention in _of_value(path, value, gap, facts):
                if _consistent(about, facts, mention.sentence):
                    yield _NAME, mention
    for token in frozenset().union(*about.tokens):
        if token.isalnum() and facts.named(token.lower()) and len(_WORD.findall(token)) > _HUMPS:
            for mention in facts.named(token.lower()):
                if _consistent(about, facts, mention.sentence):
                    yield _PATH, mention


def _leaves(path: tuple[str, ...], value: Any, depth: int) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for key, item in value.items() if depth else ():
            yield from _leaves((*path, str(key)), item, depth - 1)
    elif isinstance(value, list):
        for number, item in enumerate(value[:20] if depth else ()):
            yield from _leaves((*path, str(number)), item, depth - 1)
    elif value is not None and value is not ABSENT:
        yield path, value


def _of_value(path: tuple[str, ...], value: Any, gap: Gap, facts: Facts) -> Iterator[Mention]:
    if isinstance(value, bool):
        return
    text = str(value).strip()
    if text.isdigit() and len(text) < 10 and gap.path:
        mentions = facts.numbers.get(int(text), ())
        words = _path_words(path) if mentions else frozenset()
        for mention in mentions:
            near = mention.sentence.lowered + " " + mention.sentence.scope
            if sum(1 for word in words if word[:7] in near) >= 1 + (int(text) < 10):
                yield mention
    elif len(text) > 3 and any(c.isdigit() for c in text) and _telling(text) and _path_words(path):
        other = str(gap.model) if isinstance(gap.model, (str, int)) else ""
        for mention in facts.named(text.lower()):
            if not other or other.lower() not in mention.sentence.lowered:
                yield mention


def _path_words(path: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for token in path for word in _words(token)) - _COMMON - {"properties"}


def _telling(text: str) -> bool:
    """A network or the name of a size says what it is about; a region or a date stands everywhere."""
    return ("/" in text and text != "0.0.0.0/0") or ("." in text and not text[0].isdigit())


def unmet(facts: Facts, known: Sides) -> list[Issue]:
    """What the request plainly demands and neither template has a type, a property or a word of."""
    found = []
    for topic, mentions in facts.spoken:
        if not topic.own or any(topic.about(kind) for kind in known.both):
            continue
        if any(trace in text for trace in topic.traces.split("|") for text in known.texts):
            continue
        listed = any(phrase in facts.listed for phrase in topic.phrases.split("|"))
        plain = [mention for mention in mentions if _plainly(mention, listed)]
        if plain and all(mention.sentence.strength != "optional" for mention in mentions):
            # The title of a list is quoted only where nothing in the list says it.
            said = [mention for mention in plain if mention.sentence.start not in facts.request.titles]
            found.append(_own(topic, said or plain, facts))
    return found


_UNSURE = pattern(
    r"\be\.g\b|\bfor example\b|\bsuch as\b|\blike\b|\bexisting\b|\bor\b|\bother\b|\betc\b|\balready\b|\balternativ"
    r"|\bcompatible\b|\bif\b|\bcan be\b|\boutside\b|\bon-prem|\bideally\b|\bprefer|\?|\bvia\b|\bshould be able\b"
    r"|\bappropriate\b|\bwhere\b|\bcurrent|\bassum"
)
_DEMANDS = pattern(
    r"\b(?:create|deploy|configure|enable|implement|use|set up|establish|provision|include|add|activate|build|utilize"
    r"|leverage|integrate|must have|launch|define|needs?|requires?)\b"
)
_OPENS = pattern(r"\W*(?:(?:an?|the|all|aws|amazon)\W+)?")
_STATES = pattern(r"\b(?:is|are|requires?|allows?|can)\b|:")


def _plainly(mention: Mention, listed: bool = False) -> bool:
    """Whether a sentence asks for a thing itself: a verb before it, or a list item that begins with it.

    What only describes the surroundings asks for nothing, unless the metadata lists the thing (``listed``).
    """
    sentence = mention.sentence
    strong = sentence.strength in ("must", "asks") or (listed and sentence.strength == "context")
    if mention.negative or sentence.heading or not strong:
        return False
    if _UNSURE.search(sentence.lowered):
        return False
    at = mention.offset - sentence.start
    before, after = sentence.lowered[:at], sentence.lowered[at:]
    if _DEMANDS.search(before):
        return True
    return _OPENS.fullmatch(before) is not None and ("must" in after or _STATES.search(after) is None)


def _own(topic: Topic, mentions: Sequence[Mention], facts: Facts) -> Issue:
    ranked = sorted(mentions, key=lambda one: (-_WEIGHT[one.sentence.strength], one.offset))
    firm = ranked[0].sentence.strength == "must"
    return Issue(
        id=f"requirement-unmet-{crc32(topic.name.encode()):08x}",
        number=0,
        rule=None,
        title=f"The request asks for {topic.own}, which neither template has",
        severity="high" if firm else "medium",
        category="requirement",
        resources=(),
        gaps=(),
        why=f"The request demands {topic.own}; no resource or property of the model or of the ideal provides it.",
        impact="What was asked for is not delivered, even where the model is brought to the ideal.",
        evidence=_evidence(facts, ranked[:MOST]),
    )

"""What a request says, for whoever has an issue in hand: where a topic, a number or a name is spoken of."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache

from fixer.frozen import frozen
from fixer.lazy import pattern
from fixer.read.document import Document
from fixer.request.sentences import Request, Sentence, Strength
from fixer.request.topics import SERVICES, TOPICS, Topic

__all__ = ["Facts", "Mention", "Sentence", "Strength", "Topic", "read_facts"]

_NUMBER = pattern(
    r"(?<![\w.$/-])(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\s*|-)(seconds?|secs?|minutes?|mins?|hours?|days?|gb|gib)?\b"
)
_NEGATION = pattern(
    r"\b(?:no|not|don't|never|avoid(?:s|ing)?|without|instead of|rather than|nor|remove|exclude|skip|omit|overrid\w+)\b"
    r"[^,;:.()]{0,40}$"
)
_RUN = pattern(r"[^\W_]+")
_FACTORS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "g": 1024}
_MAX_MENTIONS = 40
_CONTEXT = 60  # characters before a phrase in which a negation counts


@frozen
class Mention:
    """A place in the request that speaks of something. ``negative``: it says that it should not be so."""

    sentence: Sentence
    offset: int
    negative: bool = False


class Facts:
    """A request, and what it speaks of. ``listed``: the services that its metadata lists, in lower case, if any."""

    def __init__(self, document: Document, listed: str = "") -> None:
        self.request = Request(document)
        self.listed = listed
        self._services: dict[str, frozenset[str]] = {}
        self._names: dict[str, tuple[Mention, ...]] = {}

    @cached_property
    def mentions(self) -> dict[str, tuple[Mention, ...]]:
        """By name of the topic: where it is spoken of."""
        found = ((topic.name, tuple(self._of(topic))) for topic in TOPICS)
        return {name: mentions for name, mentions in found if mentions}

    @cached_property
    def spoken(self) -> tuple[tuple[Topic, tuple[Mention, ...]], ...]:
        """The topics that the request speaks of, with where it does."""
        return tuple((topic, self.mentions[topic.name]) for topic in TOPICS if topic.name in self.mentions)

    @cached_property
    def numbers(self) -> dict[int, list[Mention]]:
        """By value, in units of seconds or megabytes where a larger unit stands beside it, and as it stands."""
        found: dict[int, list[Mention]] = {}
        for match in _NUMBER.finditer(self.request.lowered):
            sentence = self.request.at(match.start())
            if sentence is None:
                continue
            value = int(match[1].replace(",", ""))
            unit = _FACTORS[match[2][0]] if match[2] else 1
            for one in {value, value * unit}:
                known = found.setdefault(one, [])
                if len(known) < _MAX_MENTIONS:
                    known.append(Mention(sentence, match.start()))
        return found

    def named(self, name: str) -> tuple[Mention, ...]:
        """Where a name in lower case stands as it is: an instance type, a network, a property."""
        known = self._names.get(name)
        if known is None:
            places = _places(self.request.lowered, name) if self._occurs(name) else ()
            found = ((offset, self.request.at(offset)) for offset in places)
            known = tuple(Mention(sentence, offset) for offset, sentence in found if sentence)[:_MAX_MENTIONS]
            self._names[name] = known
        return known

    def services(self, sentence: Sentence) -> frozenset[str]:
        """The services that a sentence is about; where it names none, those of the items and the heading above it."""
        own = self._named(sentence.lowered)
        return own or self._named(sentence.scope)

    def _named(self, text: str) -> frozenset[str]:
        known = self._services.get(text)
        if known is None:
            plain = text.replace("route table", "subnet")
            found = {
                one for word, names in SERVICES if word in plain and any(_places(plain, word)) for one in names.split()
            }
            known = self._services[text] = frozenset(found)
        return known

    def _of(self, topic: Topic) -> Iterator[Mention]:
        seen: list[int] = []
        for phrase in topic.phrases.split("|"):
            if not self._occurs(phrase):
                continue
            for offset in _places(self.request.lowered, phrase):
                sentence = self.request.at(offset)
                if (
                    sentence is None
                    or len(seen) >= _MAX_MENTIONS
                    or self._excluded(topic, sentence, offset + len(phrase))
                ):
                    continue
                place = bisect_left(seen, sentence.start)
                if seen[place : place + 1] == [sentence.start]:
                    continue
                seen.insert(place, sentence.start)
                yield Mention(sentence, offset, self._negative(sentence, offset))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_RUN.findall(self.request.lowered))

    def _occurs(self, phrase: str) -> bool:
        """Whether a phrase may stand in the request, by its first word: few of all topics' phrases do."""
        first, space, _ = phrase.partition(" ")
        if not first.isalnum():
            return phrase.removesuffix("~") in self.request.lowered
        return first in self._words or (not space and (f"{first}s" in self._words or f"{first}es" in self._words))

    def _excluded(self, topic: Topic, sentence: Sentence, end: int) -> bool:
        return bool(topic.unless) and any(
            self.request.lowered.startswith(word[1:], end) if word[0] == ">" else word in sentence.lowered
            for word in topic.unless.split("|")
        )

    def _negative(self, sentence: Sentence, offset: int) -> bool:
        before = self.request.lowered[max(sentence.start, offset - _CONTEXT) : offset]
        return _NEGATION.search(before) is not None


def _places(text: str, phrase: str) -> Iterator[int]:
    """Where a phrase stands in a text as words of its own, in the singular or the plural."""
    prefix = phrase.endswith("~")
    phrase = phrase.removesuffix("~")
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not (at and (text[at - 1].isalnum() or text[at - 1] in "_$")) and (prefix or _ends(text, end)):
            yield at
        at = text.find(phrase, end)


def _ends(text: str, end: int) -> bool:
    rest = text[end : end + 3]
    if rest[:2] == "es" and not rest[2:].isalnum():
        return True
    rest = rest[1:] if rest[:1] == "s" else rest
    return not rest[:1].isalnum()


@lru_cache(maxsize=4)
def read_facts(document: Document, metadata: Document | None = None) -> Facts:
    """The facts of a request, read once. Metadata that is of another shape says nothing."""
    return Facts(document, _listed(metadata) if metadata else "")


def _listed(metadata: Document) -> str:
    try:
        found = json.loads(metadata.text)
    except (ValueError, RecursionError):
        return ""
    services = found.get("aws_services") if isinstance(found, dict) else None
    names = services if isinstance(services, list) else [services]
    return " · ".join(name for name in names if isinstance(name, str)).lower()

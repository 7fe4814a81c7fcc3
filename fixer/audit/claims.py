"""What the sentences of a report claim: that something was added, removed, or is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fixer.audit.reported import Claim, Effect, Row

MAX_CLAIMS = 60

TYPE = re.compile(r"\b(?:AWS|Custom)::[A-Za-z0-9]+(?:::[A-Za-z0-9]+)?")
# A name as templates have them: two humps at least, or in a code span.
NAME = re.compile(r"(?<![\w./:-])[A-Z][a-z0-9]*[A-Z][A-Za-z0-9]*(?![\w/]|\.\w|-\w)")
_SPAN = re.compile(r"`\"?([A-Za-z][A-Za-z0-9]*)\"?`")
_VERB = re.compile(
    r"\b(?P<adds>added|adds|adding|introduced)\b|\b(?P<removes>removed|removes|dropped|deleted)\b|"
    r"\b(?P<lacks>missing|lacks|lacked|lacking|omits|omitted|without|(?:had|has|have|with|sets?|is|are|was|were) no|"
    r"(?:did|does|do) not (?:have|include|define|set|specify|configure)|no)\b", re.I,
)  # fmt: skip
# What follows one of these is where something was done, or why, and not what.
_STOP = re.compile(
    r"\b(?:to|from|on|in|for|of|by|using|because|which|that|instead|so|is|are|was|were|would|will|if|when|as|with|"
    r"but|despite|where|per|via|into|at|under|than|not|references?|support|based|value|entries)\b|"
    r"[;(]|(?<!:):(?!:)|\.\s|->|→|,\s+(?!and\b|`)", re.I,
)  # fmt: skip
_FILE = re.compile(
    r"(?<![\w/])(?!Node\.js)(?:[\w.-]+/)*[\w-]+\.(?:py|ts|tsx|js|sh|txt|toml|cfg|rb|go|java|tf)\b|\bDockerfile\b"
)
# A name that only begins a phrase: "CloudTrail log file validation".
_PHRASE = re.compile(
    r"\s+(?!(?:propert|parameter|resource|attribute|setting|configur|block|field|key|and|or|on|for|in|from|to|set|at|is|"
    r"was|with|entirely|completely|polic|support|value|clause|entr|section|output|condition)\w*)[A-Za-z]", re.I,
)  # fmt: skip
# Where an issue turns from what was wrong to what is right.
_RIGHT = re.compile(r"^\W*(?:ideal|fix|fixed|solution|correct|after|resolution|what was done)\b", re.I)
_WRONG = re.compile(
    r"^\W*(?:problem|issue|model|impact|what was wrong|root cause|evidence|current|before|original)\b", re.I
)
_MODEL = re.compile(r"\bmodel(?:'s|[_ ]response)?\b", re.I)
_IDEAL = re.compile(r"\bideal\b", re.I)
_UNLESS = re.compile(
    r"\b(?:should|could|would|recommend|consider|optional|may|might|todo|alternative|inferred|not used|unused)\b", re.I
)


def in_row(row: Row) -> Iterator[Claim]:
    """The claims of one line."""
    if row.code or _UNLESS.search(row.text):
        return
    for sentence in re.split(r"(?<=[.;])\s+|\s[–—]\s", row.text.replace("**", "")):
        yield from _in_sentence(sentence, row.number)


def _in_sentence(sentence: str, line: int) -> Iterator[Claim]:
    verbs = list(_VERB.finditer(sentence))
    every = names(sentence)
    for index, verb in enumerate(verbs):
        effect: Effect = "adds" if verb["adds"] else "removes" if verb["removes"] else "lacks"
        end = verbs[index + 1].start() if index + 1 < len(verbs) else len(sentence)
        clause = sentence[verb.end() : min(end, verb.end() + 160)]
        stop = _STOP.search(clause, 1)
        # A pair such as ``"Name": 10`` goes on after its colon.
        objects = names(clause[: stop.start()] if stop else clause)
        after = names(clause[stop.start() :]) if stop else []
        if (stop and stop[0].lower() == "of") or not objects:
            continue
        scope = tuple(name for name in every if name not in objects)
        for name in objects:
            certain = f"`{name}`" in clause or f'"{name}"' in clause
            if not certain and _PHRASE.match(clause[clause.index(name) + len(name) :]):
                continue
            valued = re.search(rf"{re.escape(name)}[\"'`]*\s*[:=]\s*\S", clause) is not None
            others = tuple(dict.fromkeys((*after, *scope)))
            yield Claim(effect, name, line, sentence.strip()[:300], others, certain, valued)


def names(text: str) -> list[str]:
    """The names of a template that a text holds, in order."""
    found = {match.start(): match[0] for match in TYPE.finditer(text)}
    covered = [(match.start(), match.end()) for match in TYPE.finditer(text)]
    for match in NAME.finditer(text):
        if not any(start <= match.start() < end for start, end in covered) and any(c.islower() for c in match[0]):
            found[match.start()] = match[0]
    for match in _SPAN.finditer(text):
        if match[1][0].isupper():
            found[match.start(1)] = match[1]
    return list(dict.fromkeys(found[start] for start in sorted(found)))


def of(rows: Sequence[Row]) -> tuple[Claim, ...]:
    """The claims of an issue's lines, each once."""
    found: dict[tuple[str, str], Claim] = {}
    right = False
    for row in rows:
        right = bool(_RIGHT.match(row.text)) or (right and not _WRONG.match(row.text))
        for claim in in_row(row):
            # What the right template does without is no claim about the model's.
            if claim.effect == "lacks" and (right or _IDEAL.search(claim.text)):
                continue
            # Nor is what the model's answer adds or removes a fix.
            if claim.effect != "lacks" and _MODEL.search(claim.text):
                continue
            found.setdefault((claim.effect, claim.name), claim)
            if len(found) >= MAX_CLAIMS:
                return tuple(found.values())
    return tuple(found.values())


def files(text: str) -> tuple[str, ...]:
    """Files other than templates that a text speaks of."""
    return tuple(dict.fromkeys(match[0] for match in _FILE.finditer(text)))

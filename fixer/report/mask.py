"""Secrets kept out of reports: by the place they stand at, by the name of their key, by their own form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from functools import lru_cache
from typing import Any, Literal

from fixer.compare.gaps import ABSENT, Entry, Gap, Pair
from fixer.frozen import record
from fixer.lazy import pattern
from fixer.pointer import join, parent, resolve, split
from fixer.report.text import to_json

MASK = "********"
_TELLING = 3  # characters from which on a word in a row is no accident
SideName = Literal["model", "ideal"]
Secret = Callable[[Gap], bool]
Tokens = tuple[str | int, ...]

# Ends of key names, letters and digits only: MasterUserPassword, DB_PASSWORD, api-key.
_NAMES = (
    "password", "passwd", "passphrase", "pwd", "secret", "secretkey", "secretaccesskey", "secretstring", "secretvalue",
    "apikey", "apitoken", "accesstoken", "authtoken", "token", "privatekey", "credential", "credentials",
)  # fmt: skip
# The short word only where it stands for itself: DB_PASS, DbPass, but neither Bypass nor Compass.
_SHORT = pattern(r"(?:(?:^|[\W_])[Pp]ass|[a-z0-9]Pass|(?:^|[\W_])PASS)$")
_NAME = r"(?:password|passwd|pwd|passphrase|secret|secret_?key|secret_?access_?key|api_?key|token|private_?key)"
_VALUE = r"(?!\{\{resolve:)(?!arn:)(?!\*{8})"
_KEY_LINE = r"-----{} [A-Z0-9 ]{{0,40}}PRIVATE KEY-----"
_QUOTED = rf"{_NAME}\\?[\"']?\s{{0,9}}[:=]\s{{0,9}}\\?([\"'])"
_FORMS = (
    (pattern(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"), MASK),
    (pattern(rf"(?s){_KEY_LINE.format('BEGIN')}.*?(?:{_KEY_LINE.format('END')}|\Z)"), MASK),
    (pattern(r"(?<=://)([^\s:/@\"'${}]{1,100}):[^\s@/\"'${}]{1,200}(?=@)"), rf"\1:{MASK}"),
    (pattern(rf"(?i)({_QUOTED}){_VALUE}[^\"'\\${{}}\n]{{1,500}}(?=\\?\2)"), rf"\1{MASK}"),
    (
        pattern(
            r"((?:\b|(?<=\\[nrt]))(?:mysql|mariadb)\w{0,20} (?:[^\n|;&]{0,200} )?-p)(?![\s$\"'])[^\s\"'$|;&]{1,200}"
        ),
        rf"\1{MASK}",
    ),
    (pattern(rf"(?i)(\b\w{{0,60}}{_NAME}=){_VALUE}(?:[^\s\"'$;&|<>(){{}},\\]|\\(?![nrt\"])){{1,500}}"), rf"\1{MASK}"),
)
_KEY_BEGIN = pattern(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----")
_KEY_END = pattern(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----")
_KEY_BODY = pattern(r"[A-Za-z0-9+/=\s\\\"',\[\]-]*")
_REFERENCES = {
    "Ref", "Fn::GetAtt", "Fn::ImportValue", "Fn::FindInMap", "Condition", "$ref", "$get", "$name", "$member", "$path"
}  # fmt: skip
# What is called comes first, and is no secret.
_CALLS = {"$call", "$new", "$invoke"}
# What makes a secret of a text that stands in the code: `SecretValue.unsafePlainText`.
_PLAIN = pattern(r"(?i)plain_?text$")
_COMPOSED = _CALLS | {
    "Fn::Sub", "Fn::Join", "Fn::If", "Fn::Select", "Fn::Split", "Fn::Base64", "Fn::Transform", "$template",
    "$binary", "$if"
}  # fmt: skip
_VALUES = ("Default", "Value", "stringValue")
# Members that are public by what they are; nothing is asked about them, which saves most of the questions.
_OPEN = _REFERENCES | {"Type", "Description", "Tags", "PolicyDocument", "AssumeRolePolicyDocument", "KeyPolicy"}
_VARIABLE = pattern(r"\$\{[^}]*\}")
_KEY_ROW = pattern(
    r"^(?P<head>[\s,{+-]*(?P<quote>[\"']?)(?P<key>\w[\w.-]*)(?P=quote)\s*:\s*)(?P<value>\S.*?)(?P<tail>\s*[,}\]]*)$"
)
_COMMENT = pattern(r"\s+#")
_SCALAR_ROW = pattern(r"^(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s{\[!&*|>\"'#].*?)$")


@lru_cache(4096)
def _known_name(key: str) -> bool:
    return "".join(filter(str.isalnum, key)).lower().endswith(_NAMES) or _SHORT.search(key) is not None


def secret_name(key: object) -> bool:
    """Whether a key by this name holds a secret, as far as a name can tell."""
    return isinstance(key, str) and _known_name(key[-60:])


def _literal(value: object) -> bool:
    """Whether a scalar spells a secret out: no reference, dynamic reference, ARN or switch, and not empty."""
    if isinstance(value, bool) or value is None:
        return False
    if not isinstance(value, str):
        return True
    if "{{resolve:" in value or value.startswith("arn:") or value.lower() in ("true", "false"):
        return False
    fields = _fields(value)
    if fields is not None:
        named = [item for key, item in fields.items() if secret_name(key)]
        return any(map(_literal, named or fields.values()))
    return any(map(str.isalnum, _VARIABLE.sub("", value)))


def _fields(text: str) -> dict[str, Any] | None:
    """The fields of a JSON object that stands in a text: of a secret's value, for example."""
    if text.lstrip()[:1] != "{" or len(text) > 10_000:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


@record
class Masker:
    """Masks what it is given and remembers what it masked, so that the same text is hidden wherever else it stands.

    ``secret`` tells of a gap whether its value is one; it is asked for the strings below a container as well, once
    for each place of a type.
    ``places`` holds the pointers of literal secrets per side, ``words`` the secrets themselves.
    """

    secret: Secret
    model: Any = None
    ideal: Any = None
    words: set[str] = field(default_factory=set)
    places: dict[SideName, set[str]] = field(default_factory=lambda: {"model": set(), "ideal": set()})
    _pattern: tuple[int, re.Pattern[str] | None] = (0, None)
    _answers: dict[object, bool] = field(default_factory=dict)
    # By identity, the value kept so that the identity stays taken: patches hold the very values of their gaps.
    _masked: dict[int, tuple[Any, Any]] = field(default_factory=dict)

    hides = True  # no field: a class of its own hides nothing

    def gap(self, gap: Gap) -> Gap:
        """``gap`` with its values masked; the same object where there was nothing to hide."""
        hot = self._worth_asking(gap) and self._asks(gap, "model", (), ())
        named = hot or self._named(gap, split(gap.pointer) + split(gap.inner or ""))
        model = self._side(gap, "model", hot, named)
        ideal = self._side(gap, "ideal", hot, named)
        return gap if model is gap.model and ideal is gap.ideal else replace(gap, model=model, ideal=ideal)

    def learn(self, side: SideName, entry: Entry, value: Any) -> None:
        """Look for secrets in a whole entry of one side, whatever of it is in a gap."""
        pair = Pair(entry, None, "removed") if side == "model" else Pair(None, entry, "added")
        values = (value, ABSENT) if side == "model" else (ABSENT, value)
        self.gap(Gap("extra" if side == "model" else "missing", entry.pointer, entry.pointer, None, *values, pair))

    def _worth_asking(self, gap: Gap) -> bool:
        """Whether the gap is between strings, of which one could be a literal secret."""
        strings = [value for value in (gap.model, gap.ideal) if isinstance(value, str)]
        return bool(strings) and _OPEN.isdisjoint(gap.path) and any(map(_literal, strings))

    def _named(self, gap: Gap, tokens: tuple[str, ...]) -> bool:
        """Whether the gap's own key says so, or what stands beside it: ``Name: DB_PASSWORD``, ``NoEcho: true``."""
        if gap.inner is None and len(tokens) < 3:
            return False  # an entry by its name: its id is no secret, what is in it speaks for itself
        if secret_name(tokens[-1]) or _composes_a_secret(tokens):
            return True
        if gap.inner is not None or not (tokens[-1] in _VALUES or tokens[-1].isdecimal()):
            return False
        for data, pointer in ((self.model, gap.pointer), (self.ideal, gap.ideal_pointer)):
            try:
                around = resolve(data, parent(pointer))
            except (LookupError, ValueError):
                continue
            if isinstance(around, dict) and tokens[-1] in _secret_members(around, tokens[-2] if tokens[1:] else ""):
                return True
            if isinstance(around, list) and _told_before(around, tokens):
                return True
        return False

    def _side(self, gap: Gap, side: SideName, hot: bool, named: bool) -> Any:
        value = gap.model if side == "model" else gap.ideal
        if value is ABSENT or isinstance(value, bool) or value is None or gap.kind == "renamed":
            return value
        pointer = gap.pointer if side == "model" else gap.ideal_pointer
        last = (split(gap.inner or "") or split(pointer) or ("",))[-1]
        told = named or suspicious(last) or suspicious(_flat(value))
        if not told and not self._asked(gap, side, value):
            return value
        walk = _Walk(lambda tokens: self._asks(gap, side, _generic(tokens), tokens))
        walk.arguments = gap.path[-3:-2] == ("Calls",) and last.isdecimal()
        masked = walk.value(value, (), named, hot, last)
        self.words |= walk.words
        if gap.inner is None:
            self.places[side].update(pointer + join(tokens) for tokens in walk.found)
        if masked is not value:
            self._masked[id(value)] = value, masked
        return masked

    def _asked(self, gap: Gap, side: SideName, value: Any, generic: Tokens = (), tokens: Tokens = ()) -> bool:
        """Whether any string below a container is secret by its place."""
        if isinstance(value, str):
            return bool(tokens) and self._asks(gap, side, generic, tokens)
        if isinstance(value, dict):
            called = next(iter(value)) if len(value) == 1 else None
            if called in _CALLS and isinstance(value[called], list):
                inside = ((*generic, called, "*"), (*tokens, called))
                arguments = enumerate(value[called][1:], 1)
                return any(self._asked(gap, side, item, inside[0], (*inside[1], at)) for at, item in arguments)
            return any(
                self._asked(gap, side, item, (*generic, key), (*tokens, key))
                for key, item in value.items()
                if key not in _OPEN and not isinstance(item, bool | int)
            )
        if isinstance(value, list):
            return any(self._asked(gap, side, item, (*generic, "*"), (*tokens, at)) for at, item in enumerate(value))
        return False

    def _asks(self, gap: Gap, side: SideName, generic: Tokens, tokens: Tokens) -> bool:
        """What ``secret`` says of a place, asked once for all list items and all entries of a type."""
        entry = gap.pair.ideal or gap.pair.model
        if entry is None or entry.type is None:
            return self.secret(_below(gap, side, tokens) if tokens else gap)
        place = tuple("*" if name.isdigit() else name for name in gap.path)
        about = (entry.type, place, generic, type(gap.model), type(gap.ideal))
        if about not in self._answers:
            self._answers[about] = self.secret(_below(gap, side, tokens) if tokens else gap)
        return self._answers[about]

    def patch(self, operations: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
        """The operations with their values masked; nested ones (``patch``) likewise."""
        return tuple(self._operation(operation) for operation in operations)

    def _operation(self, operation: dict[str, Any]) -> dict[str, Any]:
        if "patch" in operation:
            return {**operation, "patch": list(self.patch(operation["patch"]))}
        if "value" not in operation:
            return operation
        given = operation["value"]
        if id(given) in self._masked:
            return {**operation, "value": self._masked[id(given)][1]}
        at = str(operation.get("path", ""))
        tokens = split(at)
        below = at + "/"
        if not (
            at in self.places["model"]
            or (tokens and secret_name(tokens[-1]))
            or any(place.startswith(below) for place in self.places["model"])
            or suspicious(flat := _flat(given))
            or any(word in flat for word in self.words)
        ):
            return operation
        hot = at in self.places["model"]
        walk = _Walk(lambda below: at + join(below) in self.places["model"])
        named = hot or (bool(tokens) and secret_name(tokens[-1]))
        value = self._known(walk.value(given, (), named, hot, tokens[-1] if tokens else ""))
        return operation if value is given else {**operation, "value": value}

    def _known(self, value: Any) -> Any:
        """``value`` without the secrets that were met elsewhere."""
        if isinstance(value, str):
            return MASK if value in self.words else self.text(value)
        if isinstance(value, dict):
            return _same(value, {key: self._known(item) for key, item in value.items()})
        if isinstance(value, list):
            return _same(value, [self._known(item) for item in value])
        return value

    def text(self, text: str) -> str:
        """Prose, code or a line of a file without the secrets in it; short words only by their form or key."""
        text = by_form(text)
        known = self._known_words()
        return known.sub(MASK, text) if known else text

    def needed(self, text: str) -> bool:
        """Whether ``text`` may hold a secret at all."""
        known = self._known_words()
        return suspicious(text) or bool(known and known.search(text))

    def _known_words(self) -> re.Pattern[str] | None:
        """The secrets that cannot be taken for ordinary words, as one pattern."""
        if self._pattern[0] != len(self.words):
            telling = [word for word in self.words if len(word) >= 8 and not word.isalpha()]
            telling.sort(key=lambda word: (-len(word), word))
            pattern = re.compile("|".join(map(re.escape, telling))) if telling else None
            self._pattern = len(self.words), pattern
        return self._pattern[1]

    def row(self, row: str) -> str:
        """One line of a template without the secrets in it, those of ``key: value`` included."""
        match = _KEY_ROW.match(row) if suspicious(row) else None
        if match and secret_name(match["key"]) and _SCALAR_ROW.match(match["value"]):
            value = match["value"]
            quote = value[0] if value[0] in "\"'" else ""
            bare = value.strip(quote) if quote else _COMMENT.split(value, 1)[0]
            if _literal(bare):
                return f"{match['head']}{quote}{MASK}{quote}{match['tail']}"
        return self.text(row)

    def quoted(self, row: str) -> str:
        """As ``row``, for one that is shown without its place: any value in it that is a known secret is hidden."""
        row = self.row(row)
        for word in sorted(self.words, key=lambda word: (-len(word), word)):
            if word in row and (len(word) >= _TELLING or row.endswith(f": {word}")):
                row = re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-]|[\"']?:)", MASK, row)
        return row


class Unmasked(Masker):
    """Hands everything through, for who asked to see secrets."""

    hides = False

    def gap(self, gap: Gap) -> Gap:
        return gap

    def learn(self, side: SideName, entry: Entry, value: Any) -> None:
        pass

    def patch(self, operations: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
        return tuple(operations)

    def text(self, text: str) -> str:
        return text

    def needed(self, text: str) -> bool:
        return False

    def row(self, row: str) -> str:
        return row

    def quoted(self, row: str) -> str:
        return row


def masker(secret: Secret | None, model: Any, ideal: Any) -> Masker:
    """A masker for both sides' data; without ``secret`` one that hides nothing."""
    return Unmasked(lambda gap: False) if secret is None else Masker(secret, model, ideal)


def without_keys(text: str) -> str:
    """The text without the bodies of private keys, which stretch over several rows."""
    if "PRIVATE KEY-----" not in text:
        return text
    pieces, done = [], 0
    for begin in _KEY_BEGIN.finditer(text):
        if begin.start() < done:
            continue
        end = _KEY_END.search(text, begin.end())
        body = _KEY_BODY.match(text, begin.end())
        stop = end.start() if end else body.end() if body else begin.end()
        hidden = "\n".join(MASK if row.strip() else row for row in text[begin.end() : stop].split("\n"))
        pieces += [text[done : begin.end()], hidden]
        done = stop
    return "".join([*pieces, text[done:]])


def suspicious(text: str) -> bool:
    """Whether it is worth looking for secrets in ``text``: quick, and true too often rather than too rarely."""
    low = text.lower()
    return (
        "pass" in low or "secret" in low or "token" in low or "pwd" in low or "cred" in low or "noecho" in low
        or ("key" in low and ("api" in low or "private" in low))
        or ("://" in low and "@" in low) or "akia" in low or "asia" in low or " -p" in low
    )  # fmt: skip


def _flat(value: Any) -> str:
    """All keys and strings of a value in one text."""
    return value if isinstance(value, str) else to_json(value)


def _generic(tokens: Tokens) -> Tokens:
    return tuple("*" if isinstance(token, int) else token for token in tokens)


def by_form(text: str) -> str:
    """``text`` without private keys, AWS access keys, passwords in addresses and in assignments."""
    if suspicious(text):
        for form, instead in _FORMS:
            text = form.sub(instead, text)
    return text


def _below(gap: Gap, side: SideName, tokens: Tokens) -> Gap:
    """The gap that one leaf of a container would be, to ask about it."""
    tail = join(tokens)
    names = tuple(str(token) for token in tokens)
    leaf = resolve(gap.model if side == "model" else gap.ideal, tail)
    inner = gap.inner if gap.inner is None else gap.inner + tail
    outer = tail if gap.inner is None else ""
    model, ideal = (leaf, ABSENT) if side == "model" else (ABSENT, leaf)
    return Gap(
        gap.kind, gap.pointer + outer, gap.ideal_pointer + outer, inner, model, ideal, gap.pair, gap.path + names
    )


def _secret_members(container: dict[Any, Any], name: str) -> set[str]:
    """``Value`` and ``Default`` where their neighbours make them secret."""
    members = set()
    if secret_name(container.get("Name")) or secret_name(container.get("Key")):
        members.add("Value")
    if secret_name(name):
        members.update(("Default", "Value"))
    elif str(container.get("NoEcho", "")).lower() == "true":
        members.add("Default")
    if secret_name(container.get("parameterName")):
        members.add("stringValue")
    return members


def _composes_a_secret(tokens: Sequence[str]) -> bool:
    """Whether a place is literal text of a function that makes up a secret: ``…/MasterUserPassword/Fn::Join/1/0``."""
    at = next((at for at, token in enumerate(tokens) if token in _COMPOSED), 0)
    if not at or not secret_name(tokens[at - 1]):
        return False
    operand = tokens[at + 1 : at + 2]
    # As where the whole value is masked: the text of a Sub comes first, of other functions a condition or a separator.
    return operand != ("1",) if tokens[at] in ("Fn::Sub", "$template") else operand != ("0",)


def _is_pair(value: list[Any]) -> bool:
    """Whether a list is the name of a secret and its value."""
    return len(value) > 1 and secret_name(value[0]) and all(isinstance(item, dict) for item in value[2:])


def _is_plain(callee: Sequence[Any]) -> bool:
    return bool(callee) and isinstance(callee[0], str) and _PLAIN.search(callee[0]) is not None


def _told_before(around: list[Any], tokens: Tokens) -> bool:
    """Whether what stands before a value in a list says that it is a secret: what is called, or a name."""
    if tokens[-2:-1] and tokens[-2] in _CALLS:
        return tokens[-1] != "0" and _is_plain(around[:1])
    return tokens[-1] == "1" and len(tokens) > 3 and tokens[-4] == "Calls" and _is_pair(around)


class _Walk:
    """One pass over a value: masks, and notes where (``found``) and what (``words``)."""

    def __init__(self, ask: Callable[[Tokens], bool]) -> None:
        self.ask = ask
        self.inside = -1  # how deep a list that stands in a list does
        self.arguments = False  # whether the value itself is the list of a call's arguments
        self.found: list[Tokens] = []
        self.words: set[str] = set()

    def value(self, value: Any, at: Tokens, named: bool, hot: bool, name: str) -> Any:
        """``named``: its key says secret (that reaches through intrinsics only); ``hot``: everything below is one."""
        if isinstance(value, dict):
            return self._map(value, at, named, hot, name)
        if isinstance(value, list):
            # A name and its value: `addEnvironment('DB_PASSWORD', …)`.
            pair = _is_pair(value) and (self.arguments if not at else self.inside == len(at))
            kept, self.inside = self.inside, len(at) + 1
            told = [hot or (pair and index == 1) for index in range(len(value))]
            items = [self.value(item, (*at, index), told[index], hot, "") for index, item in enumerate(value)]
            self.inside = kept
            return _same(value, items)
        if isinstance(value, str):
            if not (hot or named) and at and value:
                named = self.ask(at)
            return self._scalar(value, at) if hot or named else self._formed(value, at)
        return self._scalar(value, at) if hot or named else value

    def _scalar(self, value: Any, at: Tokens) -> Any:
        if not _literal(value):
            return value
        self.found.append(at)
        self.words.add(str(value))
        return MASK

    def _formed(self, value: str, at: Tokens) -> str:
        masked = by_form(value)
        return value if masked == value else masked

    def _map(self, value: dict[Any, Any], at: Tokens, named: bool, hot: bool, name: str) -> Any:
        if len(value) == 1:
            [(key, inner)] = value.items()
            if key in _REFERENCES:
                return value
            if key in _COMPOSED and (named or hot):
                return value if _dynamic(inner) else _same(value, {key: self._composed(key, inner, (*at, key), name)})
            if key in _CALLS and isinstance(inner, list):
                plain = hot or _is_plain(inner[:1])
                rest = [self.value(item, (*at, key, index), plain, hot, "") for index, item in enumerate(inner[1:], 1)]
                return _same(value, {key: _same(inner, [*inner[:1], *rest])})
        members = _secret_members(value, name)
        masked = {}
        for key, item in value.items():
            own = hot or key in members or (isinstance(item, str | int | float | dict) and secret_name(key))
            masked[key] = self.value(item, (*at, key), own, hot, str(key))
        return _same(value, masked)

    def _composed(self, function: str, inner: Any, at: Tokens, name: str) -> Any:
        """The arguments of an intrinsic at a secret place: its literal text is secret, its operands are not."""
        if not isinstance(inner, list):
            return self.value(inner, at, True, False, name)
        skipped = 0 if function in ("Fn::Sub", "$template") else 1
        items = [
            item if index < skipped else self.value(item, (*at, index), True, isinstance(item, list), name)
            for index, item in enumerate(inner)
        ]
        return _same(inner, items)


def _dynamic(value: Any) -> bool:
    """Whether a composed value is a dynamic reference, written in one piece or in several."""
    if isinstance(value, str):
        return "{{resolve:" in value
    if isinstance(value, dict):
        return any(map(_dynamic, value.values()))
    return isinstance(value, list) and any(map(_dynamic, value))


def _same(before: Any, after: Any) -> Any:
    """``before`` itself where no member was replaced, so that callers can tell by identity."""
    old: Sequence[Any] = list(before.values()) if isinstance(before, dict) else before
    new: Sequence[Any] = list(after.values()) if isinstance(after, dict) else after
    return before if all(a is b for a, b in zip(old, new, strict=True)) else after

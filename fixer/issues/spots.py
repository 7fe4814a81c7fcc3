"""Where in an entry a rule is broken: the members that its condition chose, what its fix writes, what it claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from fixer.catalogue.claim import ANY, ENTER, claim
from fixer.catalogue.rule import Match
from fixer.compare.gaps import ABSENT, Entry, Gap, Pair
from fixer.dialect import Dialect
from fixer.issues.bindings import Operations
from fixer.pointer import join, resolve, split

Tokens = tuple[str, ...]
_MAX_NODES = 20_000


def located(
    patches: Sequence[Operations], match: Match, entry: Entry, body: Any, chosen: Sequence[Tokens], dialect: Dialect
) -> list[tuple[Tokens, ...]]:
    """The places in an entry, each as addresses below it, the best first; at least one place with one address.

    Where the condition has ``chosen`` members of the entry, these are the places. ``patches`` mend the entry, with
    pointers below it.
    """
    patterns = [claim(text).tokens for text in match.claims]
    if chosen:
        return [tuple(_inside(body, tokens, patterns)) for tokens in chosen]
    mended = [spots for patch in patches if (spots := _written(patch, body))]
    if len(mended) > 1:
        return mended
    written = mended[0] if mended else ()
    named = sorted(_named(body, entry, match, patterns, dialect), key=lambda spot: _refused(body, spot, match))
    return [tuple(dict.fromkeys([*written, *named])) or ((),)]


def spot(removed: Set[str], entry: Entry, body: Any, tokens: Tokens) -> Gap:
    """The gap at an address: ``missing`` (at the outermost container that is absent), else ``extra`` or ``changed``.

    ``removed`` are the pointers of what the fix takes out: that is ``extra``.
    """
    here = body
    pair = Pair(entry, None, "same")
    for depth, token in enumerate(tokens):
        try:
            here = resolve(here, (token,))
        except LookupError:
            at = tokens[: depth + 1]
            return Gap("missing", entry.pointer + join(at), entry.pointer + join(at), pair=pair, path=at)
    pointer = entry.pointer + join(tokens)
    return Gap("extra" if pointer in removed else "changed", pointer, pointer, model=here, pair=pair, path=tokens)


def members(body: Any, value: Any) -> Iterator[Tokens]:
    """The addresses of the very objects of ``body`` that ``value`` (what a condition came to) is or holds."""
    items = value if isinstance(value, list) else [value]
    wanted = {id(item) for item in items if isinstance(item, (dict, list))}
    if isinstance(value, list):
        wanted.add(id(value))
    wanted.discard(id(body))
    if not wanted:
        return
    stack: list[tuple[Any, Tokens]] = [(body, ())]
    for _ in range(_MAX_NODES):
        if not stack:
            return
        node, at = stack.pop()
        if id(node) in wanted:
            yield at
            continue
        inner: list[tuple[str, Any]] = []
        if isinstance(node, dict):
            inner = [(str(key), item) for key, item in node.items()]
        elif isinstance(node, list):
            inner = [(str(number), item) for number, item in enumerate(node)]
        stack.extend((item, (*at, key)) for key, item in reversed(inner) if isinstance(item, (dict, list)))


def _inside(body: Any, tokens: Tokens, patterns: Sequence[Tokens]) -> Iterator[Tokens]:
    """A chosen member narrowed to what the rule claims of it, then the member itself."""
    depth = len(tokens)
    for pattern in patterns:
        if len(pattern) > depth and all(map(_fits, tokens, pattern)) and ANY not in pattern[depth]:
            narrow = (*tokens, pattern[depth])
            if _there(body, narrow):
                yield narrow
    yield tokens


def _fits(token: str, pattern: str) -> bool:
    return fnmatchcase(token, pattern.replace("[", "[[]"))


def _there(body: Any, tokens: Tokens) -> bool:
    try:
        resolve(body, tokens)
    except LookupError:
        return False
    return True


def _written(operations: Operations, body: Any) -> tuple[Tokens, ...]:
    """What a patch writes in this entry; nothing where it is about another kind of entry or member."""
    found: list[Tokens] = []
    for operation in operations:
        kind, tokens = operation["op"], split(operation["from" if operation["op"] == "move" else "path"])
        if kind != "add" and not _there(body, tokens):
            return ()
        if kind == "test" and resolve(body, tokens) != operation["value"]:
            return ()
        if kind != "test":
            found.append(tokens[:-1] if tokens[-1:] == ("-",) else tokens)
    return tuple(found)


def _named(body: Any, entry: Entry, match: Match, patterns: Sequence[Tokens], dialect: Dialect) -> Iterator[Tokens]:
    """What the claims name, as far as they name one place; a property that the type does not have is left out."""
    for pattern in patterns:
        end = next((n for n, token in enumerate(pattern) if token in (ANY, ENTER) or token == ANY * 2), len(pattern))
        for tokens in _expanded(body, pattern[:end]):
            if tokens == ("Properties",) or (not _there(body, tokens) and _foreign(dialect, entry.type, tokens)):
                continue
            yield tokens


@lru_cache(4096)
def _foreign(dialect: Dialect, kind: str | None, tokens: Tokens) -> bool:
    """Whether the type has no such property: a rule about several types names the properties of all of them."""
    return dialect.problem(Entry("Resources", "", kind, ""), tokens, ABSENT) is not None


def _expanded(body: Any, pattern: Tokens) -> Iterator[Tokens]:
    """The pattern, or, with a star inside a token (``AWS_*``), each of the members that it stands for."""
    starred = next((n for n, token in enumerate(pattern) if ANY in token), None)
    if starred is None:
        yield pattern
        return
    head = pattern[:starred]
    keys = resolve(body, head) if _there(body, head) else None
    for key in keys if isinstance(keys, dict) else ():
        if _fits(str(key), pattern[starred]):
            yield from _expanded(body, (*head, str(key), *pattern[starred + 1 :]))


def _refused(body: Any, tokens: Tokens, match: Match) -> bool:
    """Whether the rule is not about what is missing, and this is."""
    return bool(match.kinds) and "missing" not in match.kinds and not _there(body, tokens)

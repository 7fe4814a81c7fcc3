"""Claim patterns: which gaps a rule calls its own, by the route below the entry."""

from __future__ import annotations

from functools import lru_cache

from fixer.pointer import split

ENTER = "#"
ANY = "*"
ANY_RUN = "**"
MAX_TOKENS = 40
MAX_RUNS = 2


class Claim:
    """A compiled pattern such as ``/Properties/Tags/**`` or ``/Properties/DefinitionString#/States/*/Retry``.

    ``length`` orders patterns, the longer the stronger: the number of literal tokens, then of tokens with a star, then
    whether it ends where the gap does (1) or has a ``**`` (0). ``head`` is the literal tokens, at most two, that it
    begins with.
    Raises ``ValueError`` (a sentence for the author of the rule) for text that is no pattern.
    """

    __slots__ = ("_exact", "_literals", "_prefix", "head", "length", "pattern", "tokens")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.tokens = _tokens(pattern)
        literals = [token for token in self.tokens if ANY not in token]
        runs = self.tokens.count(ANY_RUN)
        self.length = (len(literals), len(self.tokens) - len(literals) - runs, int(not runs))
        # Nearly all patterns are plain tokens with `**` at the end or without: these two compare slices.
        head = self.tokens[:-1] if self.tokens[-1:] == (ANY_RUN,) else self.tokens
        plain = len(head) == len(literals)
        self._exact = self.tokens if plain and head is self.tokens else None
        self._prefix = head if plain and head is not self.tokens else None
        # Most of the rest have literal tokens that most paths have not.
        self._literals = frozenset(literals)
        self.head = self.tokens[: 2 if tuple(literals[:2]) == self.tokens[:2] else int(ANY not in self.tokens[0])]

    def matches(self, path: tuple[str, ...]) -> bool:
        """Whether a gap with this route below its entry is claimed; ``()`` is the entry as a whole."""
        if self._exact is not None:
            return path == self._exact
        if self._prefix is not None:
            return path[: len(self._prefix)] == self._prefix
        return self._literals.issubset(path) and _run(self.tokens, path)

    def __repr__(self) -> str:
        return f"Claim({self.pattern!r})"


@lru_cache(maxsize=4096)
def claim(pattern: str) -> Claim:
    """The compiled pattern, made once."""
    return Claim(pattern)


def _tokens(pattern: str) -> tuple[str, ...]:
    if not pattern.startswith("/"):
        raise ValueError(f"claim '{pattern}' does not begin with '/'")
    if pattern == "/":
        return ()
    tokens: list[str] = []
    steps = split(pattern)
    if "" in steps:
        raise ValueError(f"claim '{pattern}' has an empty step ('//' or '/' at its end)")
    for token in steps:
        if token[-1] == ENTER and len(token) > 1:
            tokens += [token[:-1], ENTER]
        else:
            tokens.append(token)
    if len(tokens) > MAX_TOKENS:
        raise ValueError(f"claim has {len(tokens)} steps, at most {MAX_TOKENS} are taken")
    if tokens.count(ANY_RUN) > MAX_RUNS:
        raise ValueError(f"claim '{pattern}' has more than {MAX_RUNS} '**'")
    wrong = next((token for token in tokens if ANY_RUN in token and token != ANY_RUN), None)
    if wrong is not None:
        raise ValueError(f"claim '{pattern}': '**' stands alone between slashes, not in '{wrong}'")
    return tuple(tokens)


def _run(tokens: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Glob matching of tokens; on a mismatch only the last ``**`` takes one more: no more steps than the product."""
    at = here = 0
    star, resume = -1, 0
    while here < len(path):
        if at < len(tokens) and tokens[at] == ANY_RUN:
            star, resume = at, here
            at += 1
        elif at < len(tokens) and _token(tokens[at], path[here]):
            at += 1
            here += 1
        elif star >= 0:
            resume += 1
            at, here = star + 1, resume
        else:
            return False
    return all(token == ANY_RUN for token in tokens[at:])


def _token(pattern: str, token: str) -> bool:
    if ANY not in pattern:
        return pattern == token
    if token == ENTER:
        return False
    head, *middle = pattern.split(ANY)
    tail = middle.pop()
    if not token.startswith(head) or len(token) < len(head) + len(tail) or not token.endswith(tail):
        return False
    at, end = len(head), len(token) - len(tail)
    for part in middle:
        found = token.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True

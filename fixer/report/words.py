"""Statements as sentences: what was found, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fixer.issues.issue import Issue
from fixer.lazy import pattern
from fixer.report.report import Place, Statement

Mark = Callable[[str], str]
_ITEM = pattern(r"\[\d+\]$")
_CALL = "()"
_BLOCK = "surrounding block"
LOCATED = 6  # entries named as the location of an issue


def said(statement: Statement, mark: Mark, prose: Mark = str) -> str:
    """What is wrong, as a sentence: ```OrderQueue` (line 40) does not set `KmsMasterKeyId`.``

    ``mark`` sets names and values off from the prose (as code in Markdown); ``prose`` is for sentences of others.
    """
    if statement.note:
        return f"{places(statement, mark)}: {prose(statement.note.rstrip('.'))}."
    told = (_ALONE if statement.alone else _SAID)[statement.kind](statement, mark)
    # Ids tell upper case from lower: one that begins a sentence is written as it is.
    named = any(told.startswith(mark(place.id)) for place in statement.places[:1])
    return f"{told if named else _capital(told)}."


def asked(statement: Statement, mark: Mark) -> str:
    """What to do, as an instruction: ``Set `KmsMasterKeyId` to `alias/aws/sqs` on `OrderQueue`.``"""
    return _ASKED[statement.kind](statement, mark) + "."


def expected(statement: Statement, mark: Mark) -> str:
    """What a test of the mended template finds: `` `KmsMasterKeyId` of `OrderQueue` is `alias/aws/sqs` ``."""
    return _EXPECTED[statement.kind](statement, mark)


def location(statements: Sequence[Statement], mark: Mark) -> str:
    """The entries that statements are about, each once: ``` `A` (line 3), `B` and 4 more```."""
    known = {place.id: place for statement in reversed(statements) for place in reversed(statement.places)}
    found = list(dict.fromkeys(place.id for statement in statements for place in statement.places))
    more = max((statement.more for statement in statements), default=0) + max(len(found) - LOCATED, 0)
    return _several([_place(known[name], mark, True, "") for name in found[:LOCATED]], more)


def places(statement: Statement, mark: Mark, lines: bool = True, types: str = "") -> str:
    """``A` (line 3), `B` and 4 more``; ``types``: whose type stands beside the id of a single place."""
    single = _count(statement) == 1
    return _several([_place(place, mark, lines, types if single else "") for place in statement.places], statement.more)


def _place(place: Place, mark: Mark, lines: bool, types: str) -> str:
    kind = place.type if types == "model" else place.ideal_type if types == "ideal" else None
    line = f"line {place.line}" if lines and place.line is not None else ""
    construct = mark(place.construct) if place.construct and lines else ""
    notes = ", ".join(filter(None, (construct, mark(kind) if kind else "", line)))
    return f"{mark(place.id)} ({notes})" if notes else mark(place.id)


def _several(items: list[str], more: int, between: str = ", ") -> str:
    if more:
        return f"{between.join(items)} and {more} more"
    return " and ".join([between.join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def _count(statement: Statement) -> int:
    return len(statement.places) + statement.more


def _verb(statement: Statement, one: str, many: str) -> str:
    return one if _count(statement) == 1 else many


def _noun(statement: Statement) -> str:
    """``the resource``, ``the metadata entries``; ``the template's`` where a section is the thing itself."""
    word = statement.what
    if not word[:1].islower():
        return "the template's" if statement.places and statement.places[0].id == word else f"the {word} entry"
    if _count(statement) > 1:
        word = word[:-1] + "ies" if word.endswith("y") else word + "s"
    return f"the {word}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _article(name: str) -> str:
    """``an AWS::SQS::Queue``, ``a Custom::Resource``: types that begin with AWS are spelled out when spoken."""
    return "an" if name[:1].upper() in "AEIO" else "a"


def _called(s: Statement, value: str | None) -> str:
    """A method as it is called, ``grantRead(fn)``, where the value is the call; nothing if it is but an argument."""
    if not s.path.endswith(_CALL):
        return ""
    whole = value is None or value.startswith(s.path.partition("(")[0] + "(")
    return (value or s.path) if whole else ""


def _list(s: Statement) -> str:
    """The list that the statement is about a member of; nothing if it is about something else."""
    return _ITEM.sub("", s.path) if _ITEM.search(s.path) else ""


def _missing(s: Statement, mark: Mark) -> str:
    if not s.path:
        return f"{_noun(s)} {places(s, mark, types='ideal')} {_verb(s, 'is', 'are')} missing"
    if s.path == _BLOCK:
        return f"{places(s, mark)} {_verb(s, 'does', 'do')} not stand in {mark(s.ideal) if s.ideal else 'a block'}"
    if call := _called(s, s.ideal):
        return f"{places(s, mark)} {_verb(s, 'lacks', 'lack')} the call {mark(call)}"
    if s.path.endswith(_CALL):
        return f"{places(s, mark)} {_verb(s, 'calls', 'call')} {mark(s.path)} without {mark(s.ideal or '')}"
    if container := _list(s):
        # The model may well have another member at that index.
        what = f"{mark(s.ideal)} in" if s.ideal is not None else "a member of"
        return f"{places(s, mark)} {_verb(s, 'lacks', 'lack')} {what} {mark(container)}"
    return f"{places(s, mark)} {_verb(s, 'does', 'do')} not set {mark(s.path)}"


def _extra(s: Statement, mark: Mark) -> str:
    if not s.path:
        verb = _verb(s, "has", "have")
        return f"{_noun(s)} {places(s, mark, types='model')} {verb} no counterpart in the ideal template"
    if s.path == _BLOCK:
        where = mark(s.model) if s.model else "a block"
        return f"{places(s, mark)} {_verb(s, 'stands', 'stand')} in {where}, which the ideal template does not have"
    if call := _called(s, s.model):
        return f"{places(s, mark)} {_verb(s, 'has', 'have')} the call {mark(call)}, which the ideal template does not"
    if s.path.endswith(_CALL):
        with_it = _with(s, s.model or "", mark)
        return f"{places(s, mark)} {_verb(s, 'calls', 'call')} {with_it}, which the ideal template does not"
    if s.model is not None and (container := _list(s)):
        held = f"{_verb(s, 'has', 'have')} {mark(s.model)} in {mark(container)}"
        return f"{places(s, mark)} {held}, which the ideal template does not"
    value = f" to {mark(s.model)}" if s.model is not None else ""
    return f"{places(s, mark)} {_verb(s, 'sets', 'set')} {mark(s.path)}{value}, which the ideal template does not"


def _changed(s: Statement, mark: Mark) -> str:
    if not s.path:
        subject = f"{_noun(s)} {places(s, mark)} {_verb(s, 'is', 'are')}"
        if s.model is None or s.ideal is None:
            return f"{subject} defined differently from the ideal template"
        return f"{subject} {mark(s.model)} instead of {mark(s.ideal)}"
    if s.path == _BLOCK and s.model and s.ideal:
        return f"{places(s, mark)} {_verb(s, 'stands', 'stand')} in {mark(s.model)} instead of {mark(s.ideal)}"
    if s.path.endswith(_CALL) and s.model and s.ideal:
        return f"{places(s, mark)} {_verb(s, 'calls', 'call')} {_with(s, s.model, mark)} instead of {mark(s.ideal)}"
    subject = f"{places(s, mark)} {_verb(s, 'sets', 'set')} {mark(s.path)}"
    if s.model is None and s.ideal is None:
        return f"{subject} differently from the ideal template"
    if s.model is None or s.ideal is None:
        return (
            f"{subject} to {mark(s.model)}" if s.model else f"{subject} to something other than {mark(s.ideal or '')}"
        )
    return f"{subject} to {mark(s.model)} instead of {mark(s.ideal)}"


def _with(s: Statement, value: str, mark: Mark) -> str:
    """``addIngressRule()` with `22```, or the call itself where the value is all of it."""
    call = _called(s, value)
    return mark(call) if call else f"{mark(s.path)} with {mark(value)}"


def _renamed(s: Statement, mark: Mark) -> str:
    if s.path:
        return f"{places(s, mark)} {_verb(s, 'spells', 'spell')} {mark(s.path)} differently from the ideal template"
    pairs = [f"{_place(place, mark, True, '')} is called {mark(place.ideal_id or place.id)}" for place in s.places]
    return f"{_several(pairs, s.more)} in the ideal template"


def _replaced(s: Statement, mark: Mark) -> str:
    return _several([_replacement(place, s.what, mark) for place in s.places], s.more, "; ")


def _replacement(place: Place, what: str, mark: Mark) -> str:
    here = f"is {_article(place.type)} {mark(place.type)}" if place.type else f"is another kind of {what}"
    there = f"{_article(place.ideal_type)} {mark(place.ideal_type)}" if place.ideal_type else "something else"
    name = f", {mark(place.ideal_id)}" if place.ideal_id else ""
    return f"{_place(place, mark, True, '')} {here} where the ideal template has {there}{name}"


def _order(s: Statement, mark: Mark) -> str:
    what = mark(s.path) if s.path else "its members" if _count(s) == 1 else "their members"
    return f"{places(s, mark)} {_verb(s, 'lists', 'list')} {what} in another order than the ideal template"


def _sets(s: Statement, mark: Mark) -> str:
    """What a template has, said with nothing to compare it with."""
    if not s.path:
        return f"{_noun(s)} {places(s, mark, types='model')} {_verb(s, 'shows', 'show')} it"
    if call := _called(s, s.model):
        return f"{places(s, mark)} {_verb(s, 'has', 'have')} the call {mark(call)}"
    value = f" to {mark(s.model)}" if s.model is not None else ""
    return f"{places(s, mark)} {_verb(s, 'sets', 'set')} {mark(s.path)}{value}"


def _add(s: Statement, mark: Mark) -> str:
    if not s.path:
        return f"Add {_noun(s)} {places(s, mark, False, 'ideal')}"
    if s.path == _BLOCK:
        return f"Put {places(s, mark, False)} into {mark(s.ideal) if s.ideal else 'the block that the ideal has'}"
    if call := _called(s, s.ideal):
        return f"Call {mark(call)} on {places(s, mark, False)}"
    if s.path.endswith(_CALL):
        return f"Call {_with(s, s.ideal or '', mark)} on {places(s, mark, False)}"
    if container := _list(s):
        what = mark(s.ideal) if s.ideal is not None else "the member that is missing"
        return f"Add {what} to {mark(container)} of {places(s, mark, False)}"
    if s.ideal is not None:
        return f"Set {mark(s.path)} to {mark(s.ideal)} on {places(s, mark, False)}"
    return f"Add {mark(s.path)} to {places(s, mark, False)}"


def _remove(s: Statement, mark: Mark) -> str:
    if not s.path:
        return f"Remove {_noun(s)} {places(s, mark, False)}"
    if s.path == _BLOCK:
        return f"Take {places(s, mark, False)} out of {mark(s.model) if s.model else 'the block around it'}"
    if call := _called(s, s.model):
        return f"Remove the call {mark(call)} on {places(s, mark, False)}"
    if s.model is not None and (container := _list(s)):
        return f"Remove {mark(s.model)} from {mark(container)} of {places(s, mark, False)}"
    return f"Remove {mark(s.path)} from {places(s, mark, False)}"


def _set(s: Statement, mark: Mark) -> str:
    if s.path == _BLOCK and s.ideal is not None:
        return f"Put {places(s, mark, False)} into {mark(s.ideal)}"
    if s.path.endswith(_CALL) and s.ideal is not None:
        return f"Call {_with(s, s.ideal, mark)} on {places(s, mark, False)}"
    if s.path and s.ideal is not None:
        return f"Set {mark(s.path)} to {mark(s.ideal)} on {places(s, mark, False)}"
    if s.path:
        what = "this" if s.alone else "what the ideal template has"
        return f"Change {mark(s.path)} of {places(s, mark, False)} to {what}"
    if s.ideal is not None:
        return f"Define {_noun(s)} {places(s, mark, False)} as {mark(s.ideal)}"
    how = "like this" if s.alone else "as the ideal template does"
    return f"Define {_noun(s)} {places(s, mark, False)} {how}"


def _rename(s: Statement, mark: Mark) -> str:
    if s.path:
        return f"Spell {mark(s.path)} of {places(s, mark, False)} as the ideal template does"
    pairs = [f"{mark(place.id)} to {mark(place.ideal_id or place.id)}" for place in s.places]
    return f"Rename {_several(pairs, s.more)}, and every reference with {_verb(s, 'it', 'them')}"


def _replace(s: Statement, mark: Mark) -> str:
    return "Replace " + _several([_instead(place, mark) for place in s.places], s.more, "; ")


def _instead(place: Place, mark: Mark) -> str:
    return f"{mark(place.id)} with {_instead_of(place, mark)}"


def _instead_of(place: Place, mark: Mark) -> str:
    what = (
        f"{_article(place.ideal_type)} {mark(place.ideal_type)}" if place.ideal_type else "what the ideal template has"
    )
    return what + (f" named {mark(place.ideal_id)}" if place.ideal_id else "")


def _sort(s: Statement, mark: Mark) -> str:
    what = f"{mark(s.path)} of {places(s, mark, False)}" if s.path else places(s, mark, False)
    return f"Put {what} in the order of the ideal template"


def _has(s: Statement, mark: Mark) -> str:
    if not s.path:
        return f"{_noun(s)} {places(s, mark, False, 'ideal')} {_verb(s, 'is', 'are')} there"
    if call := _called(s, s.ideal):
        return f"{places(s, mark, False)} {_verb(s, 'has', 'have')} the call {mark(call)}"
    container = _list(s)
    if not container:
        return f"{mark(s.path)} of {places(s, mark, False)} is {mark(s.ideal) if s.ideal is not None else 'set'}"
    # Where an item stands says little: the lists of the two templates need not have the same order.
    what = mark(s.ideal) if s.ideal is not None else f"what the ideal template has as {mark(s.path)}"
    return f"{mark(container)} of {places(s, mark, False)} {'has' if s.ideal is None else 'holds'} {what}"


def _has_not(s: Statement, mark: Mark) -> str:
    if not s.path:
        return f"{_noun(s)} {places(s, mark, False)} {_verb(s, 'is', 'are')} gone"
    if call := _called(s, s.model):
        return f"{places(s, mark, False)} {_verb(s, 'has', 'have')} no call {mark(call)}"
    if _list(s):
        return f"what is now {mark(s.path)} of {places(s, mark, False)} is gone"
    return f"{mark(s.path)} of {places(s, mark, False)} is not set"


def _is(s: Statement, mark: Mark) -> str:
    if s.path == _BLOCK and s.ideal is not None:
        return f"{places(s, mark, False)} {_verb(s, 'stands', 'stand')} in {mark(s.ideal)}"
    if s.path.endswith(_CALL) and s.ideal is not None:
        return f"{places(s, mark, False)} {_verb(s, 'calls', 'call')} {_with(s, s.ideal, mark)}"
    subject = f"{mark(s.path)} of {places(s, mark, False)}" if s.path else f"{_noun(s)} {places(s, mark, False)}"
    verb = "is" if s.path else _verb(s, "is", "are")
    if s.ideal is not None:
        return f"{subject} {verb} {mark(s.ideal)}"
    return f"{subject} {verb} {'otherwise' if s.alone else 'what the ideal template has'}"


def _is_called(s: Statement, mark: Mark) -> str:
    if s.path:
        return f"{mark(s.path)} of {places(s, mark, False)} is spelled as in the ideal template"
    return _several([f"{mark(place.id)} is called {mark(place.ideal_id or place.id)}" for place in s.places], s.more)


def _is_a(s: Statement, mark: Mark) -> str:
    return _several([f"{mark(place.id)} is now {_instead_of(place, mark)}" for place in s.places], s.more, "; ")


def _is_sorted(s: Statement, mark: Mark) -> str:
    what = f"{mark(s.path)} of {places(s, mark, False)}" if s.path else f"what {places(s, mark, False)} lists"
    return f"{what} is in the order of the ideal template"


_SAID = {
    "missing": _missing,
    "extra": _extra,
    "changed": _changed,
    "renamed": _renamed,
    "replaced": _replaced,
    "type-changed": _changed,
    "order": _order,
}
_ALONE = {**_SAID, "changed": _sets, "extra": _sets}
_ASKED = {
    "missing": _add,
    "extra": _remove,
    "changed": _set,
    "renamed": _rename,
    "replaced": _replace,
    "type-changed": _set,
    "order": _sort,
}
_EXPECTED = {
    "missing": _has,
    "extra": _has_not,
    "changed": _is,
    "renamed": _is_called,
    "replaced": _is_a,
    "type-changed": _is,
    "order": _is_sorted,
}


def said_too(issue: Issue) -> str:
    """``cfn-lint says so too: E3002, W2001``; the tools and rules alone where the issue is one of theirs."""
    rules: dict[str, dict[str, None]] = {}
    for one in issue.opinions:
        rules.setdefault(one.tool, {})[one.rule] = None
    theirs = (issue.rule or "").startswith(tuple(f"{tool}-" for tool in rules))
    told = [f"{tool}{'' if theirs else ' says so too:'} {', '.join(names)}" for tool, names in rules.items()]
    return "; ".join(told)

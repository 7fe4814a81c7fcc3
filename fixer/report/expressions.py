"""The expression that a gap is a part of, as a program has it: ``cdk.Duration.minutes(5)`` for the 5 in it."""

from __future__ import annotations

from typing import Any

from fixer.compare.gaps import ABSENT, Gap
from fixer.compare.routes import CALLS, spoken
from fixer.pointer import resolve, split

WITHIN = "Within"
_MADE = ("$call", "$new")
_SURROUNDED = "$within"  # the last of a call's arguments that stands under a condition


def whole(gap: Gap, value: Any, data: Any) -> Any:
    """The value as it stands in its expression, for a sentence; ``data`` is the model's.

    The only argument of a call stands in the call, calls on a construct have their arguments, a block is its text.
    Nothing is taken out of ``data`` but what is called: an argument may be masked.
    """
    if value is ABSENT or gap.inner is not None:
        return value
    if gap.path == (WITHIN,) and isinstance(value, str):
        return {"$code": value}
    if gap.path[:1] == (CALLS,) and len(gap.path) in (2, 3):
        return _calls(gap, value)
    return _argument(gap, value, data)


def _calls(gap: Gap, value: Any) -> Any:
    """``grantRead(fn)``: the argument lists of one method, or one of them."""
    name = "".join(spoken(gap.path[:2])).removesuffix("()")
    calls = value if len(gap.path) == 2 else [value]
    if not name or not isinstance(calls, list) or len(calls) != 1 or not isinstance(calls[0], list):
        return value
    arguments = calls[0]
    if arguments and isinstance(arguments[-1], dict) and list(arguments[-1]) == [_SURROUNDED]:
        calls = [arguments[:-1]]
    head, *others = name.split("()")
    if not others or len(calls[0]) != len(others) + 1 or not all(isinstance(one, list) for one in calls[0]):
        return {"$call": [name, *calls[0]]}
    # A chain: what is called on the outcome of a call, with the arguments of each.
    made: dict[str, Any] = {"$call": [head, *calls[0][0]]}
    for method, arguments in zip(others, calls[0][1:], strict=True):
        made = {"$invoke": [{"$path": [made, *method.removeprefix(".").split(".")]}, *arguments]}
    return made


def _argument(gap: Gap, value: Any, data: Any) -> Any:
    if gap.kind != "changed" or len(gap.path) < 3 or gap.path[-1] != "1" or gap.path[-2] not in _MADE:
        return value
    try:
        made = resolve(data, split(gap.pointer)[:-1])
    except (KeyError, LookupError, ValueError, TypeError):
        return value
    if not isinstance(made, list) or len(made) != 2 or not isinstance(made[0], str):
        return value
    return {gap.path[-2]: [made[0], value]}

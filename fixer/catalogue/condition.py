"""Conditions of rules: JMESPath with three values, true, false and unknown.

A condition is parsed when a rule file is read (or the index compiled), to nested lists ``[type, value, child, …]`` that
JSON can carry; evaluating needs no JMESPath library, except for its rarer functions.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fixer.catalogue.evaluate import UNKNOWN, Context, Evaluator, truth
from fixer.catalogue.functions import OWN, check_pattern

MAX_SOURCE = 2_000
MAX_DEPTH = 80
MISPLACED = "'&' stands only before an argument of a function such as sort_by()"
STEPS = ("subexpression", "index_expression", "projection", "value_projection", "filter_projection", "flatten")
Ast = list[Any]


class Condition:
    """One ``when``: ``test`` says whether an entry breaks the rule; ``None`` where that cannot be known.

    ``ast`` is what ``parse_condition`` gave for the source; without it the source is parsed on the first test.
    """

    __slots__ = ("_ast", "source")

    def __init__(self, source: str, ast: Ast | None = None) -> None:
        self.source = source
        self._ast = ast

    def test(self, entry: Any, context: Context, name: str | None = None) -> bool | None:
        """``entry``: a resource or an entry of a section in long form; ``context`` knows its template's values.

        ``name``: the id of the entry, ``None`` where it has none in the words of the condition.
        """
        return self.find(entry, context, name)[0]

    def find(self, entry: Any, context: Context, name: str | None = None) -> tuple[bool | None, Any]:
        """As ``test``, with the value that was true: for a filter, the very members of the entry that it chose."""
        if self._ast is None:
            self._ast = parse_condition(self.source)
        try:
            value = Evaluator(context, name).evaluate(self._ast, entry)
            found = truth(value, context)
        except RecursionError:
            return None, None
        return (None, None) if found is UNKNOWN else (bool(found), value)


@lru_cache(maxsize=1024)
def parse_condition(source: str) -> Ast:
    """The condition as nested lists. Raises ``ValueError``, one sentence with the position where there is one."""
    from jmespath.exceptions import LexerError, ParseError
    from jmespath.parser import Parser

    if len(source) > MAX_SOURCE:
        raise ValueError(f"{len(source)} characters; at most {MAX_SOURCE} are taken")
    try:
        parsed = Parser().parse(source).parsed
    except LexerError as error:
        raise ValueError(f"no JMESPath at character {_position(error.lexer_position)}: {error.message}") from None
    except ParseError as error:
        at = _position(error.lex_position)
        found = f"unexpected '{error.token_value}'" if error.token_value is not None else "something is missing"
        raise ValueError(f"no JMESPath at character {at}: {found}") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"no JMESPath: {error}") from None
    ast = _compact(parsed, 0)
    if _is_expression(ast):
        raise ValueError(MISPLACED)
    return ast


def _is_expression(node: Any) -> bool:
    return isinstance(node, list) and node[0] == "expref"


def _position(offset: Any) -> int:
    return offset + 1 if isinstance(offset, int) else 1


def _compact(node: Any, depth: int) -> Ast:
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    value = node.get("value")
    children = [_compact(child, depth + 1) if isinstance(child, dict) else child for child in node["children"]]
    if node["type"] == "function_expression":
        _check_call(str(value), children)
    elif any(_is_expression(child) for child in children):
        raise ValueError(MISPLACED)
    elif node["type"] in STEPS and children[0][0] == "not_expression":
        # `!` binds tighter than `.` in JMESPath: (!a).b, which is always null and never what was meant.
        raise ValueError("'!' before a path negates only its first step: write !(a.b)")
    return [node["type"], value, *children]


def _check_call(name: str, arguments: list[Ast]) -> None:
    from jmespath.functions import Functions

    table = Functions.FUNCTION_TABLE
    if name not in OWN and name not in table:
        import difflib

        close = difflib.get_close_matches(name, [*OWN, *table], n=1)
        raise ValueError(f"there is no function {name}()" + (f", did you mean {close[0]}()?" if close else ""))
    if name not in OWN:
        expected, variadic = len(table[name]["signature"]), table[name]["signature"][-1].get("variadic", False)
    else:
        expected, variadic = OWN[name].arguments, False
        if any(_is_expression(argument) for argument in arguments):
            raise ValueError(MISPLACED)
    if len(arguments) != expected and not (variadic and len(arguments) >= expected):
        more = "or more " if variadic else ""
        raise ValueError(f"{name}() takes {expected} {more}argument{'s' * (expected != 1)}, not {len(arguments)}")
    if name == "matches":
        if arguments[1][0] != "literal" or not isinstance(arguments[1][1], str):
            raise ValueError("the second argument of matches() is a text in single quotes")
        check_pattern(arguments[1][1])

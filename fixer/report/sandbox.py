"""Templates of the user's own: found before the packaged ones, run in a sandbox, and stopped where they do not end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import partial, wraps
from pathlib import Path
from typing import Any, Protocol, cast

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from fixer.frozen import frozen
from fixer.report.text import clip, one_line

DEFAULT = "default:"
SOURCE = 256 * 1024  # characters of one template
STEPS = 500_000  # turns of loops, calls and includes of one report
CHARS = 20_000_000  # characters that are printed, and characters and items of the values made on the way
SECONDS = 20.0
LONGEST = 1_000_000  # characters or items of one value that an expression makes
_BITS = 4096
_HIDDEN = ("survey", "look")  # what makes parts of a report: the parts are there to be read
# fmt: off
_STRINGS = frozenset((
    "lower", "upper", "title", "capitalize", "casefold", "swapcase", "strip", "lstrip", "rstrip", "startswith",
    "endswith", "split", "rsplit", "splitlines", "partition", "rpartition", "removeprefix", "removesuffix", "count",
    "find", "rfind", "index", "isdigit", "isalpha", "isalnum", "isdecimal", "isupper", "islower", "isspace",
))
_FILTERS = frozenset((
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby", "int",
    "items", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round",
    "safe", "select", "selectattr", "sort", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
))
# fmt: on


class Reader(Protocol):
    """Gives the text and the file of a template by its name, ``None`` where there is none."""

    def __call__(self, name: str) -> tuple[str, str] | None: ...


@frozen
class Own:
    """The user's templates. ``entry`` is the one to begin with, where it is not the style's; ``styles`` are in them."""

    read: Reader
    entry: str | None = None
    styles: tuple[str, ...] = ()


class Chain(jinja2.BaseLoader):
    """The user's templates before the packaged ones; ``default:NAME`` is the packaged one in any case."""

    def __init__(self, own: Reader, packaged: Path) -> None:
        self._own = own
        self._packaged = jinja2.FileSystemLoader(packaged)
        self.files: dict[str, str] = {}

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        name = template.removeprefix(DEFAULT)
        found = self._own(name) if name == template else None
        if found is None:
            text, file, _ = self._packaged.get_source(environment, name)
        else:
            text, file = found
        if len(text) > SOURCE:
            raise Unbounded(f"the template {one_line(name)} is longer than {SOURCE // 1024} KiB")
        self.files[file or name] = file if found and file else f"{DEFAULT}{name}"
        return text, file, None


class Unbounded(SecurityError):
    """A template took more than it may have."""


class _Budget:
    """What one report may take."""

    def __init__(self) -> None:
        self._steps, self._chars = STEPS, CHARS
        self._end = time.monotonic() + SECONDS

    def take(self, chars: int = 0) -> None:
        """One step that prints or makes so many characters or items."""
        self._steps -= 1
        self._chars -= chars
        if self._chars < 0:
            raise Unbounded(f"the report grows beyond {CHARS:,} characters")
        if self._steps < 0:
            raise Unbounded(f"the template takes more than {STEPS:,} steps")
        if not self._steps % 64 and time.monotonic() > self._end:
            raise Unbounded(f"the template takes more than {SECONDS:.0f} seconds")


class Missing(StrictUndefined):
    """A name that does not exist, said with the names that are near it."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name = clip(one_line(str(self._undefined_name)), 80)
        if self._undefined_obj is jinja2.utils.missing:
            return f"'{name}' is not defined"
        return f"{type(self._undefined_obj).__name__} has no '{name}'{_near(self._undefined_obj, name)}"


def _near(value: Any, name: str) -> str:
    known = value if isinstance(value, dict) else [one for one in dir(value) if one[0] != "_" and one not in _HIDDEN]
    near = get_close_matches(name, [one for one in known if isinstance(one, str)], 3, 0.6)
    return f" (near: {', '.join(clip(one_line(one), 80) for one in near)})" if near else ""


class Sandbox(ImmutableSandboxedEnvironment):
    """Reads what it is given, calls nothing else, and counts what it does."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, loader: Chain, printed: Callable[[str], str], **options: Any) -> None:
        super().__init__(loader=loader, undefined=Missing, finalize=self._finalize, auto_reload=False, **options)
        self.budget = _Budget()
        self._printed = printed
        self.filters = {name: function for name, function in self.filters.items() if name in _FILTERS}
        self.filters |= {"join": self._join, "indent": _indent, "replace": _replace}
        self.filters = {name: self._counted(function) for name, function in self.filters.items()}
        self.filters |= {"_step": self._step, "_concat": self._concat, "_slice": self._slice}
        del self.globals["lipsum"]

    def _finalize(self, value: Any) -> Markup:
        if isinstance(value, str | int | float | None):
            shown = value if isinstance(value, Markup) else Markup(self._printed(str(value)))
            self.budget.take(len(shown))
            return shown
        if isinstance(value, jinja2.Undefined):
            return Markup(str(value))  # empty for ``a if b``, else it raises and says what is undefined
        raise TypeError(f"a {type(value).__name__} cannot be printed: print a part of it")

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)  # with the marks that tell Jinja what to pass
        def counted(*args: Any, **kwargs: Any) -> Any:
            return self._made(function(*args, **kwargs))

        return counted

    def _made(self, value: Any) -> Any:
        """A value that an expression has made, its size counted."""
        if isinstance(value, str | list | tuple | dict):
            self.budget.take(len(value))
        return value

    # With the context, so that it is not computed when a template is compiled.
    @jinja2.pass_context
    def _step(self, _: Any, chars: int) -> Markup:
        self.budget.take(chars)
        return Markup("")

    @jinja2.pass_context
    def _slice(self, _: Any, value: Any) -> Any:
        return self._made(value)

    @jinja2.pass_context
    def _concat(self, _: Any, values: Sequence[Any]) -> str:
        """``a ~ b``: what a filter made safe stays so, and the rest is escaped now or when it is printed."""
        parts = _sized([_text(value) for value in values])
        self.budget.take(sum(map(len, parts)))
        if not any(isinstance(part, Markup) for part in parts):
            return "".join(parts)
        safe = (part if isinstance(part, Markup) else self._printed(part) for part in parts)
        return Markup("".join(_sized(list(safe))))

    def _join(self, values: Any, between: str = "", attribute: str | None = None) -> str:
        for name in attribute.split(".") if attribute else ():
            values = [self.getitem(value, name) for value in _few(values)]
        parts = [part for value in _few(values) for part in (value, between)]
        return self._concat(None, parts[:-1])

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Calls count as steps; what is called must be safe, as ever."""
        self.budget.take()
        return self._made(super().call(*args, **kwargs))

    def wrap_str_format(self, value: Any) -> None:
        """There is no ``str.format``: it can make a page out of a number."""
        if isinstance(getattr(value, "__self__", None), str) and value.__name__ not in _STRINGS:
            raise SecurityError(f"text has no '{value.__name__}' here")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Operators that can make something large out of something small."""
        sizes = [len(value) if isinstance(value, str | list | tuple) else None for value in (left, right)]
        if operator == "%" and sizes[0] is not None:
            raise SecurityError("text cannot be formatted with %: join the parts with ~")
        if operator == "+" and None not in sizes and sum(filter(None, sizes)) > LONGEST:
            raise Unbounded(f"a value grows beyond {LONGEST:,} items")
        if operator in ("*", "**"):
            _check_product(operator, left, right, sizes)
        return self._made(super().call_binop(context, operator, left, right))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields and the methods of plain values that cannot make anything large."""
        if isinstance(obj, str):
            return attr in _STRINGS
        if isinstance(obj, bytes | partial) or attr in _HIDDEN:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def get_template(self, name: Any, *args: Any, **kwargs: Any) -> jinja2.Template:
        """Including a template is a step."""
        self.budget.take()
        return super().get_template(name, *args, **kwargs)

    def select_template(self, names: Any, *args: Any, **kwargs: Any) -> jinja2.Template:
        """Including the first of several templates is a step."""
        self.budget.take()
        return super().select_template(names, *args, **kwargs)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        bounded = _Counting().visit(source)
        bounded.set_environment(self)
        return super()._generate(bounded, *args, **kwargs)


class _Counting(NodeTransformer):
    """Puts a step in front of every body that can be run more than once, and joins text within bounds."""

    def _body(self, node: Any) -> Any:
        printed = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        self.generic_visit(node)
        step = nodes.Filter(nodes.Const(printed), "_step", [], [], None, None)
        node.body.insert(0, nodes.Output([step]).set_lineno(node.lineno))
        return node

    visit_For = visit_Macro = visit_CallBlock = visit_Block = _body

    def visit_Template(self, node: nodes.Template) -> nodes.Template:
        """Where a template extends another one, what stands outside its blocks is not printed."""
        return cast(nodes.Template, self._body(node))

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """``a ~ b``"""
        self.generic_visit(node)
        parts = nodes.List(list(node.nodes)).set_lineno(node.lineno)
        return nodes.Filter(parts, "_concat", [], [], None, None).set_lineno(node.lineno)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        """``a[1:]`` is a value of its own."""
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        return nodes.Filter(node, "_slice", [], [], None, None).set_lineno(node.lineno)


def _check_product(operator: str, left: Any, right: Any, sizes: Sequence[int | None]) -> None:
    numbers = [value for value in (left, right) if isinstance(value, int)]
    size = next((size for size in sizes if size is not None), None)
    if size is not None and numbers and size * max(numbers[0], 0) > LONGEST:
        raise Unbounded(f"a value grows beyond {LONGEST:,} items")
    if size is None and len(numbers) == 2:
        bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
        if bits > _BITS:
            raise Unbounded("a number grows too large")


def _text(value: Any) -> str:
    if isinstance(value, str | int | float | None):
        return value if isinstance(value, str) else str(value)
    if isinstance(value, jinja2.Undefined):
        return str(value)
    raise TypeError(f"a {type(value).__name__} is no text")


def _sized(parts: Sequence[str]) -> Sequence[str]:
    if sum(map(len, parts)) > LONGEST:
        raise Unbounded(f"a text grows beyond {LONGEST:,} characters")
    return parts


def _few(values: Any) -> Iterator[Any]:
    for number, value in enumerate(values):
        if number >= LONGEST:
            raise Unbounded(f"a list grows beyond {LONGEST:,} items")
        yield value


def _indent(text: str, width: int = 4, first: bool = False) -> str:
    lines = str(text).split("\n")
    if not 0 <= width <= 40 or len(text) + width * len(lines) > LONGEST:
        raise Unbounded("an indentation is between 0 and 40 columns")
    shown = "\n".join(" " * width + line if line and (first or number) else line for number, line in enumerate(lines))
    return Markup(shown) if isinstance(text, Markup) else shown


def _replace(text: str, old: str, new: str) -> str:
    size = len(text) + (text.count(old) if old else len(text) + 1) * len(new)
    if size > LONGEST:
        raise Unbounded(f"a text grows beyond {LONGEST:,} characters")
    return str(text).replace(str(old), str(new))

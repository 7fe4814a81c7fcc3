"""Runs the packaged report templates as Jinja compiled them, without Jinja.

Importing Jinja takes 14 ms, a tenth of a whole call, and nearly all of it is the compiler that precompiled templates
have no use for. What is left of it at run time is little, and stands here: looking up names and attributes, loops,
blocks, includes, and the filters that the packaged templates use. A test holds it to what Jinja itself makes of them.

It knows no more than that: a template that was not compiled raises ``NotCompiled``, and Jinja has to render.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any, NoReturn
from zlib import crc32

COMPILED = Path(__file__).parent / "compiled"
_MISSING = object()


class NotCompiled(Exception):
    """There is no module for a template's text."""


class Safe(str):
    """Text that is Markdown already, marked as Jinja and markupsafe mark it."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def module(name: str, text: str) -> str:
    """The file of a compiled template, named by template and text, so that one of an earlier text is not taken."""
    return f"{name.removesuffix('.md.j2').replace('/', '_')}_{crc32(text.encode()):08x}.py"


class Templates:
    """The templates of a folder. ``printed``: what is printed, as safe text; ``filters``: those besides Jinja's own."""

    concat = "".join

    def __init__(
        self,
        folder: Path,
        printed: Callable[[str], str],
        filters: Mapping[str, Callable[..., Any]],
        modules: Path = COMPILED,
    ) -> None:
        self._folder, self._printed, self._modules = folder, printed, modules
        self.filters, self.tests = {**_FILTERS, **filters}, _TESTS
        self.getattr, self.getitem, self.undefined = _attribute, _item, _undefined
        self._templates: dict[str, _Template | None] = {}

    def render(self, name: str, **variables: Any) -> str:
        """The text of a template; raises ``NotCompiled``."""
        template = self.select_template([name])
        return "".join(template.root_render_func(template.new_context(variables)))

    def select_template(self, names: Iterable[str], _parent: str | None = None) -> _Template:
        """The first of several templates that exists."""
        for name in names:
            if name not in self._templates:
                self._templates[name] = self._load(name)
            if found := self._templates[name]:
                return found
        raise LookupError(f"no template {', '.join(names)}")

    def finalize(self, value: Any) -> Safe:
        """What is printed of a value."""
        return value if isinstance(value, Safe) else Safe(self._printed(str(value)))

    def _load(self, name: str) -> _Template | None:
        try:
            text = (self._folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        path = self._modules / module(name, text)
        try:
            code = SourceFileLoader(path.stem, str(path)).get_code(path.stem)
        except OSError:
            raise NotCompiled(name) from None
        names: dict[str, Any] = {**_NAMES, "environment": self}
        exec(code or "", names)  # a module of this package
        return _Template(names["root"], names["blocks"])


class _Template:
    def __init__(self, root: Callable[[_Context], Iterator[str]], blocks: dict[str, Any]) -> None:
        self.root_render_func, self._blocks = root, blocks

    def new_context(
        self, given: dict[str, Any], _shared: bool = False, own: Mapping[str, Any] | None = None
    ) -> _Context:
        """What the template sees: the variables ``given``, and those of the block that includes it."""
        variables = {**given, **{name: value for name, value in (own or {}).items() if value is not _MISSING}}
        return _Context(variables, self._blocks)


class _Context:
    """The variables of a template: those it is given, and in ``vars`` those it sets."""

    autoescape = True

    def __init__(self, given: dict[str, Any], blocks: dict[str, Any]) -> None:
        self._given = given
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()
        self.blocks = {name: [block] for name, block in blocks.items()}
        self.eval_ctx = self

    def resolve_or_missing(self, name: str) -> Any:
        return self.vars[name] if name in self.vars else self._given.get(name, _MISSING)

    def get_all(self) -> dict[str, Any]:
        return {**self._given, **self.vars}

    def call(
        self, function: Callable[..., Any], *values: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        return function(*values, **named)


class _Loop:
    """``loop``; what is looped over is known as a whole before it begins."""

    def __init__(self, values: Iterable[Any], _undefined: Any) -> None:
        self._values = list(values)
        self.length = len(self._values)
        self.index0 = -1

    def __iter__(self) -> Iterator[tuple[Any, _Loop]]:
        for value in self._values:
            self.index0 += 1
            yield value, self

    index = property(lambda self: self.index0 + 1)
    revindex = property(lambda self: self.length - self.index0)
    first = property(lambda self: self.index0 == 0)
    last = property(lambda self: self.index0 == self.length - 1)


def _undefined(**what: Any) -> NoReturn:
    raise LookupError(f"the template names what is not there: {what.get('name')}")


def _attribute(value: Any, name: str) -> Any:
    try:
        return getattr(value, name)
    except AttributeError:
        return value[name]


def _item(value: Any, key: Any) -> Any:
    try:
        return value[key]
    except (TypeError, LookupError):
        return getattr(value, str(key))


def _along(path: str) -> Callable[[Any], Any]:
    """What follows a path of attributes and numbers: ``issue.fix.safety``."""
    steps = [int(part) if part.isdigit() else part for part in path.split(".")]

    def follow(value: Any) -> Any:
        for step in steps:
            value = _item(value, step)
        return value

    return follow


def _which(wanted: bool) -> Callable[..., list[Any]]:
    """``selectattr`` or ``rejectattr``."""

    def choose(_: Any, values: Iterable[Any], path: str, test: str = "truth", *given: Any) -> list[Any]:
        read, holds = _along(path), _TESTS[test]
        return [value for value in values if bool(holds(read(value), *given)) is wanted]

    return choose


def _sorted(_: Any, values: Iterable[Any], attribute: str, reverse: bool = False) -> list[Any]:
    read = _along(attribute)

    def rank(value: Any) -> Any:
        found = read(value)
        return found.lower() if isinstance(found, str) else found

    return sorted(values, key=rank, reverse=reverse)


def _joined(parts: Iterable[Any]) -> str:
    """``a ~ b``."""
    texts = [part if isinstance(part, str) else str(part) for part in parts]
    if any(isinstance(text, Safe) for text in texts):
        raise TypeError("text that is safe is not joined to other text")
    return "".join(texts)


# What Jinja passes first to some of them, its context or environment, is of no use to these.
_FILTERS: dict[str, Callable[..., Any]] = {
    "length": len,
    "list": lambda _, values: list(values),
    "map": lambda _, values, attribute: list(map(_along(attribute), values)),
    "rejectattr": _which(False),
    "round": round,
    "selectattr": _which(True),
    "sort": _sorted,
}
_TESTS: dict[str, Callable[..., Any]] = {
    "equalto": lambda value, other: value == other,
    "in": lambda value, others: value in others,
    "none": lambda value: value is None,
    "truth": bool,
}
# The names that Jinja's code takes from Jinja. Each filter that is looked up comes with what to do where there is none.
_NAMES: dict[str, Any] = {
    "LoopContext": _Loop,
    "Markup": Safe,
    "TemplateRuntimeError": LookupError,
    "Undefined": lambda *_: Safe(""),  # ``a if b``, where b is false
    "escape": lambda value: value,  # ``finalize`` has made it safe
    "identity": lambda value: value,
    "internalcode": lambda function: function,
    "markup_join": _joined,
    "missing": _MISSING,
}

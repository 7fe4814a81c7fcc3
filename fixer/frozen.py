"""Values: ``@dataclass(frozen=True)``, and ``@dataclass``, with methods that are shared, not generated.

The standard decorator writes and compiles the source of six methods for every class, 0.3 ms each time the program
starts; with some sixty classes that was a sixth of a whole call. The fields are still the standard library's, made
when something asks for them: ``field``, ``replace``, ``fields``, ``match`` and type checkers work as ever. The
constructor is shared as well until a class turns out to be made often; it is given its own then, which takes a third of
the time to run.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

_Class = TypeVar("_Class", bound=type)
OFTEN = 100  # values: what a constructor costs to make, those have saved


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: _Class) -> _Class:
    """Class decorator: a value whose fields are set once, equal and hashed by all of them."""
    made = _shared(cls)
    made.__setattr__ = _refuse
    made.__delattr__ = _refuse
    return cls


@dataclass_transform(field_specifiers=(field,))
def record(cls: _Class) -> _Class:
    """Class decorator: the same, but its fields may change, and it has no hash."""
    _shared(cls).__hash__ = None
    return cls


class _Fields:
    """A class's fields as the standard library describes them; few classes are ever asked for theirs."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given

    def __get__(self, instance: object, cls: Any) -> Any:
        body = {name: item for name, item in self._given.items() if item is not MISSING}
        like = type(cls.__name__, (), {**body, "__doc__": cls.__name__, "__annotations__": cls.__annotations__})
        cls.__dataclass_fields__ = vars(dataclass(init=False, repr=False, eq=False)(like))["__dataclass_fields__"]
        return cls.__dataclass_fields__


def _shared(cls: Any) -> Any:
    if cls.__bases__ != (object,):
        raise TypeError(f"{cls.__name__} has a base: its fields would be missed")
    given = {name: vars(cls).get(name, MISSING) for name in vars(cls).get("__annotations__", ())}
    for name, value in (("__match_args__", tuple(given)), ("__dataclass_fields__", _Fields(given))):
        setattr(cls, name, value)
    made = {name: item for name, item in given.items() if isinstance(item, Field)}
    for name, item in made.items():
        if item.default is MISSING:
            delattr(cls, name)
        else:
            setattr(cls, name, item.default)
    plain = {name: item for name, item in given.items() if name not in made}
    defaults = {**plain, **{name: item.default for name, item in made.items()}}
    factories = {name: item.default_factory for name, item in made.items() if item.default_factory is not MISSING}
    _add_init(cls, {name: item for name, item in defaults.items() if item is not MISSING}, factories)
    _add_equality(cls, [name for name in given if name not in made or made[name].compare])
    cls.__repr__ = _repr
    return cls


def _add_init(cls: Any, defaults: dict[str, Any], factories: dict[str, Any]) -> None:
    names = cls.__match_args__
    known = dict.fromkeys(names).keys()
    made = 0

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        nonlocal made
        made += 1
        if made == OFTEN:
            cls.__init__ = _own_init(names, defaults, factories)
        values = self.__dict__
        if len(args) == len(names) and not kwargs:
            values.update(zip(names, args, strict=True))
            return
        if not args and kwargs.keys() == known:
            values.update(kwargs)
            return
        values.update(defaults)
        values.update(zip(names, args, strict=False))
        values.update(kwargs)
        for name, make in factories.items():
            if name not in values:
                values[name] = make()
        if values.keys() != known or len(args) > len(names) or not kwargs.keys().isdisjoint(names[: len(args)]):
            raise TypeError(f"{cls.__name__} takes {', '.join(names)}; got {len(args)} by position, {list(kwargs)}")

    cls.__init__ = __init__


def _own_init(names: tuple[str, ...], defaults: dict[str, Any], factories: dict[str, Any]) -> Any:
    """The same constructor with the fields' names in its code; its own names are such that no field has them."""
    known = {**dict.fromkeys(factories, MISSING), **defaults}
    heads = [f"{name}=_known_[{name!r}]" if name in known else name for name in names]
    lines = [
        f"    _set_[{name!r}] = "
        + (f"_make_[{name!r}]() if {name} is _missing_ else {name}" if name in factories else name)
        for name in names
    ]
    scope: dict[str, Any] = {"_known_": known, "_make_": factories, "_missing_": MISSING}
    exec("\n".join([f"def __init__(self, {', '.join(heads)}):", "    _set_ = self.__dict__", *lines]), scope)
    return scope["__init__"]


def _add_equality(cls: Any, names: list[str]) -> None:
    # With a single name attrgetter gives the bare value; doubling it gives a tuple in every case.
    values = attrgetter(*names, *names[:1]) if names else lambda _: ()

    def __eq__(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(values(self))

    cls.__eq__, cls.__hash__ = __eq__, __hash__


def _repr(self: Any) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name, item in self.__dataclass_fields__.items() if item.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"{'cannot assign to' if value else 'cannot delete'} field {name!r}")

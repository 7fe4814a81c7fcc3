"""Frozen values behave as the standard library's frozen dataclasses do."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import pytest

from fixer.frozen import OFTEN, frozen, record


@frozen
class Shape:
    name: str
    sides: int = 4
    marks: list[int] = field(default_factory=list, compare=False, repr=False)

    @cached_property
    def twice(self) -> int:
        return self.sides * 2


@frozen
class One:
    name: str


@frozen
class Nothing:
    pass


@record
class Tally:
    name: str
    found: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Standard:
    name: str
    sides: int = 4
    marks: list[int] = field(default_factory=list, compare=False, repr=False)


def test_fields_are_set_by_position_by_name_and_by_default() -> None:
    assert (Shape("a").name, Shape("a").sides, Shape(sides=3, name="b").sides) == ("a", 4, 3)
    assert Shape("a").marks == []
    assert Shape("a").marks is not Shape("a").marks
    assert Shape("a", 4, [1]).marks == [1]


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [
        ((), {}),
        (("a", 1, [], 9), {}),
        (("a",), {"name": "b"}),
        (("a",), {"colour": 1}),
        ((), {"sides": 1, "colour": 2}),
    ],
)
def test_a_call_that_does_not_fit_is_refused_as_the_standard_one_is(args: Any, kwargs: Any) -> None:
    for kind in (Shape, Standard):
        with pytest.raises(TypeError):
            kind(*args, **kwargs)


def test_a_class_that_is_made_often_gets_a_constructor_of_its_own_that_does_the_same() -> None:
    @frozen
    class Often:
        values: str
        known: int = 4
        made: list[int] = field(default_factory=list)

    shared = Often.__init__
    before = [Often("a"), Often("a", 3), Often(known=3, values="b"), Often("a", 4, [1])]
    for _ in range(OFTEN):
        Often("a")
    assert Often.__init__ is not shared
    assert [Often("a"), Often("a", 3), Often(known=3, values="b"), Often("a", 4, [1])] == before
    assert Often("a").made is not Often("a").made
    assert replace(Often("a", 3), values="b") == Often("b", 3)
    for args, kwargs in (((), {}), (("a", 1, [], 9), {}), (("a",), {"values": "b"}), (("a",), {"colour": 1})):
        with pytest.raises(TypeError):
            Often(*args, **kwargs)
    with pytest.raises(FrozenInstanceError):
        Often("a").known = 3  # type: ignore[misc]


def test_a_base_is_refused() -> None:
    with pytest.raises(TypeError, match="Sub has a base: its fields would be missed"):

        @frozen
        class Sub(One):
            more: int = 0


def test_fields_are_described_when_they_are_asked_for() -> None:
    @frozen
    class Asked:
        name: str
        sides: int = field(default=4, repr=False)
        marks: list[int] = field(default_factory=list)

    assert not isinstance(vars(Asked)["__dataclass_fields__"], dict)
    assert [(item.name, item.default, item.repr) for item in fields(Asked)][1] == ("sides", 4, False)
    assert fields(Asked) == fields(Asked("a"))
    assert isinstance(vars(Asked)["__dataclass_fields__"], dict)
    assert Asked.sides == 4
    assert not hasattr(Asked, "marks")
    assert repr(replace(Asked("a"), name="b")).endswith("Asked(name='b', marks=[])")


def test_values_are_equal_and_hashed_by_the_fields_that_are_compared() -> None:
    assert Shape("a", 4, [1]) == Shape("a", 4, [2])
    assert hash(Shape("a", 4, [1])) == hash(Shape("a", 4, [2]))
    assert Shape("a") != Shape("a", 5)
    assert Shape("a") != Standard("a")
    assert One("a") == One("a") != One("b")
    assert One("a") != "a"
    assert Nothing() == Nothing()
    assert len({Shape("a"), Shape("a"), Shape("b")}) == 2


def test_a_value_does_not_change() -> None:
    shape = Shape("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'sides'"):
        shape.sides = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'sides'"):
        del shape.sides
    assert shape == Shape("a")


def test_the_standard_tools_work_on_it() -> None:
    assert replace(Shape("a", 3), name="b") == Shape("b", 3)
    assert [item.name for item in fields(Shape)] == ["name", "sides", "marks"]
    match Shape("a", 3):
        case Shape(name, sides):
            assert (name, sides) == ("a", 3)


def test_what_is_computed_once_is_kept_and_belongs_to_no_comparison() -> None:
    shape = Shape("a")
    assert (shape.twice, shape.twice) == (8, 8)
    assert shape == Shape("a")
    assert replace(shape, sides=5).twice == 10


def test_it_is_shown_as_the_standard_one_is() -> None:
    assert repr(Shape("a")) == "Shape(name='a', sides=4)" == repr(Standard("a")).replace("Standard", "Shape")


def test_a_record_is_a_value_that_changes() -> None:
    one, other = Tally("a"), Tally("a", [1])
    assert one != other
    one.found.append(1)
    one.name = other.name = "b"
    assert one == other
    assert repr(one) == "Tally(name='b', found=[1])"
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)

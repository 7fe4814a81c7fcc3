"""TOML with places: every key and value is where the scanner says it is."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.errors import FixerError
from fixer.settings.keys import KEYS
from fixer.settings.parse import parse
from fixer.settings.settings import Layer
from fixer.settings.toml_text import MAX_CHARACTERS, Located, read

TEXT = """\
# comment with [brackets] and "quotes"
select = ["all", 'two', \"\"\"three\"\"\", # a comment ]
  '''fo"ur''',
]
"fail-on"   = "high"  # x
inline = { a.b = 1, "c d" = [ { e = 'f' } ] }
a.b . c = 1979-05-27T07:32:00Z

[table."quoted.name"] # y
key = \"\"\"
[not] a = "table"
\"\"\"
'literal key'= '''
x = 1'''

[[many]]
n = 1
[[many]]
n = 2
[many.below]
deep = true
"""


def at(text: str, place: tuple[int, int]) -> str:
    """What stands at a place, to the end of its line."""
    return text.split("\n")[place[0] - 1][place[1] - 1 :]


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("select",), "select = [", '["all"'),
        (("select", 1), None, "'two'"),
        (("select", 3), None, "'''fo"),
        (("fail-on",), '"fail-on"', '"high"'),
        (("inline", "a", "b"), "b = 1", "1, "),
        (("inline", "c d", 0, "e"), "e = 'f'", "'f'"),
        (("a", "b", "c"), "c = 1979", "1979-05-27T07"),
        (("table", "quoted.name"), '"quoted.name"]', None),
        (("table", "quoted.name", "key"), 'key = """', '"""'),
        (("table", "quoted.name", "literal key"), "'literal key'", "'''"),
        (("many", 0, "n"), "n = 1", "1"),
        (("many", 1, "n"), "n = 2", "2"),
        (("many", 1, "below", "deep"), "deep = true", "true"),
    ],
)
def test_places(path: tuple[str | int, ...], key: str | None, value: str | None) -> None:
    located = read(TEXT, "x.toml")
    if key is not None:
        assert at(TEXT, located.keys[path]).startswith(key)
    if value is not None:
        assert at(TEXT, located.values[path]).startswith(value)


def test_windows_line_ends_are_no_part_of_a_column() -> None:
    located = read("a = 1\r\n\r\n  b = 2\r\n", "x.toml")
    assert (located.keys["b",], located.values["b",]) == ((3, 3), (3, 7))


SCALARS = st.one_of(st.booleans(), st.integers(-9, 9), st.text("ab\"'\\\n#[]{}=,. é", max_size=8))
DATA = st.dictionaries(
    st.text("ab-.\"'\\ #]", min_size=1, max_size=4),
    st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.text("ab. ", min_size=1, max_size=3), inner, max_size=3)
        ),
        max_leaves=6,
    ),
    max_size=4,
)


def written(value: Any, multiline: bool) -> str:
    """A value as TOML, in one of the forms that it may have."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"""{escaped}"""' if multiline else f'"{escaped}"'
    if isinstance(value, list):
        gap = "\n  # ] comment\n " if multiline else " "
        return "[" + gap + ("," + gap).join(written(item, multiline) for item in value) + gap + "]"
    return "{ " + ", ".join(f"{written(key, False)} = {written(item, False)}" for key, item in value.items()) + " }"


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [one for step, item in inner for one in leaves(item, (*path, step))]


@given(DATA, st.booleans(), st.booleans())
def test_every_value_has_a_place_where_it_stands(data: dict[str, Any], multiline: bool, table: bool) -> None:
    head = "[t]\n" if table else "# c\n\n"
    text = head + "".join(f"{written(key, False)} = {written(value, multiline)}\n" for key, value in data.items())
    assert tomllib.loads(text) == ({"t": data} if table else data)
    located = read(text, "x.toml")
    below: Any = located.data["t"] if table else located.data
    for path in leaves(below):
        full = ("t", *path) if table else path
        value: Any = located.data
        for step in full:
            value = value[step]
        found = at(text, located.values[full])
        opening = {bool: ("true", "false"), str: ('"',), list: ("[",), dict: ("{",)}.get(
            type(value), tuple("-0123456789")
        )
        assert found.startswith(opening), (path, found)
        if isinstance(path[-1], str):
            assert at(text, located.keys[full]).startswith(written(path[-1], False))


@given(st.text('ab=[]{}"\'\\\n\t#., 1-é"""', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        located = read(text, "x.toml")
    except FixerError as error:
        assert error.file == "x.toml" and error.what
    else:
        assert isinstance(located, Located)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = \n", "x.toml:1:5: no TOML: Invalid value"),
        ("a = 1\na = 2\n", "x.toml:2:6: no TOML: Cannot overwrite a value"),
        ('a = 1\nb = "', "x.toml:2:6: no TOML: Unterminated string"),
        ("x = " + "[" * 5_000, "x.toml: is nested too deeply"),
        ("x = " + "[" * 80 + "]" * 80, "x.toml:1: is nested too deeply"),
        (" " * (MAX_CHARACTERS + 1), f"x.toml: has {MAX_CHARACTERS + 1} characters; at most {MAX_CHARACTERS} are read"),
    ],
)
def test_what_is_refused(text: str, said: str) -> None:
    with pytest.raises(FixerError) as caught:
        read(text, "x.toml")
    assert str(caught.value) == said


@given(DATA, st.sampled_from(sorted(KEYS)), st.booleans())
def test_settings_of_any_data_are_read_or_refused(data: dict[str, Any], name: str, whole: bool) -> None:
    text = "".join(
        f"{written(name if whole else key, False)} = {written(value, False)}\n" for key, value in data.items()
    )
    try:
        assert isinstance(parse(text, "x.toml"), Layer)
    except FixerError as error:
        assert error.file == "x.toml" and error.line is not None

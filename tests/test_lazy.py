"""Late regular expressions do what early ones do."""

from __future__ import annotations

import re

import pytest

from fixer.lazy import pattern


def test_it_finds_what_the_compiled_expression_finds() -> None:
    late, early = pattern(r"(?P<word>\w+)-(\d)", re.IGNORECASE), re.compile(r"(?P<word>\w+)-(\d)", re.IGNORECASE)
    text = "Ab-1 cd-2"
    for _ in range(2):
        found = late.match(text)
        assert found is not None
        assert found["word"] == "Ab"
        assert late.findall(text) == early.findall(text)
        assert [one.span() for one in late.finditer(text, 2)] == [one.span() for one in early.finditer(text, 2)]
        assert late.sub("x", text) == "x x"
        assert late.fullmatch(text) is None
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compiling = re.compile

    def count(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return compiling(source, flags)

    monkeypatch.setattr(re, "compile", count)
    late = pattern("a+")
    assert compiled == []
    assert late.search("caat") and late.search("t") is None and late.match("a")
    assert compiled == ["a+"]


def test_a_wrong_expression_is_an_error_when_it_is_used() -> None:
    late = pattern("(")
    with pytest.raises(re.error):
        late.match("")

"""Bytes to text and back, and what is refused before anything is parsed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.errors import FixerError
from fixer.read.document import MAX_BYTES, MAX_LINES, from_bytes


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_encoding_gives_the_bytes_back(text: str, bom: bool) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + text.replace("\0", "").encode()
    if not data.decode("utf-8-sig").strip():
        return
    document = from_bytes("f.md", data)
    assert document.encode(document.text) == data


def test_the_byte_order_mark_is_noted_and_taken_off() -> None:
    document = from_bytes("f.json", b"\xef\xbb\xbf{}\r\n")
    assert (document.bom, document.text) == (True, "{}\r\n")
    assert document.encode("[]") == b"\xef\xbb\xbf[]"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_from_one_with_any_line_end(line_end: str) -> None:
    text = line_end.join(["ab", "", "c"])
    document = from_bytes("f.md", text.encode())
    assert [document.position(offset) for offset in (0, 1, text.index("c"), len(text))] == [
        (1, 1),
        (1, 2),
        (3, 1),
        (3, 2),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f.md: the file is empty"),
        (b" \r\n\t\n", "f.md: the file is empty"),
        (b"\xef\xbb\xbf\n", "f.md: the file is empty"),
        (b"ab\0", "f.md: the file is binary, not text\n  cause: a NUL byte at offset 2"),
        ("{}".encode("utf-16"), "f.md: the file is in UTF-16\n  try:   save it as UTF-8"),
        (
            b"a\nbc\xff",
            "f.md:2:3: the file is not UTF-8 text\n  cause: the byte 0xff begins no UTF-8 character\n"
            "  try:   save the file as UTF-8, or check that it is a text file",
        ),
        (b"x" * (MAX_BYTES + 1), "f.md: the file is too large: 10.0 MB, and at most 10 MB are read"),
        (b"x" * 50_000_000, "f.md: the file is too large: 50.0 MB, and at most 10 MB are read"),
        (b"x" + b"\n" * (MAX_LINES + 1), "f.md: the file has more than 500,000 lines"),
    ],
)
def test_what_cannot_be_a_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(FixerError) as error:
        from_bytes("f.md", data)
    assert str(error.value) == message

"""Reads ``schemas.bin``: what ``scripts/build_schemas.py`` extracted from CloudFormation's resource schemas.

The file is one line of JSON (source, version, date, sizes), then, each deflated: the directory, zlib's preset
dictionary and blocks of types. A line of the directory is one block: its offset, its packed size, then name and size of
each type. ``TypeCompiler`` in the script says what a type's JSON holds.
Only the directory and the blocks of the types that are asked for are ever inflated.
"""

from __future__ import annotations

import json
import zlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from fixer.frozen import frozen

FILE = Path(__file__).with_name("schemas.bin")


@frozen
class IndexInfo:
    """Where the facts come from: a package, its version, the date and region of its schemas, the number of types."""

    source: str
    version: str
    date: str
    region: str
    types: int


class _Index:
    """The open file; ``directory`` ends every name with a space, so that a search for ``" name "`` is exact."""

    def __init__(self, data: bytes) -> None:
        start = data.index(b"\n") + 1
        header = json.loads(data[:start])
        middle = start + header["directory"]
        self.blocks = middle + header["dictionary"]
        self.data = data
        self.info = IndexInfo(*(header[key] for key in ("source", "version", "date", "region", "types")))
        self.directory = zlib.decompress(data[start:middle])
        self.dictionary = zlib.decompress(data[middle : self.blocks])
        self.block = lru_cache(maxsize=8)(self.inflate)

    def inflate(self, offset: int, size: int) -> bytes:
        packed = self.data[self.blocks + offset : self.blocks + offset + size]
        return zlib.decompressobj(zdict=self.dictionary).decompress(packed)

    def chunk(self, name: str) -> dict[str, Any] | None:
        found = self.directory.find(b" %b " % name.encode())
        if found < 0:
            return None
        begin, end = self.directory.rfind(b"\n", 0, found) + 1, self.directory.find(b"\n", found)
        offset, size, *before = self.directory[begin:found].split()
        own_size = self.directory[found : None if end < 0 else end].split()[1]
        start = sum(map(int, before[1::2]))
        chunk = self.block(int(offset), int(size))[start : start + int(own_size)]
        loaded: dict[str, Any] = json.loads(chunk)
        return loaded


@cache
def _index() -> _Index:
    return _Index(FILE.read_bytes())


def index_info() -> IndexInfo:
    """Source and date of the facts, for whoever must know how fresh they are."""
    return _index().info


def type_names() -> tuple[str, ...]:
    """Every resource type of the index, sorted."""
    words = _index().directory.decode().split()
    return tuple(sorted(word for word in words if "::" in word))


def read_chunk(resource_type: str) -> dict[str, Any] | None:
    """The stored facts of one type, or ``None`` where the index does not know it."""
    if not resource_type.isascii() or "::" not in resource_type or " " in resource_type or "\n" in resource_type:
        return None
    return _index().chunk(resource_type)

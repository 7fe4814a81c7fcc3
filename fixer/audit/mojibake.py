"""UTF-8 that was read as Windows-1252, and what it stood for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fixer.audit.remarks import Edit

# Windows-1252 leaves five bytes open; what reads them as Latin-1 gives these.
_CONTINUED = "\u0080-\u00bf" + "".join(
    bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
)
_BROKEN = re.compile(
    rf"(?:[\u00c2-\u00df][{_CONTINUED}]|[\u00e0-\u00ef][{_CONTINUED}]{{2}}|[\u00f0-\u00f4][{_CONTINUED}]{{3}})+"
)


def find(text: str) -> Iterator[Edit]:
    """Every run of broken characters with its mended text."""
    for match in _BROKEN.finditer(text):
        mended = mend(match[0])
        if mended is not None:
            yield Edit(match.start(), match.end(), mended)


def mend(run: str) -> str | None:
    """The text that a run of broken characters stood for; ``None`` where it is not broken after all."""
    try:
        return b"".join(_byte(character) for character in run).decode("utf-8")
    except UnicodeError:
        return None


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")

"""What reading a text of either format gives, and the repairs that both have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from fixer.read.edits import Edit, EditedText
from fixer.read.nodes import Node

_ENTITY = re.compile(r"&(quot|amp|lt|gt|apos|#39|#34|nbsp);")
_CHARACTERS = {"quot": '"', "amp": "&", "lt": "<", "gt": ">", "apos": "'", "#39": "'", "#34": '"', "nbsp": " "}


@dataclass
class Parsed:
    """``end`` is where the value ended in ``edited.text``; repairs are (offset in the original text, phrase).

    ``root`` is there where it was needed to read the text. ``repeated`` are keys that their map already has, each with
    the first of its name.
    """

    edited: EditedText
    data: Any
    end: int
    root: Node | None = None
    repairs: list[tuple[int, str]] = field(default_factory=list)
    repeated: list[tuple[Node, Node]] = field(default_factory=list)


def unescape_entities(text: str) -> list[Edit]:
    """The edits that turn the HTML entities in code back into characters."""
    return [Edit(x.start(), x.end(), _CHARACTERS[x[1]]) for x in _ENTITY.finditer(text)]

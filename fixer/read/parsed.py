"""What reading a text of either format gives."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from fixer.frozen import record
from fixer.read.edits import EditedText
from fixer.read.nodes import Node


@record
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

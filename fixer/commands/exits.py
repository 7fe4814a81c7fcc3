"""The exit statuses of the program, and what help says of them."""

from __future__ import annotations

CLEAN, LEFT, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

EXITS = """
\b
Exit status:
  0  nothing at or above --fail-on is left
  1  something is left
  2  the input or the call is unusable; nothing was changed
"""

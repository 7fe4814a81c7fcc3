"""Failures that no condition on one resource can show: they take the graph, resolved names or the schemas.

A rule names its detector (``detector: dangling-reference``); ``DETECTORS`` says where it is. The modules are imported
when a detector of theirs is first run: a comparison of two templates runs none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack, stack_of

__all__ = ["DETECTORS", "Place", "detect"]

Detector = Callable[[Stack], list[Place]]

_MODULES = {
    "links": (
        "circular-dependency", "dangling-reference", "unused-condition", "unused-mapping", "unused-parameter",
    ),
}  # fmt: skip

DETECTORS: Mapping[str, str] = {name: module for module, names in _MODULES.items() for name in names}
"""The module of each detector; the function is named as the detector, with underscores."""


@cache
def _detector(name: str) -> Detector:
    module = import_module(f"{__name__}.{DETECTORS[name]}")
    found: Detector = getattr(module, name.replace("-", "_"))
    return found


def detect(name: str, template: Mapping[str, Any]) -> list[Place] | None:
    """The places that a detector finds; ``None`` if there is none of this name.

    What the detectors share is worked out once for a template, which must not change from one call to the next.
    """
    return _detector(name)(stack_of(template)) if name in DETECTORS else None

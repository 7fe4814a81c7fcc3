"""The catalogue from its sources: the packaged index, plugins over it, the user's folders over both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from fixer.catalogue import index, plugins
from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.plugins import RuleFolder
from fixer.catalogue.rule import Rule
from fixer.errors import FixerError
from fixer.resources import folder

PACKAGED = "packaged"


def load_catalogue(extra: Sequence[RuleFolder] = (), with_plugins: bool = True) -> Catalogue:
    """The catalogue of this installation, with the user's folders in ``extra`` over it.

    A broken rule of the user's, or two plugins with one rule id, is a ``FixerError``; a broken plugin is a warning.
    """
    place = folder("fixes") / index.NAME
    found, warnings = plugins.find() if with_plugins else ([], [])
    if not extra and not found and not warnings:
        return _packaged(place)
    return load(place.read_text(encoding="utf-8"), extra, found, warnings)


@cache
def _packaged(place: Path) -> Catalogue:
    """The catalogue of an index alone, loaded once: who compares many pairs would load it longer than compare."""
    return load(place.read_text(encoding="utf-8"))


def load(
    packaged: str,
    extra: Sequence[RuleFolder] = (),
    plugin_folders: Sequence[RuleFolder] = (),
    warnings: Sequence[str] = (),
) -> Catalogue:
    """The catalogue of an index's text; by rule id, later folders of ``extra`` win over earlier, these over plugins."""
    compiled = index.Index(packaged, PACKAGED)
    added, broken = _plugin_rules(plugin_folders)
    for one in extra:
        added.update(folder_rules(one))
    rules = {**compiled, **added}.values() if added else compiled
    return Catalogue(rules, [*warnings, *broken])


def folder_rules(source: RuleFolder) -> dict[str, Rule]:
    """The rules of one folder by id. Raises ``FixerError`` for a broken rule and for an id that two files have."""
    from fixer.catalogue.parse import parse_rule

    rules: dict[str, Rule] = {}
    for path, text in source.files:
        rule = parse_rule(text, path, source.origin)
        if rule.id in rules:
            other = rules[rule.id]
            raise FixerError(
                f"rule '{rule.id}' is defined twice", path, rule.line, 1, cause=f"also in {other.file}:{other.line}"
            )
        rules[rule.id] = rule
    return rules


def _plugin_rules(folders: Sequence[RuleFolder]) -> tuple[dict[str, Rule], list[str]]:
    rules: dict[str, Rule] = {}
    warnings: list[str] = []
    for source in folders:
        try:
            brought = folder_rules(source)
        except FixerError as error:
            warnings.append(f"{source.origin} is left out: {error}")
            continue
        twice = sorted(rules.keys() & brought.keys())
        if twice:
            raise FixerError(
                f"rule '{twice[0]}' is brought by {rules[twice[0]].origin} and by {source.origin}",
                hint="uninstall one of them",
            )
        rules.update(brought)
    return rules, warnings

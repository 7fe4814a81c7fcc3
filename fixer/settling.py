"""The settings of a call: the files that hold them, the options that go over them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from fixer import files, inputs
from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.lazy import pattern

if TYPE_CHECKING:
    from fixer.catalogue.plugins import RuleFolder
    from fixer.inputs import Page
    from fixer.settings.settings import Layer, Settings

PROJECT = "pyproject.toml"
NAMES = (".fixer.toml", "fixer.toml", PROJECT)
"""What settings files are called; of those in one folder the first counts."""
FAIL_ON = "low"
_TABLE = pattern(r"""^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*["']?fixer["']?[ \t]*[.\]]""", re.MULTILINE)
# As a key: [tool] fixer = {…}, fixer.profile = …; or tool.fixer.profile, tool = {fixer = …} with no header at all.
_KEY = pattern(r"""^[ \t]*(?:["']?tool["']?[ \t]*[.=].*)?["']?fixer["']?[ \t]*[.=]""", re.MULTILINE)


@frozen
class Settled:
    """What is settled for one document, and the file that was found for it; no settings where nothing is."""

    settings: Settings | None = None
    file: str | None = None

    def fail_on(self, given: str | None) -> str:
        """The least severity that makes a call fail: the option's, the settings', else the default."""
        return given or self._text("fail-on") or FAIL_ON

    def rules(self, given: tuple[str, ...]) -> tuple[RuleFolder, ...]:
        """The folders of rules that the settings name, and those of the options, which win."""
        own = () if self.settings is None else self.settings.words("fixes")
        folders = tuple(os.path.normpath(str(Path(self.settings.folder, one.text))) for one in own if self.settings)
        for word, folder in zip(own, folders, strict=True):
            if not Path(folder).is_dir():
                raise word.origin.error(f"there is no folder '{word.text}'", "a path from the folder of the settings")
        return inputs.read_rules((*folders, *given))

    def page(self, style: str | None, template: str | None) -> Page:
        """What a Markdown report looks like."""
        found = inputs.read_page(style, template)
        own = self._text("style") if style is None and template is None else None
        if own is None or self.settings is None:
            return found
        from fixer.report.markdown import STYLES

        if own not in STYLES:
            origin = self.settings.items["style",].origin
            raise origin.error(f"there is no style '{own}'", f"one of {', '.join(STYLES)}")
        return inputs.Page(own)

    def _text(self, key: str) -> str | None:
        return None if self.settings is None else self.settings.get(key)


class Settling:
    """Finds what is settled for documents, each file read once. ``given``: the texts of --config, ``select`` and
    ``ignore`` those of the options of these names."""

    def __init__(
        self,
        given: tuple[str, ...] = (),
        isolated: bool = False,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
    ) -> None:
        self._given, self._isolated = given, isolated
        self._chosen = select, ignore
        self._known: dict[str, Settled] = {}

    def of(self, document: str | None = None) -> Settled:
        """What is settled for a document, by the nearest file upward from it; for no file, from where the call is made.

        Raises ``FixerError`` for settings that cannot be used.
        """
        start = _folder(document)
        if start not in self._known:
            self._known[start] = self._read(start)
        return self._known[start]

    def _read(self, start: str) -> Settled:
        texts = [text for text in self._given if not _is_file(text)]
        named = [text for text in self._given if _is_file(text)]
        if self._isolated and named:
            raise FixerError("--isolated and --config FILE contradict each other")
        if len(named) > 1:
            raise FixerError("--config takes one FILE", hint="single settings may be repeated: --config 'KEY = VALUE'")
        found = _given(named[0]) if named else None if self._isolated else _found(start)
        if found is None and not texts and not any(self._chosen):
            return Settled()
        from fixer.settings.parse import parse, parse_option
        from fixer.settings.profiles import settled

        layers: list[Layer] = []
        if found is not None:
            path, text = found
            layers.append(parse(text, path, Path(path).parent.as_posix(), in_project=Path(path).name == PROJECT))
        layers += [parse_option(text, "--config") for text in texts]
        settings = settled(layers, Path.cwd().as_posix())
        if any(self._chosen):
            from fixer.settings.chosen import chosen

            settings = chosen(settings, *self._chosen)
        return Settled(settings, found[0] if found else None)


def _folder(document: str | None) -> str:
    """The folder that a document is in, absolute; that of the call for what is no file."""
    if document is None or document == files.STREAM or document.startswith("<"):
        return str(Path.cwd())
    path = Path(os.path.normpath(Path(document).absolute()))
    return str(path if path.is_dir() else path.parent)


def _is_file(text: str) -> bool:
    """Whether an argument of --config is a file; what holds no ``=`` can be nothing else."""
    return "=" not in text or Path(text).is_file()


def _named(path: str) -> tuple[str, str]:
    return path, _text(path)


def _given(path: str) -> tuple[str, str]:
    """As ``_named``, for an argument of --config, which may have been meant for a setting."""
    if not Path(path).exists():
        raise FixerError(
            "no such file", path, hint="a single setting is KEY = VALUE, a text in quotes: 'fail-on = \"high\"'"
        )
    return _named(path)


def _text(path: str) -> str:
    try:
        return files.read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FixerError("is no UTF-8 text", path, cause=f"byte {error.start + 1} begins no character") from None


def _found(start: str) -> tuple[str, str] | None:
    """The nearest settings file from a folder upward, and its text; a pyproject.toml counts where it has settings."""
    for path in files.upward(start, NAMES):
        if not path.endswith(PROJECT):
            return _named(_shown(path))
        text = _text(path)
        # Told without reading it as TOML, which most calls have no other use for.
        if "fixer" in text and (_TABLE.search(text) or (_KEY.search(text) and _has_table(text))):
            return _shown(path), text
    return None


def _has_table(text: str) -> bool:
    """Whether a pyproject.toml has settings that no header of their own begins; one that is no TOML has none."""
    import tomllib

    try:
        tool = tomllib.loads(text).get("tool")
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return isinstance(tool, dict) and "fixer" in tool


def _shown(path: str) -> str:
    """A path as people read it: from where the call is made, if it lies there."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return path

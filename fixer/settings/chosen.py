"""What one call chooses to report: the words of --select and --ignore, over the settings of the project."""

from __future__ import annotations

from collections.abc import Sequence

from fixer.settings.selectors import selector
from fixer.settings.settings import Item, Origin, Path, Settings, Word

SELECT, IGNORE = "--select", "--ignore"


def chosen(settings: Settings, select: Sequence[str], ignore: Sequence[str]) -> Settings:
    """The settings under what a call selects and ignores, several words in a text parted by commas.

    What is selected takes the place of what the project selects; what is ignored comes on top. Raises ``FixerError``
    for a word that cannot name anything.
    """
    wanted, unwanted = _words(SELECT, select), _words(IGNORE, ignore)
    items: dict[Path, Item] = dict(settings.items)
    if wanted:
        items["select",] = Item(wanted, Origin("option", SELECT))
        for name in ("extend-select", "profile-select"):
            items.pop((name,), None)
    if unwanted:
        items["ignore",] = Item((*settings.words("ignore"), *unwanted), Origin("option", IGNORE))
    return Settings(items, settings.folder, settings.base)


def _words(option: str, texts: Sequence[str]) -> tuple[Word, ...]:
    origin = Origin("option", option)
    words = tuple(Word(part.strip(), origin, over=True) for text in texts for part in text.split(","))
    for word in words:
        try:
            selector(word.text)
        except ValueError as error:
            what, _, hint = str(error).partition("\n")
            raise origin.error(what, hint or "a rule's id, a glob of ids, a category or a severity") from None
    return words

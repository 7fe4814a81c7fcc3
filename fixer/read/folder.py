"""A folder that holds both documents; what stands in for an ideal document without a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath, PurePosixPath

from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.read.candidates import Candidates, Read, candidates, failure
from fixer.read.choose import choose, choose_one
from fixer.read.document import Document, from_bytes
from fixer.read.source import BARE_SUFFIXES
from fixer.read.template import Template

MODEL = "MODEL_RESPONSE.md"
IDEAL = "IDEAL_RESPONSE.md"
PROMPT = "PROMPT.md"
METADATA = "metadata.json"
_STEMS = ("tapstack", "template", "main", "stack", "cloudformation")

Load = Callable[[str], bytes | None]


def folder_pair(path: str, names: Sequence[str], load: Load, read: Read = candidates) -> tuple[Template, Template]:
    """The two templates of a folder. ``names`` are the files in it and in its lib/, relative; ``load`` gives the bytes
    of one, ``read`` says what a document offers.

    Where IDEAL_RESPONSE.md holds no whole template the template file beside it is the ideal, and its ``note`` says so.
    """
    model_name, ideal_name = _required(path, names, MODEL), _required(path, names, IDEAL)
    model = read(_document(path, model_name, load))
    reason: FixerError
    try:
        ideal = read(_document(path, ideal_name, load))
        if ideal.whole or not model.whole:
            return choose(model, ideal)
        reason = failure(ideal)
    except FixerError as error:
        if not model.whole:
            raise failure(model) from None
        reason = error
    return _with_stand_in(_Folder(path, names, load, read), model, ideal_name, reason)


def model_document(path: str, names: Sequence[str], load: Load) -> Document:
    """The model's document of a folder, whatever else is in it."""
    return _document(path, _required(path, names, MODEL), load)


def document_name(names: Sequence[str], name: str) -> str | None:
    """Which of ``names`` is the document called ``name``: in the folder itself, or else in its lib/."""
    plain = {PurePosixPath(known.replace("\\", "/")): known for known in names}
    return plain.get(PurePosixPath(name)) or plain.get(PurePosixPath("lib", name))


def _required(path: str, names: Sequence[str], name: str) -> str:
    found = document_name(names, name)
    if found is None:
        hint = f"give a folder that holds {MODEL} and {IDEAL}, itself or in its lib/, or give the two files"
        raise FixerError(f"the folder holds no {name}", path, hint=hint)
    return found


def _document(path: str, name: str, load: Load) -> Document:
    data = load(name)
    full = str(PurePath(path, name))
    if data is None:
        raise FixerError("the file cannot be read", full)
    return from_bytes(full, data)


@frozen
class _Folder:
    path: str
    names: Sequence[str]
    load: Load
    read: Read


def _with_stand_in(
    folder: _Folder, model: Candidates, ideal_name: str, reason: FixerError
) -> tuple[Template, Template]:
    place = f"line {reason.line}: " if reason.line else ""
    for name in _stand_ins(folder.names, ideal_name, choose_one(model)):
        try:
            ours, theirs = choose(model, folder.read(_document(folder.path, name, folder.load)))
        except FixerError:
            continue
        note = f"{ideal_name} holds no whole template ({place}{reason.what}); {name} serves as the ideal"
        return ours, replace(theirs, note=note)
    raise reason


def _stand_ins(names: Sequence[str], ideal_name: str, model: Template) -> Iterator[str]:
    """Template files, best first: named like the model's, of its format, of a usual name, beside the document."""
    meant = PurePath(model.source.name).name.lower() if model.source.name else ""
    beside = PurePosixPath(ideal_name.replace("\\", "/")).parent
    suffixes = BARE_SUFFIXES if model.adapter is None else model.adapter.suffixes

    def rank(name: str) -> tuple[bool, bool, bool, int, str]:
        file = PurePosixPath(name.replace("\\", "/"))
        other_format = (file.suffix.lower() == ".json") != (model.format == "json")
        stem = _stem(file)
        usual = _STEMS.index(stem) if stem in _STEMS else len(_STEMS)
        return file.name.lower() != meant, other_format, file.parent != beside, usual, name

    for name in sorted(names, key=rank):
        file = PurePosixPath(name.replace("\\", "/"))
        if file.suffix.lower() in suffixes and (_stem(file) in _STEMS or file.name.lower() == meant):
            yield name


def _stem(file: PurePosixPath) -> str:
    return file.stem.lower().replace("-", "").replace("_", "")

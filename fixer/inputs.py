"""What the arguments of a call stand for: templates, folders of rules, and files that must not be overwritten."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fixer import files
from fixer.errors import FixerError
from fixer.frozen import frozen

if TYPE_CHECKING:
    from fixer.catalogue.plugins import RuleFolder
    from fixer.read.assembly import Stack
    from fixer.read.document import Document
    from fixer.read.template import Template
    from fixer.report.sandbox import Own


def read_pair(paths: tuple[str, ...], stack: str | None = None) -> tuple[Template, Template]:
    """The model's and the ideal's template, from two files or from one folder that holds both documents.

    ``stack``: the one that is meant where a document holds several.
    """
    from fixer.dialects import Reading
    from fixer.read import pairing

    if paths.count(files.STREAM) > 1:
        raise FixerError("only one of MODEL and IDEAL can be standard input")
    if len(paths) == 2:
        for path in paths:
            if Path(path).is_dir():
                raise FixerError("is a folder, not a file", path,
                                 hint="give the folder alone, as in: fixer diff FOLDER")  # fmt: skip
        model, ideal = (_document(path) for path in paths)
        return pairing.read_pair(model, ideal, Reading(stack))
    if len(paths) == 1 and Path(paths[0]).is_dir():
        return _read_folder(paths[0], stack)
    if len(paths) == 1:
        hint = f"fixer diff {paths[0]} IDEAL, or a folder that holds MODEL_RESPONSE.md and IDEAL_RESPONSE.md"
        raise FixerError("needs an IDEAL to compare with", file=paths[0], hint=hint)
    raise FixerError(f"takes MODEL and IDEAL, or one FOLDER; {len(paths)} paths were given")


def read_synthesized(paths: tuple[str, ...], stack: str | None) -> tuple[Template, Template]:
    """The two templates of apps that were synthesized: folders that ``cdk synth`` wrote, one of them perhaps a file."""
    from fixer.read.assembly import choose

    if len(paths) != 2:
        what = f"--synth takes MODEL and IDEAL; {len(paths)} path{' was' if len(paths) == 1 else 's were'} given"
        raise FixerError(what, hint="give two cdk.out folders")
    model, ideal = choose(_stacks(paths[0]), _stacks(paths[1]), stack)
    return model.template, ideal.template


def read_stacks(paths: tuple[str, ...], stack: str | None) -> tuple[list[Template], list[FixerError]]:
    """As ``read_templates``, with the stacks of synthesized apps in place of their folders."""
    from fixer.read.assembly import named

    templates: list[Template] = []
    errors: list[FixerError] = []
    for path in paths:
        try:
            found = _stacks(path)
            templates += [one.template for one in (found if stack is None else [named(found, stack, path)])]
        except FixerError as error:
            errors.append(error)
    return templates, errors


def _stacks(path: str) -> list[Stack]:
    from fixer.read.assembly import Stack, read_assembly

    if not Path(path).is_dir():
        return [Stack(Path(path).name, read_template(path))]
    return read_assembly(path, lambda name: files.read_bytes(str(Path(path, name))))


def read_request(paths: tuple[str, ...], prompt: str | None, output: str | None = None) -> dict[str, Document]:
    """What was asked of the model, as options of the api: --prompt, else what the folder itself has of it."""
    found: dict[str, Document] = {}
    if prompt is not None:
        if alone(paths):
            raise FixerError("--prompt needs an IDEAL", hint="the request says how much a difference weighs")
        if prompt == files.STREAM and files.STREAM in paths:
            raise FixerError("only one of MODEL, IDEAL and --prompt can be standard input")
        found["prompt"] = _document(prompt)
        spare_documents(output, found["prompt"])
    if len(paths) != 1 or not Path(paths[0]).is_dir():
        return found
    from fixer.read.folder import METADATA, PROMPT, document_name

    names = files.list_folder(paths[0])
    for option, wanted in (("prompt", PROMPT), ("metadata", METADATA)):
        name = document_name(names, wanted)
        if name is None or option in found:
            continue
        try:
            found[option] = _document(str(Path(paths[0], name)))
        except FixerError:
            # Nobody asked for it: a pair is compared without a request that cannot be read.
            continue
    return found


def alone(paths: tuple[str, ...]) -> bool:
    """Whether the arguments are one template, and not a pair or the folder of one."""
    return len(paths) == 1 and not Path(paths[0]).is_dir()


def read_template(path: str, stack: str | None = None) -> Template:
    """The template in one file, or that of the model's document in a folder; ``stack``: where there are several."""
    from fixer.dialects import Reading
    from fixer.read import pairing

    if Path(path).is_dir():
        from fixer.read.folder import MODEL, document_name

        if document_name(files.list_folder(path), MODEL) is None:
            hint = f"name the files that are templates, as in: fixer check {Path(path, '*.yaml')}"
            raise FixerError(f"is a folder that holds no {MODEL}", path, hint=hint)
    return pairing.read_template(read_model(path), Reading(stack))


def read_templates(paths: tuple[str, ...], stack: str | None = None) -> tuple[list[Template], list[FixerError]]:
    """The templates in all files that have one, and what is wrong with the others."""
    if paths.count(files.STREAM) > 1:
        raise FixerError("standard input can be read only once")
    templates: list[Template] = []
    errors: list[FixerError] = []
    for path in paths:
        try:
            templates.append(read_template(path, stack))
        except FixerError as error:
            errors.append(error)
    return templates, errors


def read_document(path: str) -> Document:
    """One file, or standard input, as it is."""
    return _document(path)


def read_model(path: str) -> Document:
    """The model's document: the file itself, or the one in a folder."""
    if not Path(path).is_dir():
        return _document(path)
    from fixer.read.folder import model_document

    return model_document(path, files.list_folder(path), lambda name: files.read_bytes(str(Path(path, name))))


def _read_folder(folder: str, stack: str | None) -> tuple[Template, Template]:
    from fixer.dialects import Reading
    from fixer.read.folder import folder_pair

    names = files.list_folder(folder)
    return folder_pair(folder, names, lambda name: files.read_bytes(str(Path(folder, name))), Reading(stack))


def _document(path: str) -> Document:
    from fixer.read.document import from_bytes

    return from_bytes("<stdin>" if path == files.STREAM else path, files.read_bytes(path))


def read_rules(folders: tuple[str, ...]) -> tuple[RuleFolder, ...]:
    """The user's folders of rules; later ones win over earlier ones."""
    if not folders:
        return ()
    from fixer.catalogue.plugins import RuleFolder

    return tuple(
        RuleFolder(name, tuple((path, _document(path).text) for path in files.list_rules(name))) for name in folders
    )


@frozen
class Page:
    """What a Markdown report looks like: a style, and the user's own templates. ``chosen``: it was asked for."""

    style: str = "analysis"
    own: Own | None = None
    chosen: bool = False


def read_page(style: str | None, template: str | None) -> Page:
    """The page that --style and --template ask for; the templates are read one by one when they are used."""
    return Page(
        style or "analysis",
        None if template is None else _own(template),
        style is not None or template is not None,
    )


def _own(path: str) -> Own:
    from fixer.report.sandbox import Own

    place = Path(path)
    if not place.is_dir():
        files.read_bytes(path)
        return Own(partial(_template, place.parent), place.name)
    styles = tuple(sorted(found.parent.name for found in place.glob("*/report.md.j2")))
    return Own(partial(_template, place), "report.md.j2" if (place / "report.md.j2").is_file() else None, styles)


def _template(folder: Path, name: str) -> tuple[str, str] | None:
    """A template below a folder and its path."""
    steps = name.split("/")
    if any(step in ("", ".", "..") or "\\" in step or "\x00" in step for step in steps):
        return None
    path = folder.joinpath(*steps)
    return (_document(str(path)).text, str(path)) if path.is_file() else None


def spare(output: str | None, *templates: Template, option: str = "-o") -> None:
    """Refuse an output that would overwrite a document that was read; ``option`` is the one that names it."""
    spare_documents(output, *(template.source.document for template in templates), option=option)


def spare_documents(output: str | None, *documents: Document, option: str = "-o") -> None:
    """As ``spare``, for documents."""
    if output is None or output == files.STREAM or not Path(output).exists():
        return
    for document in documents:
        path = Path(document.path)
        if path.exists() and path.samefile(output):
            what = "was read as input and would be overwritten"
            raise FixerError(what, file=output, hint=f"choose another {option} FILE")

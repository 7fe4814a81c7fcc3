"""Folders with both documents, and what stands in for an ideal document without a template."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fixer.errors import FixerError
from fixer.read.folder import document_name, folder_pair

MODEL = "```yaml\nResources:\n  A:\n    Type: T\n```\n"
IDEAL = "```yaml\nResources:\n  B:\n    Type: T\n```\n"
PROSE = "Nothing but prose.\n"
YAML = "Resources:\n  Y:\n    Type: T\n"
JSON = '{"Resources": {"J": {"Type": "T"}}}'


def ideal_of(files: dict[str, str]) -> tuple[str, str, str | None]:
    model, ideal = folder_pair("f", sorted(files), lambda name: files[name].encode())
    assert list(model.resources) == ["A"]
    return "".join(ideal.resources), ideal.source.document.path, ideal.note


@pytest.mark.parametrize(
    "files",
    [
        {"MODEL_RESPONSE.md": MODEL, "IDEAL_RESPONSE.md": IDEAL, "TapStack.yml": YAML},
        {"lib/MODEL_RESPONSE.md": MODEL, "lib/IDEAL_RESPONSE.md": IDEAL, "lib/TapStack.json": JSON},
        {"MODEL_RESPONSE.md": MODEL, "IDEAL_RESPONSE.md": IDEAL, "lib/IDEAL_RESPONSE.md": PROSE},
        {"lib\\MODEL_RESPONSE.md": MODEL, "lib\\IDEAL_RESPONSE.md": IDEAL},
    ],
)
def test_the_documents_of_a_folder_or_of_its_lib(files: dict[str, str]) -> None:
    names, _, note = ideal_of(files)
    assert (names, note) == ("B", None)


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ({"TapStack.yml": YAML}, "TapStack.yml"),
        ({"TapStack.yaml": YAML, "TapStack.json": JSON}, "TapStack.yaml"),
        ({"TapStack.json": JSON, "metadata.json": "{}"}, "TapStack.json"),
        ({"lib/TapStack.json": JSON, "template.yaml": YAML}, "template.yaml"),
        ({"TapStack.yml": "Resources: [", "lib/template.yml": YAML}, "lib/template.yml"),
        ({"main.template": YAML}, "main.template"),
    ],
)
def test_a_template_file_stands_in_for_an_ideal_without_one(beside: dict[str, str], name: str) -> None:
    _, path, note = ideal_of({"MODEL_RESPONSE.md": MODEL, "IDEAL_RESPONSE.md": PROSE, **beside})
    assert path == f"f/{name}"
    assert note == (
        f"IDEAL_RESPONSE.md holds no whole template (no CloudFormation template found); {name} serves as the ideal"
    )


def test_the_file_named_like_the_models_comes_first() -> None:
    files = {"MODEL_RESPONSE.md": f"# my-stack.yml\n{MODEL}", "IDEAL_RESPONSE.md": PROSE}
    assert ideal_of({**files, "my-stack.yml": YAML, "TapStack.yml": YAML})[1] == "f/my-stack.yml"


def test_the_note_says_why_a_broken_ideal_was_not_taken() -> None:
    broken = "```yaml\nResources:\n  B:\n    Type: T\n    P: [1\n```\n"
    assert ideal_of({"MODEL_RESPONSE.md": MODEL, "IDEAL_RESPONSE.md": broken, "TapStack.yml": YAML})[2] == (
        "IDEAL_RESPONSE.md holds no whole template (line 5: the YAML template is cut off); "
        "TapStack.yml serves as the ideal"
    )
    assert ideal_of({"MODEL_RESPONSE.md": MODEL, "IDEAL_RESPONSE.md": "\n", "TapStack.yml": YAML})[2] == (
        "IDEAL_RESPONSE.md holds no whole template (the file is empty); TapStack.yml serves as the ideal"
    )


HINT = (
    "  try:   give a folder that holds MODEL_RESPONSE.md and IDEAL_RESPONSE.md, itself or in its lib/, "
    "or give the two files"
)
NOTHING = "no CloudFormation template found\n  cause: nothing in it has a Resources section\n"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, f"f: the folder holds no MODEL_RESPONSE.md\n{HINT}"),
        ({"MODEL_RESPONSE.md": MODEL, "TapStack.yml": YAML}, f"f: the folder holds no IDEAL_RESPONSE.md\n{HINT}"),
        (
            {"MODEL_RESPONSE.md": MODEL, "IDEAL_RESPONSE.md": PROSE, "package.json": JSON},
            f"f/IDEAL_RESPONSE.md: {NOTHING}  try:   give a document that holds a JSON or YAML template",
        ),
        (
            {"MODEL_RESPONSE.md": PROSE, "IDEAL_RESPONSE.md": IDEAL, "TapStack.yml": YAML},
            f"f/MODEL_RESPONSE.md: {NOTHING}  try:   give a document that holds a JSON or YAML template",
        ),
        ({"MODEL_RESPONSE.md": PROSE, "IDEAL_RESPONSE.md": PROSE}, f"f/MODEL_RESPONSE.md: {NOTHING}"),
        ({"MODEL_RESPONSE.md": "", "IDEAL_RESPONSE.md": IDEAL}, "f/MODEL_RESPONSE.md: the file is empty"),
    ],
)
def test_a_folder_that_cannot_be_read(files: dict[str, str], message: str) -> None:
    with pytest.raises(FixerError, match=f"^{re.escape(message)}"):
        folder_pair("f", sorted(files), lambda name: files[name].encode())


def test_a_file_that_vanished_is_an_error() -> None:
    with pytest.raises(FixerError, match=r"^f/MODEL_RESPONSE\.md: the file cannot be read$"):
        folder_pair("f", ["MODEL_RESPONSE.md", "IDEAL_RESPONSE.md"], lambda name: None)


def test_where_another_document_is() -> None:
    assert document_name(["lib/PROMPT.md", "x"], "PROMPT.md") == "lib/PROMPT.md"
    assert document_name(["x/PROMPT.md"], "PROMPT.md") is None


def load_from(folder: Path) -> Callable[[str], bytes]:
    return lambda name: (folder / name).read_bytes()


def test_every_real_folder_is_read_or_diagnosed(corpus: Path) -> None:
    read = diagnosed = 0
    for folder in sorted(path for path in corpus.iterdir() if (path / "MODEL_RESPONSE.md").is_file()):
        names = [path.name for path in folder.iterdir()]
        try:
            folder_pair(str(folder), names, load_from(folder))
            read += 1
        except FixerError as error:
            assert error.cause and error.hint
            diagnosed += 1
    assert read + diagnosed >= 100
    assert read >= 0.94 * (read + diagnosed)

"""The pairs that are measured: the real documents beside the repository, or samples and synthetic templates."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthetic import Template as Data
from benchmarks.synthetic import changed, renamed, template

if TYPE_CHECKING:
    from fixer.read.template import Template

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "samples"
ONE = "cfn-json__Pr7459"
SIZES = (20, 50, 100, 200)


@dataclass(frozen=True)
class Pair:
    """Two templates as text: the files of a folder, by relative name."""

    name: str
    files: dict[str, bytes]

    def load(self) -> tuple[Template, Template]:
        """Both templates, read from the text; raises ``FixerError``."""
        from fixer.read.folder import folder_pair

        return folder_pair(self.name, sorted(self.files), self.files.get)


@dataclass(frozen=True)
class Loaded:
    """A pair, and its data as the engines are given it: plain, intrinsic functions in long form."""

    pair: Pair
    format: str
    model: Data
    ideal: Data


def source() -> str:
    """Where the pairs come from, in words."""
    return "the corpus" if CORPUS.is_dir() else "the samples and synthetic templates"


def loaded() -> list[Loaded]:
    """All pairs that can be read, sorted by name."""
    from fixer.errors import FixerError

    found = []
    for pair in [_folder(path) for path in folders()] + ([] if CORPUS.is_dir() else _synthetic()):
        try:
            model, ideal = pair.load()
        except FixerError:
            continue
        found.append(Loaded(pair, model.format, model.data, ideal.data))
    return found


def folders() -> list[Path]:
    """Every folder that holds both documents, sorted."""
    top = CORPUS if CORPUS.is_dir() else SAMPLES
    return sorted(
        path.parent for path in top.glob("*/MODEL_RESPONSE.md") if (path.parent / "IDEAL_RESPONSE.md").exists()
    )


def one() -> Path:
    """A pair of ordinary size, for measuring a whole process."""
    real = CORPUS / ONE
    return real if real.is_dir() else SAMPLES / "queues-and-functions"


def _folder(folder: Path) -> Pair:
    levels = [level for level in (folder, folder / "lib") if level.is_dir()]
    files = [path for level in levels for path in level.iterdir() if path.is_file()]
    return Pair(folder.name, {path.relative_to(folder).as_posix(): path.read_bytes() for path in files})


def _synthetic() -> list[Pair]:
    """Templates of several sizes, changed and renamed, in both formats."""
    import yaml

    def fenced(data: Data, language: str) -> bytes:
        text = json.dumps(data, indent=2) if language == "json" else yaml.safe_dump(data, sort_keys=False)
        return f"```{language}\n{text}\n```\n".encode()

    return [
        Pair(
            f"synthetic-{kind.__name__}-{size:03}-{language}",
            {
                "MODEL_RESPONSE.md": fenced(template(size), language),
                "IDEAL_RESPONSE.md": fenced(kind(template(size)), language),
            },
        )
        for language in ("json", "yaml")
        for kind in (changed, renamed)
        for size in SIZES
    ]

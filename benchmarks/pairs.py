"""The pairs that are measured: the real documents beside the repository or, without them, the samples."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "samples"
ONE = "cfn-json__Pr7459"


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

"""The measurements run where neither the corpus nor node is at hand, and count as they say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks import node, pairs, table
from benchmarks.timing import Times


def test_samples_and_synthetic_templates_stand_in_for_the_corpus(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pairs, "CORPUS", tmp_path / "none")
    monkeypatch.setattr(pairs, "SIZES", (20,))
    found = pairs.loaded()
    assert {one.format for one in found} == {"json", "yaml"}
    assert len([one for one in found if one.pair.name.startswith("synthetic-")]) == 4
    assert all(one.model != one.ideal for one in found)
    assert pairs.one().is_dir()


def test_without_node_its_engines_are_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert node.missing() == "node is not installed"
    assert node.ask([({}, {})], 1) == {}
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(node, "MODULES", tmp_path)
    assert node.missing() == ("@aws-cdk/cloudformation-diff, aws-cdk, jsondiffpatch not fetched (make bench FETCH=1)")
    assert node.ask([({}, {})], 1) == {}


def test_p95_is_the_least_that_95_of_100_do_not_exceed() -> None:
    assert Times(tuple(range(100, 0, -1))).p95 == 95
    assert Times((3.0, 1.0, 2.0)).p95 == 3.0
    assert Times((3.0, 1.0, 2.0)).median == 2.0


def test_a_missed_bound_is_said_twice(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_missed", [])
    table.bound("one", 1.0, 1.0)
    table.bound("other", 3.0, 2.0, " s")
    table.conclusion()
    assert capsys.readouterr().out == (
        "  pass  one: 1.00 (at most 1)\n  MISS  other: 3.00 s (at most 2 s)\n\n1 of the bounds missed: other\n"
    )

"""The gate of the evaluation: a floor holds, and none is lowered silently."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from evals import floors
from evals.measures import MEASURES

LESS = frozenset({("certainty", "uw.mae")})


def test_a_floor_holds_or_it_does_not() -> None:
    assert floors.holds(0.8, 0.8, less_is_better=False)
    assert floors.holds(0.81, 0.8, less_is_better=False)
    assert not floors.holds(0.79, 0.8, less_is_better=False)
    assert not floors.holds(0.81, 0.8, less_is_better=True)


def test_floors_come_back_as_they_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.toml")
    assert floors.read() == {}
    held: floors.Floors = {"gum": {"data": "0123", "ar50.f1": 0.7}}
    floors.write(held)
    assert floors.read() == held


def test_what_was_reached_is_kept_beside_the_floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "REACHED", tmp_path / "reached.toml")
    assert floors.reached() == {}
    floors.write({"gum": {"ar50.f1": 0.6}}, floors.REACHED)
    assert floors.reached() == {"gum": {"ar50.f1": 0.6}}


def test_a_lowered_floor_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "evals").mkdir()
    monkeypatch.setattr(floors, "FILE", tmp_path / "evals" / "floors.toml")

    def commit(held: floors.Floors) -> None:
        floors.write(held)
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "x", "--allow-empty"]):
            subprocess.run(["git", *command], cwd=tmp_path, check=True)

    commit({"gum": {"data": "a", "ar50.f1": 0.6}, "certainty": {"data": "a", "uw.mae": 0.5}})
    assert floors.lowered(LESS) == []
    commit({"gum": {"data": "a", "ar50.f1": 0.7}, "certainty": {"data": "a", "uw.mae": 0.4}})
    assert floors.lowered(LESS) == []
    commit({"gum": {"data": "a", "ar50.f1": 0.65}, "certainty": {"data": "a", "uw.mae": 0.45}})
    assert len(floors.lowered(LESS)) == 2
    commit({"gum": {"data": "a"}, "certainty": {"data": "other", "uw.mae": 0.9}})
    assert [line.split(":")[0] for line in floors.lowered(LESS)] == ["gum"] * 3  # .6, .7 and .65 stood there once


def test_every_floor_is_of_a_figure_that_is_measured() -> None:
    known = {(measure.name, figure.path) for measure in MEASURES for figure in measure.figures}
    held = {(name, path) for name, figures in floors.read().items() for path in figures if path != "data"}
    assert held <= known

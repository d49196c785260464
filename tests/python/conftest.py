from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import eligo
import pytest

ROOT = Path(__file__).resolve().parents[2]
TRIAL = ROOT / "criteria/nct06710717/nct06710717.crit"
PATIENTS = ROOT / "criteria/nct06710717/patients.ndjson"


@pytest.fixture(scope="session")
def trial() -> eligo.Protocol:
    return eligo.compile(TRIAL)


@pytest.fixture(scope="session")
def documents() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PATIENTS.read_text().splitlines()]


@pytest.fixture(scope="session")
def command() -> str:
    """The program: tests/python/run names it."""
    path = os.environ.get("ELIGO", str(ROOT / "build/release/bin/eligo"))
    if not os.access(path, os.X_OK):
        pytest.fail(f"{path} is not there: build it, or name it in ELIGO")
    return path


@pytest.fixture(scope="session")
def answers(command: str) -> Any:
    """What the command prints for a file of patients."""

    def run(patients: Path, protocol: Path = TRIAL, *options: str) -> bytes:
        words = [command, "screen", str(protocol), str(patients), "--format", "json", *options]
        return subprocess.run(words, capture_output=True, check=False).stdout

    return run

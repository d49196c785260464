"""Protocols: compile, check, format, compare, save."""

from __future__ import annotations

import importlib.metadata
import pickle
import subprocess
import json

import eligo
import pytest
from conftest import ROOT, TRIAL

TEXT = """protocol T-1
  as of screening
use vocabulary/laboratory

inclusion I1 "ALT below 3 times the upper limit of normal"
  most recent ALT < 3 x ULN
"""
FOLDERS = [ROOT / "criteria"]


def test_the_package_names_all_that_is_compiled_into_it_with_its_licences() -> None:
    files = {file.name: file for file in importlib.metadata.files("eligo") or ()}
    assert files["LICENSE"].read_text()
    notices = files["THIRD-PARTY-NOTICES.txt"].read_text()
    for name in ("Boost", "libdtl-dev", "libfmt-dev", "libmd-dev", "nlohmann-json3-dev", "tao-pegtl-dev", "libsimdjson-dev",
                 "libtomlplusplus-dev", "nanobind", "UCUM", "Apache-2.0"):
        assert f"\n==== {name}" in notices, name


def test_a_file_compiles(trial: eligo.Protocol) -> None:
    assert trial.name == "NCT06710717"
    assert len(trial.criteria) == 30
    assert trial.criteria[0].id == "I1" and trial.criteria[0].kind == "inclusion"
    assert trial.digest.startswith("sha256:")
    assert repr(trial) == "<Protocol NCT06710717, version 2025-11-14: 30 criteria>"


def test_a_text_compiles_with_libraries_of_the_host() -> None:
    asked = []

    def library(name: str) -> str | None:
        asked.append(name)
        file = ROOT / "criteria" / f"{name}.crit"
        return file.read_text() if file.exists() else None

    assert eligo.compile(TEXT, libraries=library).name == "T-1"
    assert "vocabulary/laboratory" in asked


def test_an_exception_of_the_library_function_comes_through() -> None:
    def library(name: str) -> str | None:
        raise KeyError("no database")

    with pytest.raises(KeyError, match="no database"):
        eligo.compile(TEXT, libraries=library)


def test_errors_are_exceptions_that_hold_the_diagnostics() -> None:
    with pytest.raises(eligo.CompileError) as caught:
        eligo.compile(TEXT.replace("most recent ", ""), name="mine.crit", library_folders=FOLDERS)
    (finding,) = caught.value.diagnostics
    assert finding.code == "E0301" and finding.severity == "error"
    assert finding.place is not None and str(finding.place) == "mine.crit:6:3"
    assert "insert `most recent `" in finding.text
    assert any(fix.text == "most recent " for fix in finding.fixes)
    assert "E0301" in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).diagnostics[0] == finding


def test_a_file_that_is_not_there_is_an_os_error() -> None:
    with pytest.raises(eligo.ProtocolFileError) as caught:
        eligo.compile("no/such/file.crit")
    assert isinstance(caught.value, OSError)
    with pytest.raises(eligo.ProtocolFileError):
        eligo.load("no/such/file.plan")


def test_check_finds_more_than_errors() -> None:
    findings = eligo.check(TEXT, library_folders=FOLDERS)
    assert all(finding.severity != "error" for finding in findings)
    assert not eligo.check(TRIAL)
    assert not eligo.check(ROOT / "criteria/vocabulary/laboratory.crit"), "a library can be checked, too"


def test_format_brings_a_text_into_the_one_layout() -> None:
    assert eligo.format(TEXT.replace("  most recent", "      most   recent")) == eligo.format(TEXT)
    with pytest.raises(eligo.CompileError):
        eligo.format(TEXT.replace("< 3", "< <"))


def test_compare_says_what_the_command_says(command: str, tmp_path: object) -> None:
    new = TEXT.replace("3 x", "2 x")
    comparison = eligo.compare(TEXT, new, library_folders=FOLDERS)
    assert comparison.changes_meaning and comparison.effects == {"I1": "tighter"}
    assert not eligo.compare(TEXT, TEXT, library_folders=FOLDERS).changes_meaning
    for name, text in (("old", TEXT), ("new", new)):
        (tmp_path / f"{name}.crit").write_text(text)  # type: ignore[operator]
    words = [command, "diff", f"{tmp_path}/old.crit", f"{tmp_path}/new.crit", "--format", "json",
             "--library-path", str(ROOT / "criteria")]
    said = json.loads(subprocess.run(words, capture_output=True).stdout)
    compared = eligo.compare(f"{tmp_path}/old.crit", f"{tmp_path}/new.crit", library_folders=FOLDERS)
    assert compared.data == said


def test_a_saved_plan_is_the_same_protocol(trial: eligo.Protocol, documents: list[dict[str, object]]) -> None:
    loaded = eligo.load(trial.save())
    assert loaded.digest == trial.digest
    assert pickle.loads(pickle.dumps(trial)).screen(documents[0]).json == trial.screen(documents[0]).json
    with pytest.raises(eligo.EligoError) as caught:
        eligo.load(trial.save()[:-1])
    assert caught.value.code

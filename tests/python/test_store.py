"""A folder of protocols that change while a host runs."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path

import eligo
import pytest

PATIENT = {"patient": "P", "anchors": {"enrolment": "2025-06-30"}, "attributes": {"birth-date": "2000-01-01"}}


def text(version: int, rule: str = "age >= 18 years") -> str:
    return (f'protocol STORED\n  title "a trial"\n  version "{version}"\n  sponsor "nobody"\n  as of enrolment\n\n'
            'anchor enrolment "day of enrolment"\nattribute birth-date date\n\n'
            f'inclusion I1 "An age"\n  {rule}\n\ninclusion I2 "The same age"\n  {rule}\n')


def deploy(folder: Path, content: str | bytes, name: str = "stored.crit") -> None:
    """Written elsewhere and renamed into its place."""
    fresh = folder / "fresh"
    fresh.write_bytes(content.encode() if isinstance(content, str) else content)
    os.replace(fresh, folder / name)


def test_a_change_is_taken_up_and_a_mistake_is_not(tmp_path: Path) -> None:
    deploy(tmp_path, text(1))
    store = eligo.ProtocolStore(tmp_path, settle=0)
    first = store.find("STORED")
    assert first is not None and first.file == str(tmp_path / "stored.crit")
    assert store.find("STORED") is first, "a version and its screeners are made once"
    assert store.find("OTHER") is None and not store.problems
    assert first.protocol.screen(PATIENT).verdict == "eligible"
    assert not store.refresh()

    deploy(tmp_path, text(2, "age >= 40 years"))
    assert store.refresh()
    second = store.find("STORED")
    assert second is not None and second.number > first.number
    answer = second.protocol.screen(PATIENT)
    assert (answer.verdict, answer.data["version"]) == ("ineligible", "2")
    assert answer.data["digest"] == second.protocol.digest != first.protocol.digest
    assert first.protocol.screen(PATIENT).verdict == "eligible", "who has a version keeps it"

    deploy(tmp_path, text(3, "aeg >= 40 years"))
    assert store.refresh()
    assert store.find("STORED") is second
    (problem,) = store.problems
    assert problem.file == str(tmp_path / "stored.crit") and problem.error.code == "protocol-invalid"
    assert isinstance(problem.error, eligo.CompileError)
    assert "aeg >= 40 years" in str(problem.error.diagnostics[0])
    assert repr(store) == "<ProtocolStore: 1 protocols, 1 problems>"

    (tmp_path / "stored.crit").unlink()
    assert store.refresh() and store.find("STORED") is None and store.protocols == () == store.problems


def test_texts_and_saved_plans_lie_side_by_side(tmp_path: Path) -> None:
    deploy(tmp_path, eligo.compile(text(7)).save(), "stored.plan")
    deploy(tmp_path, text(1).replace("STORED", "ANOTHER"))
    store = eligo.ProtocolStore(tmp_path, settle=0)
    assert [(one.protocol.name, one.protocol.version) for one in store.protocols] == [("ANOTHER", "1"), ("STORED", "7")]
    deploy(tmp_path, b"no plan", "stored.plan")
    assert store.refresh()
    (problem,) = store.problems
    assert problem.error.code and not isinstance(problem.error, eligo.CompileError)
    kept = store.find("STORED")
    assert kept is not None and kept.protocol.version == "7"


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(eligo.EligoError) as caught:
        eligo.ProtocolStore(tmp_path / "none")
    assert caught.value.code == "folder-unreadable"
    with pytest.raises(ValueError):
        eligo.ProtocolStore(tmp_path, settle=-1)


def test_a_watcher_takes_up_changes_while_threads_screen(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Each answer is wholly that of one version: the two differ in both criteria."""
    rules = {"0": "age < 40 years", "1": "age >= 40 years"}
    expected = {"0": ["met", "met"], "1": ["not_met", "not_met"]}
    deploy(tmp_path, text(0, rules["0"]))
    store = eligo.ProtocolStore(tmp_path, settle=0)
    stop = threading.Event()
    wrong: list[object] = []
    seen: set[str] = set()

    def screen() -> None:
        while not stop.is_set():
            now = store.find("STORED")
            assert now is not None
            answer = now.protocol.screen(PATIENT)
            version = answer.data["version"]
            seen.add(version)
            if version != now.protocol.version or [one.status for one in answer.criteria] != expected[version]:
                wrong.append(answer.data)

    swaps = threading.Semaphore(0)

    def changed(one: eligo.ProtocolStore) -> None:
        swaps.release()
        raise RuntimeError("a host's own fault")

    threads = [threading.Thread(target=screen) for _ in range(4)]
    with caplog.at_level(logging.ERROR, "eligo"), store.watching(0.005, changed) as watched:
        assert watched is store
        for thread in threads:
            thread.start()
        for number in range(1, 31):
            deploy(tmp_path, text(number % 2, rules[str(number % 2)]))
            assert swaps.acquire(timeout=60)
        stop.set()
        for thread in threads:
            thread.join()
    assert not wrong and seen == {"0", "1"}
    assert "a host's own fault" in caplog.text, "it is told, and the watching goes on"
    deploy(tmp_path, text(1, rules["1"]))
    assert not swaps.acquire(timeout=0.1), "nobody watches any more"

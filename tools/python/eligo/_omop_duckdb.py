"""OMOP's tables in DuckDB: where they are, and the SQL that is DuckDB's own."""

from __future__ import annotations

import os
import uuid
from typing import Any, Iterator, Mapping, Sequence, Union

from . import _arrow
from ._errors import EligoError
from ._omop_tables import ROW_IDS, WHOLE_COLUMNS, of_cdm

#: a schema (`cdm`, `pg.cdm`), a folder of files, or of each table: its name, a query, a file or a table of Arrow
CdmSource = Union[str, "os.PathLike[str]", Mapping[str, Any]]

_KINDS = (("TIMESTAMP", "time"), ("DATE", "date"), ("VARCHAR", "text"), ("DECIMAL", "number"), ("DOUBLE", "number"),
          ("FLOAT", "number"), ("HUGEINT", "number"), ("UHUGEINT", "number"))
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


class DuckDbEngine:
    """Keeps its tables as temporary ones until `forget`."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._prefix = f"eligo_{uuid.uuid4().hex[:12]}"
        self._tables: list[str] = []
        self._views: list[str] = []

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        return iter(self._connection.execute(sql).fetchall())

    def query(self, sql: str) -> Any:
        """A relation."""
        return self._connection.sql(sql)

    def columns(self, table: str) -> dict[str, str]:
        return {name.lower(): _kind_of(of) for name, of, *_ in self.rows(f"describe select * from {table}")}

    def keep(self, name: str, columns: Mapping[str, Sequence[Any]]) -> str:
        pa = _arrow.pyarrow()
        arrays = {}
        for key, cells in columns.items():
            is_whole = key in WHOLE_COLUMNS and all(isinstance(cell, int) for cell in cells)
            arrays[key] = pa.array(cells, pa.int64() if is_whole else pa.string())
        view = self.view(pa.table(arrays))
        return self.keep_select(name, f"select * from {view}")

    def keep_select(self, name: str, sql: str) -> str:
        own = f"{self._prefix}_{name}_{len(self._tables)}"
        self._connection.execute(f"create temporary table {own} as {sql}")
        self._tables.append(own)
        return own

    def view(self, table: Any) -> str:
        """The name of a table of Arrow."""
        name = f"{self._prefix}_view_{len(self._views)}"
        self._connection.register(name, table)
        self._views.append(name)
        return name

    def forget(self) -> None:
        for table in self._tables:
            self._connection.execute(f"drop table if exists {table}")
        for view in self._views:
            self._connection.unregister(view)
        self._tables, self._views = [], []

    def quoted(self, text: str) -> str:
        return f"cast(to_json({text}) as varchar)"

    def days_later(self, date: str, days: str) -> str:
        return f"({date} + cast({days} as integer))"

    def matches(self, text: str, pattern: str) -> str:
        return f"regexp_matches({text}, '{pattern}')"

    # ---- where the tables are

    def source(self, given: Any) -> str:
        """What stands behind `from` for one table."""
        if isinstance(given, os.PathLike) or (isinstance(given, str) and os.path.splitext(given)[1] in _READERS):
            return self._file(os.fspath(given))
        if isinstance(given, str):
            return f"({given})" if " " in given.strip() and not given.strip().startswith("(") else given
        if hasattr(given, "sql_query"):
            return f"({given.sql_query()})"
        return self.view(_arrow.table_of(given))

    def sources(self, cdm: CdmSource) -> dict[str, str]:
        if isinstance(cdm, Mapping):
            return {name.lower(): self.source(given) for name, given in cdm.items()}
        path = os.fspath(cdm)
        found = self._folder(path) if os.path.isdir(path) else self._schema(path)
        if not found:
            raise EligoError("cdm-missing", f"{path} is neither a schema nor a folder with tables of the CDM")
        return of_cdm(self, found)

    def _schema(self, schema: str) -> dict[str, str]:
        parts = schema.split(".")
        where = f"table_schema = '{_text(parts[-1])}'"
        if len(parts) > 1:
            where += f" and table_catalog = '{_text(parts[0])}'"
        else:
            where += " and table_catalog = current_database()"
        names = [row[0] for row in self.rows(f"select table_name from information_schema.tables where {where}")]
        quoted = ".".join(f'"{part}"' for part in parts)
        return {name.lower(): f'{quoted}."{name}"' for name in names if name.lower() in ROW_IDS}

    def _folder(self, folder: str) -> dict[str, str]:
        """A file a table: `person.parquet`, `CONCEPT.csv`, `measurement/*.parquet`."""
        found: dict[str, str] = {}
        for entry in sorted(os.listdir(folder)):
            path = os.path.join(folder, entry)
            name, _, ending = entry.lower().partition(".")
            if name not in ROW_IDS:
                continue
            if os.path.isdir(path):
                found[name] = f"read_parquet('{_text(path)}/**/*.parquet')"
            elif f".{ending}" in _READERS:
                if name in found:
                    raise EligoError("table-twice", f"{folder} has the table {name} twice")
                found[name] = self._file(path)
        return found

    def _file(self, path: str) -> str:
        if path.lower().endswith(".parquet"):
            return f"read_parquet('{_text(path)}')"
        options = "header = true, all_varchar = true"
        if not path.lower().endswith(".gz"):
            with open(path, encoding="utf-8", errors="replace") as file:
                head = file.readline()
                if "\t" in head and '"' not in head:  # as OHDSI's vocabularies come: nothing is quoted
                    options += ", delim = '\t', quote = '', escape = ''"
        return f"read_csv('{_text(path)}', {options})"


_READERS = (".parquet", ".csv", ".csv.gz", ".tsv", ".gz")


def _text(text: str) -> str:
    return text.replace("'", "''")


def _kind_of(of: str) -> str:
    if of in _WHOLE:
        return "whole"
    return next((kind for name, kind in _KINDS if of.startswith(name)), "text")

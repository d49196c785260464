"""The answers for many patients."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterator, Sequence, overload

from . import _core
from ._screening import NO_ANSWER, STATUSES, VERDICTS, Screening

if TYPE_CHECKING:
    from ._protocol import Screener


@dataclass(frozen=True)
class AttritionRow:
    """One criterion in a cohort. `ruled_out`: by this criterion first; `remaining`: ruled out by none so far; `open`: of
    those, some outcome so far is unknown."""

    criterion: str
    kind: str
    quotation: str
    met: int
    not_met: int
    unknown: int
    not_applicable: int
    ruled_out: int
    remaining: int
    open: int


class Cohort(Sequence[Screening]):
    """The answers in the order of the patients, one for each document. `ndjson()` gives the very bytes that
    `eligo screen --format json` prints; the tables are PyArrow's."""

    def __init__(self, screener: Screener, results: _core.Results) -> None:
        self._screener = screener
        self._results = results

    def __len__(self) -> int:
        return len(self._results)

    @overload
    def __getitem__(self, index: int) -> Screening: ...
    @overload
    def __getitem__(self, index: slice) -> list[Screening]: ...
    def __getitem__(self, index: int | slice) -> Screening | list[Screening]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        return Screening(self._screener, self._results, at)

    def __iter__(self) -> Iterator[Screening]:
        return (Screening(self._screener, self._results, i) for i in range(len(self)))

    def patient(self, id: str) -> Screening:
        """The answer for the first patient of this id. KeyError where there is none."""
        try:
            return self[self._results.patients().index(id)]
        except ValueError:
            raise KeyError(id) from None

    @property
    def repeated(self) -> tuple[str, ...]:
        """Ids that more than one document has."""
        count = Counter(self._results.patients())
        return tuple(id for id, times in count.items() if times > 1)

    def ndjson(self) -> bytes:
        """A line a document, as the command prints it."""
        return self._results.ndjson()

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes `ndjson()` to a file, which is put in its place when it is whole."""
        partial = f"{os.fspath(path)}.partial"
        with open(partial, "wb") as file:
            file.write(self.ndjson())
        os.replace(partial, path)

    @property
    def counts(self) -> dict[str, int]:
        """Patients by verdict; `no answer` where documents could not be read."""
        verdicts = self._results.verdicts()
        counts = {verdict: verdicts.count(i) for i, verdict in enumerate(VERDICTS)}
        if lost := verdicts.count(NO_ANSWER):
            counts["no answer"] = lost
        return counts

    def attrition(self) -> list[AttritionRow]:
        """Where patients drop out, criterion by criterion in the order of the protocol."""
        criteria = self._screener.protocol.criteria
        index_of = {criterion.id: i for i, criterion in enumerate(criteria)}
        columns = [self._results.statuses(i) for i in range(len(criteria))]
        # Patients whom no open criterion rules out alone, but some do together: they drop out at the last of these.
        joint = {
            i: max(index_of[id] for id in self[i].conflict)
            for i, verdict in enumerate(self._results.verdicts())
            if verdict == 1 and b'"conflict":[' in self._results.json(i) and self[i].conflict
        }
        left = [i for i, verdict in enumerate(self._results.verdicts()) if verdict != NO_ANSWER]
        is_open: set[int] = set()
        rows = []
        for at, criterion in enumerate(criteria):
            column = columns[at]
            ruling = STATUSES.index("not_met" if criterion.kind == "inclusion" else "met")
            still = [i for i in left if column[i] != ruling and joint.get(i) != at]
            is_open.update(i for i in still if column[i] == STATUSES.index("unknown"))
            is_open.intersection_update(still)
            met, not_met, unknown, not_applicable = (column.count(i) for i in range(len(STATUSES)))
            rows.append(
                AttritionRow(criterion.id, criterion.kind, criterion.quotation, met, not_met, unknown, not_applicable,
                             ruled_out=len(left) - len(still), remaining=len(still), open=len(is_open))
            )
            left = still
        return rows

    # ---- tables

    def verdicts(self) -> Any:
        """patient, verdict (null where there is no answer), error."""
        pa = _pyarrow()
        errors = [(self._results.error(i)[1] or None) for i in range(len(self))]
        return pa.table(
            {
                "patient": pa.array(self._results.patients(), pa.string()),
                "verdict": _coded(pa, self._results.verdicts(), VERDICTS),
                "error": pa.array(errors, pa.string()),
            }
        )

    def statuses(self) -> Any:
        """patient, verdict, and a column of statuses for each criterion."""
        pa = _pyarrow()
        table = self.verdicts().drop_columns(["error"])
        for i, criterion in enumerate(self._screener.protocol.criteria):
            table = table.append_column(criterion.id, _coded(pa, self._results.statuses(i), STATUSES))
        return table

    def outcomes(self) -> Any:
        """patient, criterion, status: a row for each of both."""
        pa = _pyarrow()
        import pyarrow.compute as pc

        criteria = self._screener.protocol.criteria
        count = len(self)
        patients = pa.array(self._results.patients(), pa.string())
        rows = pa.array([i for i in range(count) for _ in criteria], pa.int64())
        columns = [self._results.statuses(i) for i in range(len(criteria))]
        codes = bytes(column[i] for i in range(count) for column in columns)
        return pa.table(
            {
                "patient": pc.take(patients, rows),
                "criterion": pa.array([criterion.id for criterion in criteria] * count, pa.string()),
                "status": _coded(pa, codes, STATUSES),
            }
        )

    def reasons(self) -> Any:
        """patient, criterion, code, fact, text: why outcomes are open."""
        rows = [
            (data["patient"], criterion["id"], reason["code"], reason.get("fact"), reason["text"])
            for data in self._answers(b'"reasons":[')
            for criterion in data["criteria"]
            for reason in criterion.get("reasons", ())
        ]
        return _table(rows, ("patient", "criterion", "code", "fact", "text"))

    def asks(self) -> Any:
        """patient, fact, text, criteria (a list): what to find out."""
        pa = _pyarrow()
        rows = [
            (data["patient"], ask.get("fact"), ask["text"], ask["for"])
            for data in self._answers(b'"ask":[{')
            for ask in data["ask"]
        ]
        return _table(rows, ("patient", "fact", "text", "criteria"), {"criteria": pa.list_(pa.string())})

    def notices(self) -> Any:
        """patient, text, line, column: what the data held that could not be used."""
        pa = _pyarrow()
        ids = self._results.patients()
        rows = [(ids[i], *notice) for i in range(len(self)) for notice in self._results.notices(i)]
        return _table(rows, ("patient", "text", "line", "column"), {"line": pa.int64(), "column": pa.int64()})

    def _answers(self, mark: bytes) -> Iterator[dict[str, Any]]:
        for i, verdict in enumerate(self._results.verdicts()):
            line = self._results.json(i) if verdict != NO_ANSWER else b""
            if mark in line:
                yield json.loads(line)

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {word}" for word, count in self.counts.items())
        return f"<Cohort of {len(self)} by {self._screener.protocol.name}: {counts}>"

    def _repr_html_(self) -> str:
        from . import _html

        protocol = self._screener.protocol
        return _html.attrition(f"{protocol.name}, {len(self)} patients", self.counts, self.attrition())


def _pyarrow() -> Any:
    from ._arrow import pyarrow

    return pyarrow()


def _coded(pa: Any, codes: bytes, words: Sequence[str]) -> Any:
    """A dictionary column from a byte a row."""
    raw = pa.Array.from_buffers(pa.uint8(), len(codes), [None, pa.py_buffer(codes)])
    import pyarrow.compute as pc

    indices = pc.if_else(pc.equal(raw, NO_ANSWER), pa.scalar(None, pa.uint8()), raw).cast(pa.int8())
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string()))


def _table(rows: Sequence[Sequence[Any]], names: Sequence[str], types: dict[str, Any] | None = None) -> Any:
    pa = _pyarrow()
    columns = list(zip(*rows)) if rows else [()] * len(names)
    return pa.table(
        {name: pa.array(column, (types or {}).get(name, pa.string())) for name, column in zip(names, columns)}
    )

"""The answer for one patient."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import _core
from ._errors import DocumentError, EligoError

if TYPE_CHECKING:
    from ._protocol import Screener

VERDICTS = ("eligible", "ineligible", "undetermined")
STATUSES = ("met", "not_met", "unknown", "not_applicable")
NO_ANSWER = 255


@dataclass(frozen=True)
class Reason:
    """Why an outcome is open. `code` is stable; `fact` is the one that is missing or in doubt, or empty."""

    code: str
    fact: str
    text: str


@dataclass(frozen=True)
class CriterionResult:
    """The outcome of a criterion as written: an exclusion that is met excludes."""

    id: str
    kind: str
    status: str
    reading: str
    reasons: tuple[Reason, ...]
    parts: dict[str, str]


@dataclass(frozen=True)
class Notice:
    """What the data held that could not be used, or was not understood."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Ask:
    """What to find out, and which criteria wait for it. `settles_alone`: of `Screening.ask()` alone."""

    text: str
    criteria: tuple[str, ...]
    settles_alone: bool | None = None


@dataclass(frozen=True)
class ReadingResult:
    """What another reading of a criterion would change, taken alone."""

    criterion: str
    reading: str
    status: str
    verdict: str


@dataclass(frozen=True)
class ExplainedRecord:
    text: str
    why: str
    has_decided: bool
    source: str = ""  # the resource or row that it comes from


@dataclass(frozen=True)
class Explanation:
    """A condition or quantity of a rule with all that led to its answer. `state` is None for a quantity."""

    text: str
    label: str
    state: str | None
    value: str
    window: str
    records: tuple[ExplainedRecord, ...]
    reasons: tuple[str, ...]
    assumptions: tuple[str, ...]
    file: str
    line: int
    parts: tuple[Explanation, ...] = field(default=())

    def __str__(self) -> str:
        return "\n".join(self._lines(""))

    def _lines(self, indent: str) -> list[str]:
        mark = {"holds": "✓", "fails": "✗", "open": "?", "not_applicable": "–", None: "="}[self.state]
        lines = [
            f"{indent}{mark} {self.label + ': ' if self.label else ''}{self.text}"
            f"{' = ' + self.value if self.value else ''}{' [' + self.window + ']' if self.window else ''}"
        ]
        for record in self.records:
            lines.append(f"{indent}    • {record.text}{' [' + record.source + ']' if record.source else ''}{' (left out: ' + record.why + ')' if record.why else ''}")
        lines += [f"{indent}    open: {reason}" for reason in self.reasons]
        lines += [f"{indent}    depends on: {assumption}" for assumption in self.assumptions]
        for part in self.parts:
            lines += part._lines(indent + "  ")
        return lines

    def _repr_html_(self) -> str:
        from . import _html

        return _html.explanation(self)


def explanation_from_core(node: dict[str, Any]) -> Explanation:
    return Explanation(
        text=node["text"],
        label=node["label"],
        state=node["state"],
        value=node["value"],
        window=node["window"],
        records=tuple(ExplainedRecord(*record) for record in node["records"]),
        reasons=tuple(node["reasons"]),
        assumptions=tuple(node["assumptions"]),
        file=node["file"],
        line=node["line"],
        parts=tuple(explanation_from_core(part) for part in node["parts"]),
    )


class Screening:
    """The answer for one patient. Where the document could not be read, `error` says why and `verdict` is None."""

    def __init__(self, screener: Screener, results: _core.Results, index: int) -> None:
        self._screener = screener
        self._results = results
        self._index = index

    @cached_property
    def json(self) -> bytes:
        """The line that `eligo screen --format json` prints, without its end."""
        return self._results.json(self._index)

    @cached_property
    def data(self) -> dict[str, Any]:
        """The same as a dict."""
        loaded: dict[str, Any] = json.loads(self.json)
        return loaded

    @property
    def patient(self) -> str:
        return str(self.data.get("patient", ""))

    @property
    def verdict(self) -> str | None:
        """`eligible`, `ineligible`, `undetermined`; None where there is no answer."""
        verdict: str | None = self.data.get("verdict")
        return verdict

    @cached_property
    def error(self) -> DocumentError | None:
        code, why = self._results.error(self._index)
        if not code:
            return None
        column = f", column {self.data['column']}" if "column" in self.data else ""
        return DocumentError(code, why, f"line {self.data['line']}{column}")

    @cached_property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """In the order of the protocol."""
        return tuple(
            CriterionResult(
                id=one["id"],
                kind=one["kind"],
                status=one["status"],
                reading=one.get("reading", ""),
                reasons=tuple(
                    Reason(reason["code"], reason.get("fact", ""), reason["text"]) for reason in one.get("reasons", ())
                ),
                parts={part["id"]: part["status"] for part in one.get("parts", ())},
            )
            for one in self.data.get("criteria", ())
        )

    def criterion(self, id: str) -> CriterionResult:
        for one in self.criteria:
            if one.id == id:
                return one
        raise EligoError("criterion-unknown", f"the protocol has no criterion {id}")

    @property
    def conflict(self) -> tuple[str, ...]:
        """Open criteria that no completion of the facts lets pass together."""
        return tuple(self.data.get("conflict", ()))

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What would settle what is open."""
        return tuple(Ask(ask["text"], tuple(ask["for"])) for ask in self.data.get("ask", ()))

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(Notice(*notice) for notice in self._results.notices(self._index))

    def ask(self) -> tuple[Ask, ...]:
        """The questions of an undetermined patient, first the one that the most criteria wait for."""
        return tuple(Ask(text, tuple(criteria), alone) for text, criteria, alone in self._again().ask())

    def explain(self, criterion: str) -> Explanation:
        """Everything that led to the outcome of one criterion."""
        return explanation_from_core(self._again().explain(criterion))

    def readings(self) -> tuple[ReadingResult, ...]:
        """Which other readings would change the verdict."""
        return tuple(ReadingResult(*one) for one in self._again().readings())

    def _again(self) -> _core.Screener:
        """A Screener that has screened this patient last: it holds one patient only."""
        if self.error is not None:
            raise self.error
        document, line = self._results.document(self._index)
        if not document:
            raise EligoError("document-not-kept", "the document was not kept: screen with keep_documents=True")
        screener = self._screener._of_this_thread()
        screener.screen(document, line, "")
        return screener

    def __repr__(self) -> str:
        if self.error is not None:
            return f"<Screening of {self.patient or 'a document'}: no answer: {self.error}>"
        return f"<Screening of {self.patient}: {self.verdict}>"

    def _repr_html_(self) -> str:
        from . import _html

        return _html.screening(self)

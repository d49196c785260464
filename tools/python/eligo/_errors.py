"""The exceptions of the package. Each carries a stable code and, of a protocol, the diagnostics."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Sequence


@dataclass(frozen=True)
class Place:
    """Where something stands: lines and columns count from 1, in characters."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Note:
    """A further place that explains a diagnostic."""

    text: str
    place: Place | None


@dataclass(frozen=True)
class Fix:
    """A repair: `text` in place of what stands at `place`."""

    label: str
    place: Place | None
    text: str


@dataclass(frozen=True)
class Diagnostic:
    """One finding in a protocol. Its code is stable and has a page in docs/rules."""

    code: str
    severity: str
    message: str
    label: str
    place: Place | None
    notes: tuple[Note, ...]
    fixes: tuple[Fix, ...]
    #: as `eligo check` prints it: the lines of the file, underlined
    text: str = field(repr=False)

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        from . import _html

        return _html.diagnostics([self])


class Diagnostics(Sequence[Diagnostic]):
    """Findings in the order of the text; a notebook shows them as a page does."""

    def __init__(self, findings: Sequence[Diagnostic]) -> None:
        self._findings = tuple(findings)

    def __len__(self) -> int:
        return len(self._findings)

    def __getitem__(self, index: Any) -> Any:
        return self._findings[index]

    def __repr__(self) -> str:
        return "\n".join(one.text for one in self._findings) or "no findings"

    def _repr_html_(self) -> str:
        from . import _html

        return _html.diagnostics(self._findings)


class EligoError(Exception):
    """What went wrong: a stable `code`, a `message`, and a `place` and a `repair` where there are any."""

    def __init__(self, code: str, message: str, place: str = "", repair: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.place = place
        self.repair = repair

    def __str__(self) -> str:
        text = f"{self.message} [{self.code}]"
        if self.place:
            text += f" at {self.place}"
        return f"{text}; {self.repair}" if self.repair else text

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.code, self.message, self.place, self.repair))


class DocumentError(EligoError):
    """A patient's document cannot be read: there is no answer for it."""


class ProtocolFileError(EligoError, OSError):
    """A file cannot be read."""


class CompileError(EligoError):
    """A protocol has errors. `diagnostics` says which, where, and what to write instead."""

    def __init__(self, code: str, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(code, message)
        self.diagnostics = Diagnostics(diagnostics)

    def __str__(self) -> str:
        return "\n".join([self.message, *(one.text for one in self.diagnostics)])

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.code, self.message, tuple(self.diagnostics)))

    def _repr_html_(self) -> str:
        return self.diagnostics._repr_html_()


_CLASSES: dict[str, type[EligoError]] = {
    "document-unreadable": DocumentError,
    "document-too-large": DocumentError,
    "file-unreadable": ProtocolFileError,
}


def from_core(code: str, message: str, place: str, repair: str) -> EligoError:
    """The exception for an error of the library."""
    return _CLASSES.get(code, EligoError)(code, message, place, repair)


def _place(of: Mapping[str, Any]) -> Place | None:
    return Place(**of) if of else None


def diagnostics_from_core(found: Sequence[Mapping[str, Any]]) -> Diagnostics:
    return Diagnostics(
        [
            Diagnostic(
                code=one["code"],
                severity=one["severity"],
                message=one["message"],
                label=one["label"],
                place=_place(one["place"]),
                notes=tuple(Note(note["text"], _place(note["place"])) for note in one["notes"]),
                fixes=tuple(Fix(fix["label"], _place(fix["place"]), fix["text"]) for fix in one["fixes"]),
                text=one["text"],
            )
            for one in found
        ]
    )

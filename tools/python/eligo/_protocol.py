"""Protocols: compiled, checked, laid out, compared, and applied to patients."""

from __future__ import annotations

import datetime
import json
import os
import threading
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Callable, Iterator, Mapping, Sequence, TypedDict, Union

from . import _core, _documents
from ._cohort import Cohort
from ._errors import CompileError, Diagnostics, EligoError, ProtocolFileError, diagnostics_from_core
from ._screening import Screening

if TYPE_CHECKING:
    from typing_extensions import Unpack

#: A path (a str without a line break, or a Path), or the text of a protocol (a str with line breaks).
ProtocolSource = Union[str, "os.PathLike[str]"]
#: The texts of what a protocol uses: by name, or from a function that gives None where there is none.
Libraries = Union[Mapping[str, str], Callable[[str], "str | None"]]


class Limits(TypedDict, total=False):
    """What one patient may cost (docs/limits.md): whole numbers from 1."""

    document_bytes: int
    nesting: int
    records: int
    unknown_facts: int
    pairs: int
    cases: int
    steps: int


@dataclass(frozen=True)
class Criterion:
    """A criterion as the protocol writes it. `kind` is `inclusion` or `exclusion`."""

    id: str
    kind: str
    quotation: str
    readings: tuple[str, ...]


class Screener:
    """A protocol with the options that patients are screened by. Any number of threads may share one."""

    def __init__(self, protocol: Protocol, options: _core.Options) -> None:
        self.protocol = protocol
        self._options = options
        self._local = threading.local()
        self._of_this_thread()  # so that options that do not fit are told at once

    def _of_this_thread(self) -> _core.Screener:
        screener: _core.Screener | None = getattr(self._local, "screener", None)
        if screener is None:
            screener = self._local.screener = _core.Screener(self.protocol._core, self._options)
        return screener

    def screen(self, document: _documents.Document) -> Screening:
        """The answer for one patient: a dict, or the text of a JSON object (docs/patients.md).

        DocumentError where the document cannot be read.
        """
        results = self._of_this_thread().screen(_documents.document_bytes(document), 1, "patients")
        screening = Screening(self, results, 0)
        if screening.error is not None:
            raise screening.error
        return screening

    def screen_cohort(
        self,
        patients: Any,
        *,
        threads: int | None = None,
        keep_documents: bool = True,
        layout: str = "auto",
        columns: Mapping[str, str] | None = None,
    ) -> Cohort:
        """The answers for many patients, in their order, in memory.

        `patients`: the path of a file of patients; the bytes of one; a table of pandas, Polars, PyArrow or any library
        with `__arrow_c_stream__` (`layout`, `columns`: see docs/python.md); or an iterable of documents. A document that
        cannot be read is an answer with an `error`, in its place. Without `keep_documents` answers cannot be explained
        and take less memory.
        """
        results = _core.Results()
        for stretch in self._stretches(patients, threads, keep_documents, layout=layout, columns=columns):
            results.take(stretch)
        return Cohort(self, results)

    def stream(
        self,
        patients: Any,
        *,
        threads: int | None = None,
        keep_documents: bool = True,
        layout: str = "auto",
        columns: Mapping[str, str] | None = None,
    ) -> Iterator[Screening]:
        """The same one after another, in memory that does not grow with the file."""
        for stretch in self._stretches(patients, threads, keep_documents, layout=layout, columns=columns):
            for i in range(len(stretch)):
                yield Screening(self, stretch, i)

    def stream_ndjson(
        self,
        patients: Any,
        *,
        threads: int | None = None,
        layout: str = "auto",
        columns: Mapping[str, str] | None = None,
    ) -> Iterator[bytes]:
        """The lines that `eligo screen --format json` prints, some at a time."""
        for stretch in self._stretches(patients, threads, False, layout=layout, columns=columns):
            yield stretch.ndjson()

    def _stretches(
        self, patients: Any, threads: int | None, keep_documents: bool, **table_options: Any
    ) -> Iterator[_core.Results]:
        count = len(os.sched_getaffinity(0)) if threads is None else threads
        if count < 1:
            raise ValueError("threads is 1 or more")
        name = _documents.name_of(patients)
        for source in _documents.sources_of(patients, **table_options):
            run = _core.run(
                self.protocol._core, self._options, count, name, source.content, source.first_line, keep_documents
            )
            while len(stretch := run.next()) > 0:
                yield stretch

    def _of(self, protocol: Protocol) -> Screener:
        """The same options for another edition of the protocol."""
        return Screener(protocol, self._options)

    def __repr__(self) -> str:
        return f"<Screener by {self.protocol.name}>"


class Protocol:
    """A compiled protocol. It never changes; any number of threads may use it, and it can be pickled."""

    def __init__(self, core: _core.Protocol, warnings: Diagnostics = Diagnostics(())) -> None:
        self._core = core
        #: findings that are no errors
        self.warnings = warnings

    @property
    def name(self) -> str:
        return self._core.name

    @property
    def title(self) -> str:
        return self._core.title

    @property
    def version(self) -> str:
        """Of the protocol, as its head says."""
        return self._core.version

    @property
    def digest(self) -> str:
        """Names the exact sources: keep it beside every answer that you store."""
        return self._core.digest

    @property
    def as_of(self) -> str:
        """The anchor whose day the rules are asked on."""
        return self._core.as_of

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """In the order written."""
        return tuple(
            Criterion(id, kind, quotation, tuple(readings)) for id, kind, quotation, readings in self._core.criteria()
        )

    def save(self) -> bytes:
        """The protocol as a saved plan, the same on every machine; `eligo.load` reads it back."""
        return self._core.save()

    def screener(
        self,
        *,
        readings: Sequence[str] = (),
        dictionary: str = "",
        anchors: Mapping[str, str | datetime.date] = MappingProxyType({}),
        complete: Sequence[str] = (),
        **limits: Unpack[Limits],
    ) -> Screener:
        """A Screener with options: names of readings to take in place of the file's own, the text of a dictionary of
        local names, and limits.

        Of patients in FHIR, which does not say it (docs/fhir.md): `anchors`, the day of each anchor,
        `{"screening": "2025-06-01"}`; `complete`, lists that hold all there is, `conditions` or
        `conditions=2020-01-01..2025-06-01`. EligoError where an option does not fit.
        """
        if isinstance(readings, str) or isinstance(complete, str):
            raise TypeError("readings and complete are lists of str")
        settings = [("reading", name) for name in readings]
        settings += [("dictionary", dictionary)] if dictionary else []
        settings += [("anchor", f"{name}={day}") for name, day in anchors.items()]
        settings += [("complete", one) for one in complete]
        settings += [("limit", f"{name.replace('_', '-')}={number}") for name, number in limits.items()]
        return Screener(self, _core.options(settings))

    @cached_property
    def _screener(self) -> Screener:
        return self.screener()

    def screen(self, document: _documents.Document) -> Screening:
        """See `Screener.screen`."""
        return self._screener.screen(document)

    def screen_cohort(self, patients: Any, **options: Any) -> Cohort:
        """See `Screener.screen_cohort`."""
        return self._screener.screen_cohort(patients, **options)

    def stream(self, patients: Any, **options: Any) -> Iterator[Screening]:
        """See `Screener.stream`."""
        return self._screener.stream(patients, **options)

    def stream_ndjson(self, patients: Any, **options: Any) -> Iterator[bytes]:
        """See `Screener.stream_ndjson`."""
        return self._screener.stream_ndjson(patients, **options)

    def __reduce__(self) -> tuple[Any, ...]:
        return (load, (self.save(),))

    def __repr__(self) -> str:
        version = f", version {self.version}" if self.version else ""
        return f"<Protocol {self.name}{version}: {len(self.criteria)} criteria>"


class Comparison:
    """What an amendment changes. `data` is what `eligo diff --format json` prints, without the patients."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    @property
    def changes_meaning(self) -> bool:
        """Whether a patient may be answered otherwise; also where that is not decided."""
        return bool(self.data["changes_meaning"])

    @property
    def effects(self) -> dict[str, str]:
        """Of each criterion that differs: `tighter`, `looser`, `both`, `same`, …; `added`, `removed`."""
        found = {}
        for one in self.data["criteria"]:
            if one["change"] != "same":
                side = one.get("new") or one["old"]
                found[side["id"]] = one["effect"] if one["change"] == "changed" else one["change"]
        return found

    def __repr__(self) -> str:
        return f"<Comparison: {', '.join(f'{id} {effect}' for id, effect in self.effects.items()) or 'no change'}>"

    def _repr_html_(self) -> str:
        from html import escape

        from ._html import table

        rows = []
        for one in self.data["criteria"]:
            if one["change"] != "same":
                old, new = one.get("old", {}), one.get("new", {})
                id = (new or old)["id"]
                rows.append([escape(id), escape(self.effects[id]), f"<pre>{escape(old.get('rule', ''))}</pre>",
                             f"<pre>{escape(new.get('rule', ''))}</pre>"])
        return table(["criterion", "effect", "old", "new"], rows) if rows else "<p>no change</p>"


def _path_and_text(source: ProtocolSource, name: str | None) -> tuple[str, str | None]:
    if isinstance(source, str) and "\n" in source:
        return name or "protocol.crit", source
    if name is not None:
        raise ValueError("name= goes with the text of a protocol; a file has its own")
    return os.fspath(source), None


def _loader(libraries: Libraries | None) -> Callable[[str], str | None] | None:
    if libraries is None or callable(libraries):
        return libraries
    return libraries.get


def _compile(
    source: ProtocolSource, name: str | None, libraries: Libraries | None, folders: Sequence[ProtocolSource], lint: bool
) -> tuple[dict[str, Any], Diagnostics]:
    path, text = _path_and_text(source, name)
    result = _core.compile(path, text, [os.fspath(folder) for folder in folders], _loader(libraries), lint)
    return result, diagnostics_from_core(result["diagnostics"])


def _protocol_of(result: Mapping[str, Any]) -> Protocol:
    found = diagnostics_from_core(result["diagnostics"])
    if result["protocol"] is not None:
        return Protocol(result["protocol"], found)
    code, why = result["unreadable_code"], result["unreadable"]
    if code == "file-unreadable":
        raise ProtocolFileError(code, why)
    if code == "out-of-memory":
        raise MemoryError(why)
    errors = [one for one in found if one.severity == "error"]
    count = f"{len(errors)} error{'s' if len(errors) != 1 else ''} in the protocol"
    raise CompileError(code or "protocol-invalid", why or count, found)


def compile(
    source: ProtocolSource,
    *,
    name: str | None = None,
    libraries: Libraries | None = None,
    library_folders: Sequence[ProtocolSource] = (),
) -> Protocol:
    """Compiles a protocol from a file, or from its text (a str with line breaks, for which `name` stands in messages).

    `use` looks beside the file and in `library_folders`; with `libraries` nowhere but there. CompileError holds the
    diagnostics where there are errors.
    """
    return _protocol_of(_compile(source, name, libraries, library_folders, False)[0])


def check(
    source: ProtocolSource,
    *,
    name: str | None = None,
    libraries: Libraries | None = None,
    library_folders: Sequence[ProtocolSource] = (),
) -> Diagnostics:
    """All that `eligo check` finds in a protocol or a library (docs/rules)."""
    result, found = _compile(source, name, libraries, library_folders, True)
    if result["unreadable_code"] not in ("", "no-criteria"):
        _protocol_of(result)
    return found


def format(text: str, *, name: str = "protocol.crit") -> str:
    """The text in the one layout (docs/formatting.md). CompileError where it has errors of syntax."""
    result = _core.format(text, name)
    found = diagnostics_from_core(result["diagnostics"])
    if found:
        raise CompileError("protocol-invalid", "the text has errors and is left alone", found)
    if result["is_refused"]:
        raise EligoError("format-refused", "the text would read differently", repair="report it, with the text")
    formatted: str = result["text"]
    return formatted


def compare(
    old: ProtocolSource,
    new: ProtocolSource,
    *,
    libraries: Libraries | None = None,
    library_folders: Sequence[ProtocolSource] = (),
) -> Comparison:
    """What changes from one version to another, in meaning and for whom: what `eligo diff` says without patients."""
    old_path, old_text = _path_and_text(old, None)
    new_path, new_text = _path_and_text(new, None)
    folders = [os.fspath(folder) for folder in library_folders]
    result = _core.compare(old_path, old_text, new_path, new_text, folders, _loader(libraries))
    for version in ("old", "new"):
        _protocol_of(result[version])
    return Comparison(json.loads(result["json"]))


def load(plan: bytes | ProtocolSource) -> Protocol:
    """A saved plan: its bytes, or a file that `eligo compile` wrote."""
    if isinstance(plan, (str, os.PathLike)):
        try:
            with open(plan, "rb") as file:
                plan = file.read()
        except OSError as error:
            raise ProtocolFileError("file-unreadable", f"{error.filename}: {error.strerror}") from error
    return Protocol(_core.load(bytes(plan)))

"""Protocols that change while a host runs: a folder of them, compiled aside and swapped as a whole."""

from __future__ import annotations

import logging
import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Callable, Iterator, Mapping, Sequence

from . import _core
from ._errors import CompileError, EligoError, diagnostics_from_core, from_core
from ._protocol import Protocol, ProtocolSource


@dataclass(frozen=True)
class StoredProtocol:
    """A version of a protocol that a store has taken up. `number` is from 1, and no two of a store are the same."""

    protocol: Protocol
    file: str
    number: int


@dataclass(frozen=True)
class StoreProblem:
    """Why a file or a folder is not taken up as it is now; the version before it goes on.

    `error.code` is one of those of docs/embedding.md; of `protocol-invalid` it is a CompileError with the diagnostics.
    """

    file: str
    error: EligoError


class ProtocolStore:
    """The protocols (`*.crit`) and saved plans (`*.plan`) of a folder and those below it.

    `refresh`, or `watching` on a thread of its own, takes up what has changed. A version goes only where a good one takes
    its place, or where its file is removed or is no longer that protocol's. Any thread may call any function.
    """

    def __init__(
        self, folder: ProtocolSource, *, library_folders: Sequence[ProtocolSource] = (), settle: float = 0.2
    ) -> None:
        """Takes up the folder; EligoError (`folder-unreadable`) where it cannot be read.

        `settle`: a change counts once the files have stayed as they are for so many seconds; 0 is enough where files are
        renamed into their place.
        """
        if not 0 <= settle <= 3600:
            raise ValueError("settle is a number of seconds from 0 to 3600")
        folders = [os.fspath(one) for one in library_folders]
        self._core = _core.Store(os.fspath(folder), folders, round(settle * 1000))
        self._lock = threading.Lock()
        self._versions: dict[str, StoredProtocol] = {}  # so that a version and its screeners are made once

    def find(self, name: str) -> StoredProtocol | None:
        """The version of a protocol that is in force, by its name (`NCT06710717`). Cheap: ask before each patient."""
        found = self._core.find(name)
        return None if found is None else self._version(*found)

    @property
    def protocols(self) -> tuple[StoredProtocol, ...]:
        """All versions in force, by name."""
        return tuple(self._version(*one) for one in self._core.protocols())

    @property
    def problems(self) -> tuple[StoreProblem, ...]:
        """What is not taken up as it is now, by file."""
        return tuple(StoreProblem(one["file"], _error_of(one)) for one in self._core.problems())

    def refresh(self) -> bool:
        """Looks at the folder once; waits for `settle` if anything has changed. True if the contents are others than before."""
        return self._core.refresh()

    @contextmanager
    def watching(
        self, interval: float = 2.0, changed: Callable[[ProtocolStore], object] | None = None
    ) -> Iterator[ProtocolStore]:
        """Refreshes every `interval` seconds on a thread of its own, as long as the block runs.

        `changed` is called on that thread after each change. An exception of either is logged, as `eligo`, and the
        watching goes on.
        """
        stop = threading.Event()

        def watch() -> None:
            while not stop.wait(interval):
                try:
                    if self.refresh() and changed is not None:
                        changed(self)
                except Exception:
                    logging.getLogger("eligo").exception("the protocols could not be refreshed")

        thread = threading.Thread(target=watch, name="eligo protocols", daemon=True)
        thread.start()
        try:
            yield self
        finally:
            stop.set()
            thread.join()

    def _version(self, core: _core.Protocol, file: str, number: int) -> StoredProtocol:
        with self._lock:
            known = self._versions.get(core.name)
            if known is None or known.number != number:
                known = self._versions[core.name] = StoredProtocol(Protocol(core), file, number)
            return known

    def __repr__(self) -> str:
        return f"<ProtocolStore: {len(self.protocols)} protocols, {len(self.problems)} problems>"


def _error_of(problem: Mapping[str, Any]) -> EligoError:
    if problem["diagnostics"]:
        found = diagnostics_from_core(problem["diagnostics"])
        return CompileError(problem["code"], problem["message"], found)
    return from_core(problem["code"], problem["message"], problem["place"], problem["repair"])

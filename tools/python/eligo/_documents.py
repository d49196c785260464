"""Where patients come from: a dict, a text, a file, lines, or a table, each becomes what the library reads."""

from __future__ import annotations

import datetime
import decimal
import json
import math
import os
from itertools import islice
from typing import Any, Iterable, Iterator, Mapping, NamedTuple, Union

Document = Union[str, bytes, Mapping[str, Any]]

_STRETCH = 4096  # documents of an iterable that are taken at a time


class Source(NamedTuple):
    """A path, the bytes of a file, or documents, of which the first counts as this line."""

    content: str | bytes | list[bytes]
    first_line: int = 1


def _plain(value: Any) -> Any:
    """What json cannot write, as a text that says the same. A number that JSON does not have is no number."""
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def _other(value: Any) -> Any:
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "item"):  # a scalar of NumPy
        return _plain(value.item())
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    raise TypeError(f"a patient's document cannot hold a {type(value).__name__}")


def document_bytes(document: Document) -> bytes:
    """One patient's document as JSON."""
    if isinstance(document, bytes):
        return document
    if isinstance(document, (bytearray, memoryview)):
        return bytes(document)
    if isinstance(document, str):
        return document.encode("utf-8", "surrogatepass")
    if not isinstance(document, Mapping):
        raise TypeError(f"a patient is a dict or the text of a JSON object, not a {type(document).__name__}")
    try:
        return json.dumps(document, default=_other, allow_nan=False).encode()
    except ValueError:
        return json.dumps(_plain(document), default=_other, allow_nan=False).encode()


def name_of(patients: Any) -> str:
    """Stands for the file in the line of a document that cannot be read."""
    return os.fspath(patients) if isinstance(patients, (str, os.PathLike)) else "patients"


def sources_of(patients: Any, **table_options: Any) -> Iterator[Source]:
    """A path names a file and bytes are the content of one; else a table, or an iterable of documents."""
    from . import _arrow

    if isinstance(patients, (str, os.PathLike)):
        yield Source(os.fspath(patients))
    elif isinstance(patients, (bytes, bytearray, memoryview)):
        yield Source(bytes(patients))
    elif _arrow.is_table(patients):
        yield Source(_arrow.documents(patients, **table_options))
    elif isinstance(patients, Mapping):
        raise TypeError("this is one patient: use screen()")
    else:
        yield from _of_iterable(patients)


def _of_iterable(patients: Iterable[Document]) -> Iterator[Source]:
    """Blank lines are passed over and counted, as in a file."""
    waiting = iter(patients)
    line = 1
    while taken := list(islice(waiting, _STRETCH)):
        documents: list[bytes] = []
        first = line
        for document in taken:
            text = document_bytes(document).strip()
            if not text:
                if documents:
                    yield Source(documents, first)
                documents, first = [], line + 1
            else:
                documents.append(text)
            line += 1
        if documents:
            yield Source(documents, first)

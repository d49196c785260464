"""Patients' documents as the tables of docs/python.md: what a registry would have in a data frame."""

from __future__ import annotations

from typing import Any, Iterable, Iterator

LISTS = ("observations", "conditions", "treatments", "procedures", "answers")


def long_rows(documents: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A row a record. Texts stay texts and numbers become their text, as a column has one type."""
    for document in documents:
        patient = document["patient"]
        for name, day in document.get("anchors", {}).items():
            yield {"patient": patient, "list": "anchors", "fact": name, "date": day}
        for name, value in document.get("attributes", {}).items():
            for one in (value or [""]) if isinstance(value, list) else [value]:  # an empty text: an empty list
                yield {"patient": patient, "list": "attributes", "fact": name, "value": text_of(one)}
        for kind in LISTS:
            records = document.get(kind, [])
            if isinstance(records, dict):
                records = [{"question": question, "answer": answer} for question, answer in records.items()]
            for record in records:
                yield {"patient": patient, "list": kind, **dict(cells_of(record))}
        for entry in document.get("complete", []):
            if isinstance(entry, str):
                yield {"patient": patient, "list": "complete", "fact": entry}
            else:
                yield {"patient": patient, "list": "complete", "fact": entry.get("list") or entry.get("fact"),
                       "start": entry.get("from"), "end": entry.get("to")}


def cells_of(record: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if key == "question":
            yield "fact", value
        elif key == "answer":
            yield "value", text_of(value)
        elif key == "reference" and isinstance(value, dict):
            for part, limit in value.items():
                yield {"low": "low", "high": "high", "unit": "reference-unit", "text": "reference"}[part], text_of(limit)
        elif key == "code" and isinstance(value, dict):
            yield "system", value["system"]
            yield "code", value["code"]
        else:
            yield key, value if isinstance(value, (bool, list)) and key in ("ongoing", "ingredients") else text_of(value)


def text_of(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)

"""What a notebook shows. Every text goes through `html.escape`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Iterable, Sequence

if TYPE_CHECKING:
    from ._cohort import AttritionRow
    from ._errors import Diagnostic
    from ._screening import Explanation, Screening

_COLOURS = {
    "error": "#b3261e", "warning": "#8a5a00", "hint": "#3b5b92",
    "eligible": "#1b6e3c", "ineligible": "#b3261e", "undetermined": "#8a5a00",
    "met": "inherit", "not_met": "inherit", "unknown": "#8a5a00", "not_applicable": "#777777",
}
_MARKS = {"holds": "✓", "fails": "✗", "open": "?", "not_applicable": "–", None: "="}


def _word(word: str) -> str:
    return f'<span style="color:{_COLOURS.get(word, "inherit")};font-weight:600">{escape(word.replace("_", " "))}</span>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    top = "".join(f'<th style="text-align:left">{escape(cell)}</th>' for cell in head)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def diagnostics(found: Sequence[Diagnostic]) -> str:
    if not found:
        return "<p>no findings</p>"
    parts = []
    for one in found:
        place = f" {escape(str(one.place))}" if one.place else ""
        lines = escape("\n".join(one.text.splitlines()[1:]))
        parts.append(
            f"<div><b>{_word(one.severity)} [{escape(one.code)}]</b>{place}: {escape(one.message)}"
            f'<pre style="margin:0.2em 0 1em 0">{lines}</pre></div>'
        )
    return "".join(parts)


def explanation(node: Explanation) -> str:
    label = f"<b>{escape(node.label)}</b> " if node.label else ""
    value = f" = {escape(node.value)}" if node.value else ""
    window = f" <small>[{escape(node.window)}]</small>" if node.window else ""
    items = [escape(record.text + (f" [{record.source}]" if record.source else "")) + (f" <i>left out: {escape(record.why)}</i>" if record.why else "") for record in node.records]
    items += [f"open: {escape(reason)}" for reason in node.reasons]
    items += [f"depends on: {escape(assumption)}" for assumption in node.assumptions]
    inner = "".join(f"<li>{item}</li>" for item in items)
    inner += "".join(f'<li style="list-style:none">{explanation(part)}</li>' for part in node.parts)
    mark = _MARKS.get(node.state, "")
    return f"<div>{mark} {label}{escape(node.text)}{value}{window}{f'<ul>{inner}</ul>' if inner else ''}</div>"


def screening(one: Screening) -> str:
    if one.error is not None:
        return f"<p><b>{escape(one.patient or 'a document')}</b>: no answer: {escape(str(one.error))}</p>"
    rows = [
        (escape(criterion.id), escape(criterion.kind), _word(criterion.status),
         "<br>".join(escape(reason.text) for reason in criterion.reasons))
        for criterion in one.criteria
    ]
    asks = "".join(f"<li>{escape(ask.text)} <small>({escape(', '.join(ask.criteria))})</small></li>" for ask in one.asks)
    return (
        f"<p><b>{escape(one.patient)}</b>: {_word(one.verdict or 'no answer')}</p>"
        + table(["criterion", "kind", "status", "open because"], rows)
        + (f"<p>ask for</p><ul>{asks}</ul>" if asks else "")
    )


def attrition(heading: str, counts: dict[str, int], rows: Sequence[AttritionRow]) -> str:
    summary = ", ".join(f"{count} {_word(word)}" for word, count in counts.items())
    cells = [
        (escape(row.criterion), escape(row.quotation), str(row.met), str(row.not_met), str(row.unknown),
         str(row.not_applicable), str(row.ruled_out), str(row.remaining), str(row.open))
        for row in rows
    ]
    head = ["criterion", "sentence", "met", "not met", "unknown", "n.a.", "out here", "left", "open"]
    return f"<p><b>{escape(heading)}</b>: {summary}</p>" + table(head, cells)

"""What a notebook shows: all that comes from outside is escaped."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import eligo
import pytest
from conftest import PATIENTS, ROOT

SCRIPT = "<script>alert(1)</script>"
TEXT = f"""protocol T-1
  as of screening
use vocabulary/laboratory

inclusion I1 "{SCRIPT} & more"
  most recent ALT < 3 x ULN
"""


class Names(HTMLParser):
    """The names of all elements, which must be closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.names.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def names_of(html: str) -> set[str]:
    parser = Names()
    parser.feed(html)
    assert parser.open == []
    return parser.names


@pytest.fixture
def protocol() -> eligo.Protocol:
    return eligo.compile(TEXT, library_folders=[ROOT / "criteria"])


def test_answers_explanations_and_attrition(protocol: eligo.Protocol) -> None:
    document = {
        "patient": SCRIPT,
        "anchors": {"screening": "2025-06-20"},
        "observations": [{"fact": "ALT", "value": SCRIPT, "unit": SCRIPT, "date": "2025-06-18"}],
    }
    cohort = protocol.screen_cohort([document, SCRIPT])
    shown = [cohort._repr_html_(), cohort[0]._repr_html_(), cohort[1]._repr_html_(), cohort[0].explain("I1")._repr_html_()]
    for html in shown:
        assert "script" not in names_of(html)
    assert "&lt;script&gt;" in shown[0] and "&lt;script&gt;" in shown[1]


def test_diagnostics() -> None:
    with pytest.raises(eligo.CompileError) as caught:
        eligo.compile(TEXT.replace("most recent ", ""), name=SCRIPT, library_folders=[ROOT / "criteria"])
    html = caught.value._repr_html_()
    assert "script" not in names_of(html) and "E0301" in html


def test_comparisons() -> None:
    old = TEXT
    new = TEXT.replace("3 x", "2 x")
    html = eligo.compare(old, new, library_folders=[ROOT / "criteria"])._repr_html_()
    assert names_of(html) == {"table", "thead", "tbody", "tr", "th", "td", "pre"} and "tighter" in html


def test_a_cohort_shows_a_row_for_each_criterion(trial: eligo.Protocol) -> None:
    html = trial.screen_cohort(PATIENTS)._repr_html_()
    assert html.count("<tr>") == 31

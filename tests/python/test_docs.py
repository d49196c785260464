"""docs/python.md and docs/omop.md hold: their cells run, and print what the pages say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT
from notebook import executed

PAGE = ROOT / "docs/python.md"
OMOP = ROOT / "docs/omop.md"


@pytest.mark.parametrize("file, fewest", [(PAGE, 4), (OMOP, 1)], ids=["python", "omop"])
def test_every_cell_runs_and_prints_what_stands_below_it(file: Path, fewest: int) -> None:
    page = file.read_text()
    shown = {code.strip(): text for code, text in re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", page, re.DOTALL)}
    cells = [cell for cell in executed(file).cells if cell.cell_type == "code"]
    assert len(cells) == page.count("```python\n") and len(shown) >= fewest
    for cell in cells:
        if cell.source in shown:
            printed = "".join(
                output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs
            )
            assert printed.strip() == shown[cell.source].strip()


def test_cohorts_diagnostics_and_explanations_are_shown_as_pages() -> None:
    cells = [cell for cell in executed(PAGE).cells if cell.cell_type == "code"]
    outputs = [output for cell in cells for output in cell.outputs]
    pages = [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    assert any("out here" in page for page in pages), "attrition"
    assert any("E0301" in page for page in pages), "diagnostics"
    assert any("<li>open: " in page for page in pages), "an explanation"

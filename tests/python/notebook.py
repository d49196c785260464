"""The notebook of a page: its Python blocks are the cells. Run as a program it executes them and writes the notebook.

    python tests/python/notebook.py docs/python.md python.ipynb
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient


def notebook_of(page: str) -> Any:
    cells = []
    for i, part in enumerate(re.split(r"^```python\n(.*?)^```\n", page, flags=re.MULTILINE | re.DOTALL)):
        if part.strip():
            cells.append(nbformat.v4.new_code_cell(part.rstrip()) if i % 2 else nbformat.v4.new_markdown_cell(part.strip()))
    return nbformat.v4.new_notebook(cells=cells)


def executed(page: Path) -> Any:
    """A cell that raises ends it with its error. Files that the page writes go to a folder of their own."""
    notebook = notebook_of(page.read_text())
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    return notebook


if __name__ == "__main__":
    nbformat.write(executed(Path(sys.argv[1])), sys.argv[2])
    print(f"notebook: {sys.argv[2]} runs")

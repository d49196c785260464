"""Eligibility criteria of clinical trials: compiled, checked, and applied to patients.

    import eligo

    protocol = eligo.compile("trial.crit")
    cohort = protocol.screen_cohort("patients.ndjson")
    cohort.patient("P-001").explain("I7")
"""

from . import _core
from ._cohort import AttritionRow, Cohort
from ._errors import (
    CompileError,
    Diagnostic,
    Diagnostics,
    DocumentError,
    EligoError,
    Fix,
    Note,
    Place,
    ProtocolFileError,
)
from ._protocol import Comparison, Criterion, Limits, Protocol, Screener, check, compare, compile, format, load
from ._screening import (
    Ask,
    CriterionResult,
    ExplainedRecord,
    Explanation,
    Notice,
    ReadingResult,
    Reason,
    Screening,
)
from ._store import ProtocolStore, StoredProtocol, StoreProblem

__version__ = _core.program_version()
#: rises where a protocol may change its meaning
language_version = _core.language_version()

__all__ = [
    "Ask", "AttritionRow", "Cohort", "CompileError", "Comparison", "Criterion", "CriterionResult", "Diagnostic",
    "Diagnostics", "DocumentError", "EligoError", "ExplainedRecord", "Explanation", "Fix", "Note", "Notice", "Place",
    "Limits", "Protocol", "ProtocolFileError", "ProtocolStore", "ReadingResult", "Reason", "Screener", "Screening",
    "StoreProblem", "StoredProtocol", "check", "compare", "compile", "format", "language_version", "load",
]

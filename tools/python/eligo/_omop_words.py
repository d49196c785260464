"""What the closed vocabularies of the CDM say of a row: types, statuses, qualifiers, operators, contexts.

A concept is known by its number where the CDM fixes it, and else by the words of its name in the site's own table of
concepts. What is not understood becomes a doubt, never nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# ---- types: where a row comes from

_ORDER, _DISPENSED, _GIVEN, _STATED, _PROBLEM_LIST = "order", "dispensed", "given", "stated", "problem list"
_PLAIN = "plain"

_TYPES = {
    # Type Concept, from 2020 on
    **dict.fromkeys((32811, 32833, 32837, 32838, 32839, 32842), _ORDER),
    **dict.fromkeys((32825, 32857, 32869), _DISPENSED),
    **dict.fromkeys((32818, 32877), _GIVEN),
    **dict.fromkeys((32830, 32862, 32865, 32883, 32851), _STATED),
    32840: _PROBLEM_LIST,
    **dict.fromkeys((32809, 32810, 32812, 32817, 32856, 32878, 32879, 32884), _PLAIN),
    # the vocabularies before it; 38000183 to 38000274 are positions in claims
    **dict.fromkeys((*range(38000183, 38000245), *range(38000248, 38000275), *range(38000276, 38000283)), _PLAIN),
    **dict.fromkeys(range(44786627, 44786632), _PLAIN),
    44814721: _STATED,
    **dict.fromkeys((38000177, 38000275, 5001), _ORDER),
    **dict.fromkeys((38000175, 38000176, 581452), _DISPENSED),
    **dict.fromkeys((38000179, 38000180, 581373, 43542356, 43542357, 43542358, 44777970), _GIVEN),
    **dict.fromkeys((38000178, 44787730, 45905770, 44818704), _STATED),
    38000245: _PROBLEM_LIST,
    **dict.fromkeys((32020, 44818701, 44818702, 45754907), _PLAIN),
}

_TYPE_WORDS = (
    ("medication list", _STATED),
    ("dispens", _DISPENSED),
    ("mail order", _DISPENSED),
    ("pharmacy claim", _DISPENSED),
    ("physician administered", _GIVEN),
    ("administration", _GIVEN),
    ("prescription", _ORDER),
    ("prescribed", _ORDER),
    ("order", _ORDER),
    ("authorization", _ORDER),
    ("referral", _ORDER),
    ("planned", _ORDER),
    ("problem list", _PROBLEM_LIST),
    ("self-report", _STATED),
    ("self report", _STATED),
    ("patient report", _STATED),
    ("patient filled", _STATED),
    ("survey", _STATED),
)


class RowType(NamedTuple):
    """`kind` is `order`, `dispensed`, `given`, `stated`, `problem list`, `plain`, `unsaid` or `unknown`."""

    kind: str
    doubt: str | None


def row_type(concept: int, name: str | None) -> RowType:
    words = (name or "").lower()
    if concept == 0:
        return RowType("unsaid", None)
    kind = _TYPES.get(concept)
    if kind is None:
        kind = next((kind for word, kind in _TYPE_WORDS if word in words), None)
    if kind is None and not words:
        return RowType("unknown", f"its type, concept {concept}, is not known")
    if re.search(r"\bnlp\b|natural language", words):
        return RowType(_PLAIN, "it was found in a text by a program")
    if "complaint" in words:
        return RowType(_PLAIN, "it is a complaint")
    return RowType(kind or _PLAIN, None)


def lists_of_period(concept: int, name: str | None) -> tuple[str, ...]:
    """The lists that an observation period of this type says to be whole, where the run does not say it. Claims hold no
    results, and a register holds that alone which it asks for."""
    words = (name or "").lower()
    if re.search(r"claim|enrol|insurance|payer", words) or concept in (32810, 32813, 44814722):
        return ("conditions", "treatments", "procedures")
    if re.search(r"regist|survey|self-report|case report|questionnaire", words):
        return ()
    return ("conditions", "treatments", "procedures", "observations")


# ---- the status of a diagnosis

_STATUSES = {
    **dict.fromkeys((32891, 32893, 32894, 32895, 32896, 32897, 32898, 32902, 32903, 32908, 32909, 32910, 4230359), "holds"),
    **dict.fromkeys((32890, 32892, 32899, 32900, 32901, 32904, 32905, 32907, 4033240, 4203942), "doubtful"),
    32906: "resolved",
}


def diagnosis_status(concept: int, words: str | None) -> str | None:
    """`holds`, `doubtful`, `resolved`, `refuted`; None where it is not understood. `words`: the name of the concept, or
    the source's own where there is no concept."""
    if concept in _STATUSES:
        return _STATUSES[concept]
    text = (words or "").lower().replace("_", " ").replace("-", " ")
    if not concept and not text:
        return "holds"
    if re.search(r"ruled out|refuted|excluded|disproved|entered in error", text):
        return "refuted"
    if re.search(r"\b(not|un)\s?confirmed|prelim|provision|suspect|possib|probab|differential|rule out|\br/o\b|working|admi(ssion|tting)"
                 r"|referral|preoperative|pre operative|to be diagnosed|query|presum|tentative|history", text):
        return "doubtful"
    if re.search(r"resolved|inactive|remission|cured", text):
        return "resolved"
    if re.search(r"confirmed|final|primary|principal|main|secondary|discharge|postoperative|cause of death|active|established"
                 r"|contributory|additional|definite", text):
        return "holds"
    return None


# ---- qualifiers of observations, modifiers of procedures

def qualifier(concept: int, words: str | None) -> str | None:
    """`plain`, `negated`, `family`; None where it is not understood, or weakens."""
    text = (words or "").strip().lower()
    if not concept and not text:
        return "plain"
    if re.fullmatch(r"(no|not|none|never|absent|negative|negated|denied|denies|without|excluded|not detected|not present|known absent)",
                    text):
        return "negated"
    if re.search(r"family|mother|father|sibling|relative", text):
        return "family"
    if re.fullmatch(r"(yes|present|known present|positive|detected|confirmed|definite|severe|moderate|mild|left|right|bilateral|acute"
                    r"|chronic|current|high|low|normal|abnormal)", text):
        return "plain"
    return None


def is_plain_modifier(concept: int, words: str | None, source: str | None) -> bool:
    """Whether a modifier of a procedure says where or how it was done, not that it was broken off (53, 73, 74 of CPT)."""
    text = f"{words or ''} {source or ''}".strip().lower()
    if not concept and not text:
        return True
    if re.search(r"discontinu|cancel|abort|not done|not perform|declin|refus|incomplete|fail|attempt|plan|order", text):
        return False
    if re.search(r"\b(53|73|74)\b", text):
        return False
    return bool(re.fullmatch(r"[a-z0-9]{2}", (source or "").strip().lower())) or bool(words)


# ---- operators

OPERATORS = {4172703: "=", 4171756: "<", 4171754: "<=", 4172704: ">", 4171755: ">="}

# ---- concepts that speak of a finding in some context

#: SNOMED's own: situation with explicit context, and what stands below it
CONTEXT_CODES = {
    "243796009": "other",
    "57177007": "family",
    "417662000": "history",
    "416940007": "history",
    "373572006": "absent",
}
#: relationships from such a concept to the finding or procedure that it speaks of
CONTEXT_RELATIONSHIPS = ("Has asso finding", "Has asso proc")


def context_of_name(name: str | None) -> str | None:
    """`family`, `no family`, `history`, `absent`, `other`; None where a name speaks of the patient plainly."""
    text = (name or "").strip().lower()
    if re.match(r"no (known )?(family history|fh)", text):
        return "no family"
    if re.match(r"(family history|fh[ :]|maternal history|paternal history|family member)", text):
        return "family"
    if re.match(r"(no history of|no past history|no personal history|absence of)", text):
        return "absent"
    if re.match(r"(past )?(medical |personal |surgical )?history of|h/o|past history|past medical history|hx of|personal history", text):
        return "history"
    if re.match(r"(suspected|possible|probable|at risk|risk of|query|exposure to|contact with|no evidence of)\b", text):
        return "other"
    return None

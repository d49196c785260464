"""What the rows of an event table are records of: for each pair of concept and source concept that stands in it, the lists
and facts of the patient document, as the beginnings of records in JSON.
"""

from __future__ import annotations

import json
from typing import Iterable, Iterator, NamedTuple, Sequence

from ._omop_facts import Asked, ConceptFacts
from ._omop_words import context_of_name

#: the places of the lists in the parts of a document
PLACES = {"anchors": 0, "attributes": 1, "observations": 2, "conditions": 3, "treatments": 4, "procedures": 5, "answers": 6,
          "complete": 7, "gaps": 8}
UNREAD = -1
#: values that say whether it is so, and are no finding
_ANSWERS = {"yes", "no", "present", "absent", "positive", "negative", "true", "false", "none", "never"}


class EventKey(NamedTuple):
    """`value`: the concept that an observation has as its value, where its own concept says that it is of a finding."""

    concept: int
    source: int
    value: int


class Meaning(NamedTuple):
    place: int
    #: members that name the fact; None: the row's own source value does
    head: str | None
    #: `number`, `word`, `titre`, `grade`, `date`, `none`; `any` where the fact is not known; `silent`: the row's value is none
    role: str
    #: further members: that it is of the family, or was not there
    said: str | None
    doubt: str | None
    #: `past`: it was so before the day of the row; `absent`: not on that day; `without a number`: if the row has none
    turn: str
    #: the list in which the row may be of a fact without codes, and which is not whole, therefore; UNREAD: none
    opens: int = UNREAD


_NOTHING = Meaning(UNREAD, "", "none", None, None, "")
#: lists whose questions are of what there was: for them it is one whether a row may be a fact, or whether there may be more
EVENT_LISTS = ("conditions", "treatments", "procedures")


def members(**of: object) -> str:
    return ",".join(f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False)}" for key, value in of.items())


def _own_code(concept: int) -> dict[str, str]:
    return {"system": "OMOP", "code": str(concept)}


class Meanings:
    def __init__(self, asked: Asked, facts: ConceptFacts) -> None:
        self._asked = asked
        self._facts = facts
        self._open = {name: [fact for fact in asked.in_list(name) if not facts.is_resolved(fact)] for name in PLACES}

    def is_context(self, concept: int) -> bool:
        return concept != 0 and self._context(concept) is not None

    def of(self, key: EventKey, own_lists: Sequence[str]) -> list[Meaning]:
        """`own_lists`: those in which a row may stand that was not mapped. Never empty: a row that is surely of nothing that
        is asked about has one meaning, with the place UNREAD."""
        found = list(self._contextual(key, own_lists) if self.is_context(key.concept) else self._plain(key, own_lists))
        return found or [_NOTHING]

    # ---- concepts that are findings, results, drugs, …

    def _plain(self, key: EventKey, own_lists: Sequence[str]) -> Iterator[Meaning]:
        certain = self._facts.certain(key.concept) if key.concept else []
        by_source = self._facts.by_code(key.source) if key.source else []
        doubtful = self._facts.possible(key.concept) if key.concept else {}
        known, disputed = self._together(certain, by_source, key.concept)
        for fact, why in disputed.items():
            doubtful.setdefault(fact, why)
        for fact in known:
            doubtful.pop(fact, None)
            yield from self._fact(fact)
        for fact, why in doubtful.items():
            yield from self._fact(fact, why)
        if not known and not disputed:
            yield from self._unknown(key, own_lists)

    def _together(self, certain: list[str], by_source: list[str], concept: int) -> tuple[list[str], dict[str, str]]:
        """Facts that both, or one alone can say, and those of which one says what the other denies."""
        facts = self._asked.facts

        def are_kin(a: str, b: str) -> bool:
            return a == b or a in facts[b].broader or b in facts[a].broader

        why = "its concept and its source concept mean two different things"
        disputed = {}
        if certain:
            for one in by_source:
                if not any(are_kin(one, other) for other in certain):
                    disputed[one] = why
            if disputed:
                for one in certain:
                    if not any(are_kin(one, other) for other in by_source):
                        disputed[one] = why
        elif concept and concept in self._facts.is_placed:
            disputed = {one: why for one in by_source if self._facts.is_resolved(one)}
        known = self._asked.narrowest(one for one in [*certain, *by_source] if one not in disputed)
        return known, disputed

    def _fact(self, name: str, doubt: str | None = None, said: str | None = None, turn: str = "") -> Iterator[Meaning]:
        fact = self._asked.facts[name]
        if self._asked.is_read(name) and fact.list_name in PLACES and fact.list_name != "attributes":
            yield Meaning(PLACES[fact.list_name], members(fact=name), fact.value, said, doubt, turn)

    def _unknown(self, key: EventKey, own_lists: Sequence[str]) -> Iterator[Meaning]:
        """A row of something that is no fact for sure, in each list in which it may be one."""
        for name in own_lists[:1] if key.concept else own_lists:
            is_placed = key.concept in self._facts.is_placed
            may_be = [fact for fact in self._open[name] if not self._facts.is_denied(fact, key.source)]
            if not is_placed:
                may_be = self._asked.in_list(name)
            opens = PLACES[name] if is_placed and may_be and name in EVENT_LISTS else UNREAD
            turn = "" if name == own_lists[0] else "without a number"
            if name in self._asked.lists_of_any or (may_be and opens == UNREAD):
                yield Meaning(PLACES[name], self._name(key, is_placed), "any", None, None, turn, opens)
            elif opens != UNREAD:
                yield _NOTHING._replace(opens=opens)

    def _name(self, key: EventKey, is_placed: bool) -> str | None:
        codes = [_own_code(key.concept)] if is_placed else []
        source = self._facts.concepts.get(key.source)
        if source is not None:
            codes.append({"system": source.vocabulary, "code": source.code})
        if not key.concept:
            return f'"codes":{json.dumps(codes)}' if codes else None
        named = members(fact=self._facts.name(key.concept))
        return f'{named},"codes":{json.dumps(codes)}' if codes else named

    # ---- concepts that speak of a finding in some context

    def _context(self, concept: int) -> str | None:
        known = self._facts.concepts.get(concept)
        by_name = context_of_name(known.name) if known and known.vocabulary != "LOINC" else None
        by_hierarchy = self._facts.contexts.get(concept)
        if by_name == "no family" or by_hierarchy in (None, "other"):
            return by_name or by_hierarchy
        return by_hierarchy

    def _contextual(self, key: EventKey, own_lists: Sequence[str]) -> Iterator[Meaning]:
        context = self._context(key.concept)
        if context == "no family":
            return
        own = self._facts.certain(key.concept)
        for fact in own:  # the vocabulary has the very concept: `family history of diabetes`
            yield from self._fact(fact)
        value = self._facts.certain(key.value) if key.value else []
        about = value or self._asked.narrowest(
            fact for finding in self._facts.findings.get(key.concept, ()) for fact in self._facts.certain(finding))
        about = [fact for fact in about if fact not in own]
        is_answer = self._facts.name(key.value).lower() in _ANSWERS
        for fact in about:
            for one in self._in_context(fact, str(context), key):
                yield one if is_answer or not key.value else one._replace(role="silent")
        if context == "family" or own:
            return
        if not about:
            yield from self._of_some_finding(key, own_lists)

    def _of_some_finding(self, key: EventKey, own_lists: Sequence[str]) -> Iterator[Meaning]:
        """Of a finding that is no fact with codes, or that is not known: then it may be any."""
        spoken = [key.value] if key.value else self._facts.findings.get(key.concept, [])
        is_placed = bool(spoken) and all(one in self._facts.is_placed for one in spoken)
        possible = {fact: why for one in spoken for fact, why in self._facts.possible(one).items()}
        for fact, why in possible.items():
            yield from self._fact(fact, why, None, "past")
        name = own_lists[0] if own_lists[0] in EVENT_LISTS else "conditions"
        if is_placed and self._open[name]:
            yield _NOTHING._replace(opens=PLACES[name])
        elif not is_placed and self._asked.in_list(name):
            head = members(fact=self._facts.name(key.concept) + (f": {self._facts.name(key.value)}" if key.value else ""))
            yield Meaning(PLACES[name], head, "silent", None, "of which finding it speaks is not understood", "past")

    def _in_context(self, fact: str, context: str, key: EventKey) -> Iterator[Meaning]:
        if context == "family":
            yield from self._fact(fact, None, '"familyHistory":true')
            of_family = f"family-history-of-{fact}"
            if of_family in self._asked.facts:
                yield from self._fact(of_family)
        elif context == "history":
            yield from self._fact(fact, None, None, "past")
        elif context == "absent":
            yield from self._fact(fact, None, '"status":"absent"', "absent")
        else:
            yield from self._fact(fact, f"it stands as {self._facts.name(key.concept)}")


def rows_of(meanings: Meanings, keys: Iterable[EventKey], own_lists: Sequence[str]) -> dict[str, list[object]]:
    """The columns of a table to join with."""
    columns: dict[str, list[object]] = {name: [] for name in ("concept", "source", "value", *Meaning._fields)}
    for key in sorted(keys):
        for one in dict.fromkeys(meanings.of(key, own_lists)):
            for name, cell in zip(columns, (*key, *one)):
                columns[name].append(cell)
    return columns

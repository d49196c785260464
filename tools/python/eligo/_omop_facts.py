"""Which facts of a protocol's vocabulary the concepts of a CDM are.

A concept is a fact by its own code, and by what it lies below in concept_ancestor; a source concept by its code. What lies
above the concept of a fact may be that fact. What is neither is something else, and is told the library by its number in
the system `OMOP`, as far as the site's vocabulary knows the fact; else it may be the fact.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Iterable, NamedTuple

from . import _core
from ._omop_tables import Cdm
from ._omop_words import CONTEXT_CODES, CONTEXT_RELATIONSHIPS
from ._protocol import Protocol


class AskedFact(NamedTuple):
    name: str
    list_name: str
    value: str
    codes: list[tuple[str, str]]
    aliases: list[str]
    broader: list[str]
    is_asked: bool


class Asked:
    """What a protocol asks of data."""

    def __init__(self, protocol: Protocol) -> None:
        self.core = protocol._core
        self.facts = {fact.name: fact for fact in (AskedFact(*one) for one in _core.facts(self.core))}
        self.fields = set(_core.fields(self.core))
        self.anchors = list(_core.anchors(self.core))
        self.lists_of_any = set(_core.lists_of_any(self.core))
        self._questions = [set(facts) for facts in _core.questions(self.core)]

    def is_read(self, fact: str) -> bool:
        return self.facts[fact].is_asked or self.facts[fact].list_name in self.lists_of_any

    def in_list(self, name: str) -> list[str]:
        return [fact.name for fact in self.facts.values() if fact.list_name == name and fact.is_asked]

    def stands_apart(self, fact: str, broader: str) -> bool:
        """Whether some question looks at the fact and not at the broader one."""
        return any(fact in facts and broader not in facts for facts in self._questions)

    def narrowest(self, facts: Iterable[str]) -> list[str]:
        given = list(dict.fromkeys(facts))
        return [one for one in given if not any(one in self.facts[other].broader for other in given)]


class Concept(NamedTuple):
    id: int
    name: str
    vocabulary: str
    code: str


class ConceptFacts:
    """The facts of the concepts that stand in the tables."""

    def __init__(self, cdm: Cdm, asked: Asked, used: Iterable[int]) -> None:
        self.asked = asked
        self._cdm = cdm
        used = {id for id in used if id}
        self.contexts: dict[int, str] = {}
        self.findings: dict[int, list[int]] = defaultdict(list)
        self._read_contexts(used)
        used |= {finding for all in self.findings.values() for finding in all}
        self.concepts = self._concepts(used)
        self._own = self._facts_by_code(self.concepts.values())
        certain, possible = self._roots()
        self._above: dict[int, set[str]] = defaultdict(set)
        self._below: dict[int, set[str]] = defaultdict(set)
        self._perhaps: dict[int, set[str]] = defaultdict(set)
        self.is_placed: set[int] = set()
        self._resolved: set[str] = set()
        if "concept_ancestor" in cdm:
            self._read_ancestors(used, certain, possible)
        self._denied = self._facts_denied()

    # ---- what a concept is

    def certain(self, concept: int) -> list[str]:
        return self.asked.narrowest([*self._own.get(concept, ()), *sorted(self._below.get(concept, ()))])

    def by_code(self, concept: int) -> list[str]:
        """By the concept's own code alone: of a source concept."""
        return self.asked.narrowest(self._own.get(concept, ()))

    def possible(self, concept: int) -> dict[str, str]:
        """The facts that it may be beside those that it is, each with why that is open."""
        certain = self.certain(concept)
        name = self.name(concept)
        found: dict[str, str] = {}
        for fact in sorted(self._above.get(concept, ())):
            found.setdefault(fact, f"{name} is broader than the code of {fact}")
        for fact in sorted(self._perhaps.get(concept, ())):
            found.setdefault(fact, f"its concept is the one that the code of {fact} maps to, which may be broader")
        for one in certain:
            for other in self.asked.facts.values():
                if one in other.broader and other.name not in self._resolved and self.asked.stands_apart(other.name, one):
                    found.setdefault(other.name, f"the vocabulary has no code for {other.name} that is known here")
        taken = {*certain, *(broader for one in certain for broader in self.asked.facts[one].broader)}
        return {fact: why for fact, why in found.items() if fact not in taken}

    def name(self, concept: int) -> str:
        known = self.concepts.get(concept)
        return known.name if known else f"concept {concept}"

    def is_resolved(self, fact: str) -> bool:
        """Whether the site's vocabulary knows the fact, so that what lies elsewhere is something else."""
        return fact in self._resolved or any(broader in self._resolved for broader in self.asked.facts[fact].broader)

    def resolved(self, list_name: str) -> list[str]:
        return [name for name in self.asked.in_list(list_name) if self.is_resolved(name)]

    def is_denied(self, fact: str, source: int) -> bool:
        """Whether the code of a source concept says that it is not of the fact."""
        return fact in self._denied.get(source, ())

    # ---- how it is found out

    def _concepts(self, ids: Iterable[int]) -> dict[int, Concept]:
        kept = self._cdm.keep_ids("used", ids)
        table = self._cdm["concept"]
        sql = f"""select {table.whole('concept_id')}, {table.text('concept_name')}, {table.text('vocabulary_id')},
            {table.text('concept_code')} from {table.source} t where {table.whole('concept_id')} in (select id from {kept})"""
        return {row[0]: Concept(row[0], row[1] or f"concept {row[0]}", row[2] or "", row[3] or "")
                for row in self._cdm.rows(sql)}

    def _facts_by_code(self, concepts: Iterable[Concept]) -> dict[int, list[str]]:
        by_vocabulary: dict[str, list[Concept]] = defaultdict(list)
        for concept in concepts:
            by_vocabulary[concept.vocabulary].append(concept)
        found = {}
        for vocabulary, all in by_vocabulary.items():
            answers = _core.code_facts(self.asked.core, "conditions", vocabulary, [one.code for one in all])
            found.update({one.id: facts for one, facts in zip(all, answers) if facts})
        return found

    def _facts_denied(self) -> dict[int, list[str]]:
        """For facts that the site's vocabulary does not know."""
        open_facts = [name for name, fact in self.asked.facts.items() if fact.is_asked and fact.codes and not self.is_resolved(name)]
        by_vocabulary: dict[str, list[Concept]] = defaultdict(list)
        for concept in self.concepts.values():
            by_vocabulary[concept.vocabulary].append(concept)
        found = {}
        for vocabulary, all in by_vocabulary.items() if open_facts else ():
            answers = _core.code_denials(self.asked.core, open_facts, vocabulary, [one.code for one in all])
            found.update({one.id: facts for one, facts in zip(all, answers) if facts})
        return found

    def _roots(self) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
        """The concepts of the facts' codes: those that are the fact, and those that may be broader."""
        table = self._cdm["concept"]
        vocabularies = [row[0] for row in self._cdm.rows(
            f"select distinct {table.text('vocabulary_id')} from {table.source} t") if row[0]]
        by_system: dict[str, list[str]] = defaultdict(list)
        for vocabulary in vocabularies:
            by_system[_core.code_system(vocabulary)[0]].append(vocabulary)
        facts_of: dict[tuple[str, str], set[str]] = defaultdict(set)
        for fact in self.asked.facts.values():
            for system, code in fact.codes:
                for vocabulary in by_system.get(_core.code_system(system)[0], ()):
                    facts_of[vocabulary, code.upper().replace(".", "")].add(fact.name)
        if not facts_of:
            return {}, {}
        kept = self._cdm.engine.keep("codes", {"vocabulary": [key[0] for key in facts_of], "code": [key[1] for key in facts_of]})
        code = f"replace(upper({table.text('concept_code')}), '.', '')"
        rows = list(self._cdm.rows(
            f"""select {table.whole('concept_id')}, k.vocabulary, k.code, upper({table.text('standard_concept')})
            from {table.source} t join {kept} k on {table.text('vocabulary_id')} = k.vocabulary and {code} = k.code"""))
        certain: dict[int, set[str]] = defaultdict(set)
        possible: dict[int, set[str]] = defaultdict(set)
        stray = {}
        for id, vocabulary, code, standard in rows:
            certain[id] |= facts_of[vocabulary, code]
            if standard not in ("S", "C"):
                stray[id] = vocabulary
        for id, target, vocabulary in self._mapped(stray):
            # Within one vocabulary a concept maps to what took its place, from another perhaps to something broader.
            (certain if vocabulary == stray[id] else possible)[target] |= certain[id]
        return certain, possible

    def _mapped(self, ids: Iterable[int]) -> list[tuple[int, int, str]]:
        ids = list(ids)
        if not ids or "concept_relationship" not in self._cdm:
            return []
        of, table = self._cdm["concept_relationship"], self._cdm["concept"]
        table.alias = "c"
        kept = self._cdm.keep_ids("stray", ids)
        sql = f"""select {of.whole('concept_id_1')}, {of.whole('concept_id_2')}, {table.text('vocabulary_id')}
            from {of.source} t join {table.source} c on {of.whole('concept_id_2')} = {table.whole('concept_id')}
            where {of.text('relationship_id')} = 'Maps to' and {of.text('invalid_reason')} is null
            and {of.whole('concept_id_1')} in (select id from {kept})"""
        return [(row[0], row[1], row[2]) for row in self._cdm.rows(sql)]

    def _read_ancestors(self, used: set[int], certain: dict[int, set[str]], possible: dict[int, set[str]]) -> None:
        table = self._cdm["concept_ancestor"]
        table.need("ancestor_concept_id", "descendant_concept_id")
        above, below = table.whole("ancestor_concept_id"), table.whole("descendant_concept_id")
        in_use = self._cdm.keep_ids("in_use", used)
        roots = self._cdm.keep_ids("roots", {*certain, *possible})
        self.is_placed = {row[0] for row in self._cdm.rows(
            f"select distinct {below} from {table.source} t where {below} in (select id from {in_use})")}
        known = {row[0] for row in self._cdm.rows(
            f"select distinct {above} from {table.source} t where {above} in (select id from {roots})")}
        self._resolved = {fact for root, facts in certain.items() if root in known for fact in facts}
        for ancestor, descendant in self._cdm.rows(
            f"""select {above}, {below} from {table.source} t where {above} in (select id from {roots})
            and {below} in (select id from {in_use})"""):
            self._below[descendant] |= certain.get(ancestor, set())
            self._perhaps[descendant] |= possible.get(ancestor, set())
        for ancestor, descendant in self._cdm.rows(
            f"""select {above}, {below} from {table.source} t where {below} in (select id from {roots})
            and {above} in (select id from {in_use}) and {above} <> {below}"""):
            self._above[ancestor] |= certain.get(descendant, set()) | possible.get(descendant, set())

    def _read_contexts(self, used: set[int]) -> None:
        """Which concepts speak of a finding in some context, and of which finding."""
        concept = self._cdm["concept"]
        codes = ", ".join(f"'{code}'" for code in CONTEXT_CODES)
        roots = {row[0]: CONTEXT_CODES[row[1]] for row in self._cdm.rows(
            f"""select {concept.whole('concept_id')}, {concept.text('concept_code')} from {concept.source} t
            where {concept.text('vocabulary_id')} = 'SNOMED' and {concept.text('concept_code')} in ({codes})""")}
        if roots and "concept_ancestor" in self._cdm:
            table = self._cdm["concept_ancestor"]
            above, below = table.whole("ancestor_concept_id"), table.whole("descendant_concept_id")
            kept, in_use = self._cdm.keep_ids("contexts", roots), self._cdm.keep_ids("in_context", used)
            for ancestor, descendant in self._cdm.rows(
                f"""select {above}, {below} from {table.source} t where {above} in (select id from {kept})
                and {below} in (select id from {in_use})"""):
                if roots[ancestor] != "other" or descendant not in self.contexts:
                    self.contexts[descendant] = roots[ancestor]
        if "concept_relationship" in self._cdm:
            of = self._cdm["concept_relationship"]
            kept = self._cdm.keep_ids("linked", used)
            names = ", ".join(f"'{name}'" for name in CONTEXT_RELATIONSHIPS)
            for id, finding in self._cdm.rows(
                f"""select {of.whole('concept_id_1')}, {of.whole('concept_id_2')} from {of.source} t
                where {of.text('relationship_id')} in ({names}) and {of.text('invalid_reason')} is null
                and {of.whole('concept_id_1')} in (select id from {kept})"""):
                self.findings[id].append(finding)

"""Who is screened, and what is said of a person as such: anchors, attributes, death, and the periods that are observed."""

from __future__ import annotations

import datetime
import re
from typing import Mapping, NamedTuple, Sequence

from ._errors import EligoError
from ._omop_facts import Asked, ConceptFacts
from ._omop_meanings import EVENT_LISTS, PLACES
from ._omop_records import member
from ._omop_tables import Cdm, Table
from ._omop_words import lists_of_period

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
#: the tables that must be there for a list to be whole
_TABLES_OF_LIST = {
    "conditions": ("condition_occurrence", "observation"),
    "treatments": ("drug_exposure",),
    "procedures": ("procedure_occurrence", "measurement", "observation"),
    "observations": ("measurement", "observation"),
}


class Cohort(NamedTuple):
    """A table of persons with their days. `source` stands behind `from`."""

    table: Table
    person: str
    #: conditions on its rows, or an empty text
    where: str


def cohort_of(cdm: Cdm, source: str, definition: int | None) -> Cohort:
    columns = cdm.engine.columns(source)
    person = next((name for name in ("person_id", "subject_id") if name in columns), None)
    if person is None:
        raise EligoError("column-missing", "a cohort has a column person_id or subject_id")
    where = ""
    if definition is not None:
        if "cohort_definition_id" not in columns:
            raise EligoError("column-missing", "the cohort has no column cohort_definition_id")
        where = f"h.cohort_definition_id = {int(definition)}"
    return Cohort(Table("cohort", source, columns, "h"), person, where)


class Persons:
    """`anchors`: of each anchor a day for everybody, or the column of the cohort that holds it."""

    def __init__(self, cdm: Cdm, asked: Asked, anchors: Mapping[str, object], cohort: Cohort | None, as_of: str) -> None:
        self._cdm = cdm
        self._asked = asked
        self._cohort = cohort
        self._as_of = as_of
        self._days = {self._anchor(name): self._day(name, given) for name, given in anchors.items()}

    def _anchor(self, given: str) -> str:
        folded = given.lower().replace("_", "-").replace(" ", "-")
        for name in self._asked.anchors:
            if name.lower() == folded:
                return name
        raise EligoError("anchor-unknown", f"the protocol has no anchor {given}")

    def _day(self, name: str, given: object) -> str:
        """SQL of the day as a text."""
        if isinstance(given, (datetime.date, datetime.datetime)):
            return f"'{given.isoformat()}'"
        if isinstance(given, str) and _DATE.fullmatch(given):
            return f"'{given}'"
        if isinstance(given, str) and self._cohort is not None and self._cohort.table.has(given.lower()):
            table = self._cohort.table
            return f"cast({table.date(given.lower())} as string)"
        raise EligoError("anchor-invalid", f"the anchor {name} is neither a date nor a column of the cohort: {given!r}")

    # ---- who

    def select(self) -> str:
        """SQL of those who are screened: person_id, as_of, anchors (members of an object)."""
        days = ", ".join(member(name, day) for name, day in self._days.items())
        anchors = f"concat_ws(',', {days})" if days else "''"
        as_of = self._days.get(self._as_of)
        as_of = f"try_cast({as_of} as date)" if as_of else "cast(null as date)"
        if self._cohort is None:
            table = self._cdm["person"]
            return f"select distinct {table.whole('person_id')} as person_id, {as_of} as as_of, {anchors} as anchors from {table.source} t"
        table, column, where = self._cohort
        person = table.whole(column)
        self._hold_each_once(table, person, where)
        where = f"{where} and {person} is not null" if where else f"{person} is not null"
        return f"select {person} as person_id, {as_of} as as_of, {anchors} as anchors from {table.source} h where {where}"

    def _hold_each_once(self, table: Table, person: str, where: str) -> None:
        where = f"where {where}" if where else ""
        twice = list(self._cdm.rows(
            f"select {person} from {table.source} h {where} group by {person} having count(*) > 1 order by 1 limit 3"))
        if twice:
            shown = ", ".join(str(row[0]) for row in twice)
            raise EligoError("cohort-twice", f"the cohort names persons twice: {shown}",
                             repair="screen one row of each person at a time")

    # ---- what is said of them

    def selects(self, persons: str, complete: Sequence[str] | None, facts: ConceptFacts, openers: str | None) -> list[str]:
        """`openers`: persons of whom a list is whole for facts with codes alone."""
        # Also where there are none, so that each person has a document.
        found = [f"select person_id as patient, {PLACES['anchors']} as list, anchors as part from {persons}"]
        found += self._attributes(persons)
        if "death" in self._cdm:
            found.append(self._death(persons))
        if "observation_period" in self._cdm:
            found += self._periods(persons, complete, facts, openers)
        return found

    def _attribute(self, *names: str) -> str | None:
        return next((name for name in names if name in self._asked.facts and self._asked.facts[name].list_name == "attributes"), None)

    def _attributes(self, persons: str) -> list[str]:
        table = self._cdm["person"]
        said = []
        if birth := self._attribute("birth-date", "date-of-birth", "birthdate"):
            said.append(member(birth, self._birth(table)))
        if sex := self._attribute("sex", "gender"):
            said.append(member(sex, f"case {table.id('gender_concept_id')} when 8507 then 'male' when 8532 then 'female' end"))
        if not said:
            return []
        part = f"nullif(concat_ws(',', {', '.join(said)}), '')"
        inner = f"""select p.person_id as patient, {PLACES['attributes']} as list, {part} as part
            from {table.source} t join {persons} p on {table.whole('person_id')} = p.person_id"""
        return [f"select * from ({inner}) a where part is not null"]

    @staticmethod
    def _birth(table: Table) -> str:
        """As exact as year, month and day say; a datetime that they deny leaves it open."""
        year, month, day = (table.whole(f"{part}_of_birth") for part in ("year", "month", "day"))
        time = table.time("birth_datetime")

        def two(number: str) -> str:
            return f"lpad(cast({number} as string), 2, '0')"

        said = f"""case when {year} is null then null when {month} is null then cast({year} as string)
            when {day} is null then cast({year} as string) || '-' || {two(month)}
            else cast({year} as string) || '-' || {two(month)} || '-' || {two(day)} end"""
        if not table.has("birth_datetime"):
            return said
        of_time = f"cast({time} as string)"
        return f"case when {time} is null or substr({of_time}, 1, length({said})) = {said} then {said} end"

    def _death(self, persons: str) -> str:
        """One who stands among the dead has died, whatever is known of the day; where there are several, on one of them."""
        table = self._cdm["death"]
        first, last = f"min({table.date('death_date')})", f"max({table.date('death_date')})"
        date = self._attribute("death-date")
        day = f"case when {first} = {last} then cast({first} as string) end"
        deceased = """'"deceased":true'""" if date else f"""'"deceased":' || coalesce('"' || {day} || '"', 'true')"""
        said = f"concat_ws(',', {deceased}, {member(date, day)})" if date else deceased
        return f"""select p.person_id as patient, {PLACES['attributes']} as list, {said} as part
            from {table.source} t join {persons} p on {table.whole('person_id')} = p.person_id group by p.person_id"""

    def _periods(self, persons: str, complete: Sequence[str] | None, facts: ConceptFacts, openers: str | None) -> list[str]:
        """A period is one in which what is not recorded did not happen. Before birth nothing did."""
        table, person = self._cdm["observation_period"], self._cdm["person"]
        person.alias = "b"
        start, end = table.date("observation_period_start_date"), table.date("observation_period_end_date")
        year, month, day = (person.whole(f"{part}_of_birth") for part in ("year", "month", "day"))
        of_type = table.id("period_type_concept_id")
        types = [row[0] for row in self._cdm.rows(f"select distinct {of_type} from {table.source} t")]
        concept = self._cdm["concept"]
        kept = self._cdm.keep_ids("periods", types)
        names = dict(self._cdm.rows(
            f"select {concept.whole('concept_id')}, {concept.text('concept_name')} from {concept.source} t"
            f" where {concept.whole('concept_id')} in (select id from {kept})"))
        birth = (f"try_cast(lpad(cast({year} as string), 4, '0') || '-' || lpad(cast(coalesce({month}, 1) as string), 2, '0') || '-'"
                 f" || lpad(cast(coalesce({day}, 1) as string), 2, '0') as date)")
        selects = []
        for type in types:
            lists = lists_of_period(type, names.get(type)) if complete is None else complete
            entries, joins = [], []
            for name in lists:
                if name not in _TABLES_OF_LIST:
                    raise EligoError("list-unknown", f"no list of events is called {name}")
                if not all(one in self._cdm for one in _TABLES_OF_LIST[name]):
                    continue
                days = (f"""case when {start} <= {birth} then '' else ',"from":"' || cast({start} as string) || '"' end ||"""
                        f""" ',"to":"' || cast({end} as string) || '"}}'""")
                whole = f"""'{{"list":"{name}"' || {days}"""
                if openers is None or name not in EVENT_LISTS:
                    entries.append(whole)
                    continue
                of_facts = [f"""'{{"fact":"{fact}"' || {days}""" for fact in facts.resolved(name)]
                known = f"else concat_ws(',', {', '.join(of_facts)}) " if of_facts else ""
                entries.append(f"case when {name}.person_id is null then {whole} {known}end")
                joins.append(f"left join {openers} {name} on {name}.person_id = p.person_id and {name}.list = {PLACES[name]}")
            if entries:
                selects.append(
                    f"""select p.person_id as patient, {PLACES['complete']} as list, concat_ws(',', {', '.join(entries)}) as part
                    from {table.source} t join {persons} p on {table.whole('person_id')} = p.person_id
                    join {person.source} b on {person.whole('person_id')} = p.person_id {' '.join(joins)}
                    where {of_type} = {type} and {start} is not null and {end} is not null""")
        return selects

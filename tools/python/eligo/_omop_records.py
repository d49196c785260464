"""The rows of a CDM as parts of patients' documents, in SQL: one select for each table, of the columns `patient`, `list` and
`part` (see documents_of_parts in the library), where `part` is the JSON of a record.

Small tables stand beside the CDM's own and are joined by their concepts: what a row is a record of (`Meanings`), and what its
type, status, unit, value, operator and qualifier say. So the SQL itself knows no concept.
"""

from __future__ import annotations

import json
from typing import Any, Callable, NamedTuple, Sequence

from ._omop_facts import ConceptFacts
from ._omop_meanings import PLACES, UNREAD, EventKey, Meanings, rows_of
from ._omop_tables import ROW_IDS, Cdm, Table
from ._omop_words import OPERATORS, diagnosis_status, is_plain_modifier, qualifier, row_type

_MOST_DAYS = 3660  # of one supply


class EventTable(NamedTuple):
    """The columns that every table of events has in its own words."""

    name: str
    list: str
    concept: str
    source: str
    source_value: str
    date: str
    datetime: str
    type: str


EVENT_TABLES = {
    one.name: one
    for one in (
        EventTable("condition_occurrence", "conditions", "condition_concept_id", "condition_source_concept_id",
                   "condition_source_value", "condition_start_date", "condition_start_datetime", "condition_type_concept_id"),
        EventTable("condition_era", "conditions", "condition_concept_id", "", "", "condition_era_start_date", "", ""),
        EventTable("drug_exposure", "treatments", "drug_concept_id", "drug_source_concept_id", "drug_source_value",
                   "drug_exposure_start_date", "drug_exposure_start_datetime", "drug_type_concept_id"),
        EventTable("drug_era", "treatments", "drug_concept_id", "", "", "drug_era_start_date", "", ""),
        EventTable("procedure_occurrence", "procedures", "procedure_concept_id", "procedure_source_concept_id",
                   "procedure_source_value", "procedure_date", "procedure_datetime", "procedure_type_concept_id"),
        EventTable("measurement", "observations", "measurement_concept_id", "measurement_source_concept_id",
                   "measurement_source_value", "measurement_date", "measurement_datetime", "measurement_type_concept_id"),
        EventTable("observation", "observations", "observation_concept_id", "observation_source_concept_id",
                   "observation_source_value", "observation_date", "observation_datetime", "observation_type_concept_id"),
        EventTable("visit_occurrence", "procedures", "visit_concept_id", "visit_source_concept_id", "visit_source_value",
                   "visit_start_date", "visit_start_datetime", "visit_type_concept_id"),
        EventTable("device_exposure", "procedures", "device_concept_id", "device_source_concept_id", "device_source_value",
                   "device_exposure_start_date", "device_exposure_start_datetime", "device_type_concept_id"),
    )
}
#: columns of further concepts, whose names are needed
_CONCEPT_COLUMNS = ("value_as_concept_id", "unit_concept_id", "operator_concept_id", "qualifier_concept_id", "modifier_concept_id",
                    "condition_status_concept_id", "route_concept_id")


#: SQL of the place and the role of a row, which the name of a fact says where there is no concept
PLACE = "coalesce(case when m.role = 'any' and m.turn = '' then n.place end, m.place)"
ROLE = "coalesce(case when m.role = 'any' then n.role end, m.role, 'any')"


def member(key: str, text: str) -> str:
    """SQL of a member of an object whose value is a text that JSON needs no escapes for; null where it is null."""
    return f"""'"{key}":"' || {text} || '"'"""


def span(a: str, b: str) -> str:
    """SQL of the days from the earlier of two dates to the later one."""
    return f"cast(least({a}, {b}) as string) || '/' || cast(greatest({a}, {b}) as string)"


class Records:
    """The selects of one CDM. `persons` is the SQL name of a table of those who are screened (person_id, as_of)."""

    def __init__(self, cdm: Cdm, persons: str, tables: Sequence[str], fields: set[str], type_kinds: dict[int, str]) -> None:
        self._cdm = cdm
        self._persons = persons
        self._tables = [EVENT_TABLES[name] for name in tables]
        self._fields = fields
        self._type_kinds = type_kinds

    # ---- which concepts there are

    def used(self) -> dict[str, set[EventKey]]:
        """The concept, source concept and value of the rows of each table."""
        found: dict[str, set[EventKey]] = {}
        for event in self._tables:
            table = self._cdm[event.name]
            table.need("person_id", event.concept)
            value = table.id("value_as_concept_id") if event.name == "observation" else "0"
            sql = (f"select distinct {table.id(event.concept)}, {table.id(event.source)}, {value} from {table.source} t"
                   f" where {table.whole('person_id')} in (select person_id from {self._persons})")
            found[event.name] = {EventKey(*row) for row in self._cdm.rows(sql)}
        return found

    def further(self) -> set[int]:
        """The concepts of types, units, values, …"""
        found: set[int] = set()
        for event in self._tables:
            table = self._cdm[event.name]
            for column in (event.type, *_CONCEPT_COLUMNS):
                if column and table.has(column):
                    found |= {row[0] for row in self._cdm.rows(f"select distinct {table.id(column)} from {table.source} t")}
        return found

    # ---- the selects

    def selects(self, used: dict[str, set[EventKey]], facts: ConceptFacts, meanings: Meanings, names: dict[str, tuple[str, str]]) -> list[str]:
        """`names`: list and role of each name of the vocabulary in small letters, by which a source value may call a fact."""
        self._facts = facts
        self._names = self._cdm.engine.keep("names", {
            "name": list(names), "place": [PLACES[of] for of, _ in names.values()], "role": [role for _, role in names.values()]})
        selects = []
        self._openers: list[str] = []
        for event in self._tables:
            contexts = {key.concept for key in used[event.name] if meanings.is_context(key.concept)}
            keys = {key if key.concept in contexts else key._replace(value=0) for key in used[event.name]}
            # What was not mapped may stand in the table of observations for want of a better one.
            lists = (event.list, "conditions") if event.name == "observation" else (event.list,)
            columns = rows_of(meanings, keys, lists)
            meant = self._cdm.engine.keep(f"meant_{event.name}", columns)
            selects.append(self._select(event, meant, contexts))
            if any(place != UNREAD for place in columns["opens"]):
                self._openers.append(self._opener(event, meant, contexts))
        return selects

    def openers(self) -> str | None:
        """A kept table of the persons (person_id) of whom a list (list) is not whole, since a row may be of a fact without
        codes. None where there are none."""
        return self._cdm.engine.keep_select("openers", " union ".join(self._openers)) if self._openers else None

    def _opener(self, event: EventTable, meant: str, contexts: set[int]) -> str:
        table = self._cdm[event.name]
        return f"""select distinct p.person_id, m.opens as list
            from {table.source} t join {self._persons} p on {table.whole('person_id')} = p.person_id
            join {meant} m on {self._on(event, table, contexts)} where m.opens >= 0"""

    def _on(self, event: EventTable, table: Table, contexts: set[int]) -> str:
        """By what a row finds its meanings."""
        value = "0"
        if contexts:
            listed = ", ".join(str(id) for id in sorted(contexts))
            value = f"case when {table.id(event.concept)} in ({listed}) then {table.id('value_as_concept_id')} else 0 end"
        return (f"{table.id(event.concept)} = m.concept and {table.id(event.source)} = m.source"
                f" and {value} = m.value")

    def _select(self, event: EventTable, meant: str, contexts: set[int]) -> str:
        writer = _WRITERS[event.name]
        row = EventRow(self._cdm, event, self._facts, self._type_kinds, self._fields)
        writer(row)
        table = row.table
        source_value = table.text(event.source_value)
        unnamed = sql_literal(f"an unnamed row of {event.name}")
        quoted = self._cdm.engine.quoted(f"coalesce({source_value}, {unnamed})")
        stray = f"""'"fact":"concept ' || cast({table.id(event.concept)} as string) || '"'"""
        name = f"""case when m.concept is null then {stray}
            when {table.id(event.concept)} = 0 and {source_value} is not null and coalesce(m.role, 'any') = 'any'
            then '"fact":' || {quoted}
            when m.head is null then '"fact":' || {quoted} end"""
        doubts = ["m.doubt", *row.doubts]
        doubt = "nullif(concat_ws('; ', " + ", ".join(doubts) + "), '')"
        source = member("source", f"'{event.name} ' || cast({table.whole(ROW_IDS[event.name])} as string)") if table.has(
            ROW_IDS[event.name]) else member("source", f"'{event.name}'")
        record = ", ".join(["','", name, "m.head", "m.said", *row.fragments, member("doubt", doubt), source])
        folded = f"""case when {table.id(event.concept)} = 0
            then replace(replace(lower({source_value}), ' ', '-'), '_', '-') end"""
        where = " and ".join(["coalesce(m.place, 0) >= 0", *row.conditions])
        return f"""select p.person_id as patient, coalesce({PLACE}, {PLACES[event.list]}) as list, '{{' || concat_ws({record}) || '}}' as part
            from {table.source} t join {self._persons} p on {table.whole('person_id')} = p.person_id
            left join {meant} m on {self._on(event, table, contexts)}
            left join {self._names} n on {folded} = n.name
            {' '.join(row.joins)}
            where {where}"""


def sql_literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class EventRow:
    """One select in the making: joins, members of the record, doubts."""

    def __init__(self, cdm: Cdm, event: EventTable, facts: ConceptFacts, type_kinds: dict[int, str], fields: set[str]) -> None:
        self.cdm = cdm
        self.event = event
        self.table = cdm[event.name]
        self.facts = facts
        self.type_kinds = type_kinds
        self.fields = fields
        self.joins: list[str] = []
        self.fragments: list[str] = []
        self.doubts: list[str] = []
        self.conditions: list[str] = []

    def name(self, concept: int) -> str | None:
        known = self.facts.concepts.get(concept)
        return known.name if known else None

    def join(self, alias: str, columns: dict[str, str], meaning: Callable[..., dict[str, str | None]]) -> None:
        """Joins a table of what `meaning` says of each combination of some columns: `concept` is one of numbers, the others
        are texts. `columns`: the expression of each."""
        wanted = ", ".join(columns.values())
        found = sorted(set(self.cdm.rows(f"select distinct {wanted} from {self.table.source} t")), key=repr)
        kept: dict[str, list[Any]] = {name: [] for name in columns}
        for row in found:
            said = meaning(*row)
            for name, cell in zip(columns, row):
                kept[name].append(cell)
            for name, text in said.items():
                kept.setdefault(name, []).append(text)
        if not found:
            kept.update({name: [] for name in meaning(*(0 if name == "concept" else None for name in columns))})
        table = self.cdm.engine.keep(f"{alias}_{self.event.name}", kept)
        on = " and ".join(f"{expression} = {alias}.{name}" if name == "concept" else
                          f"coalesce({expression}, '') = coalesce({alias}.{name}, '')"
                          for name, expression in columns.items())
        self.joins.append(f"left join {table} {alias} on {on}")

    def join_type(self) -> None:
        def meaning(concept: int) -> dict[str, str | None]:
            kind, doubt = row_type(concept, self.name(concept))
            return {"kind": self.type_kinds.get(concept, kind), "doubt": None if concept in self.type_kinds else doubt}

        self.join("y", {"concept": self.table.id(self.event.type)}, meaning)
        self.doubts.append("y.doubt")

    # ---- dates

    def day(self) -> str:
        """SQL of the day as the document writes it: a span where date and datetime do not agree."""
        date, time = self.table.date(self.event.date), self.table.time(self.event.datetime)
        if not self.table.has(self.event.datetime):
            return f"cast({date} as string)"
        of_time = f"cast({time} as date)"
        return f"""case when {date} is null then cast({of_time} as string)
            when {of_time} is null or {of_time} = {date} then cast({date} as string) else {span(date, of_time)} end"""

    def moment(self) -> str:
        """The same with the time of day, where one is recorded. Midnight is none."""
        date, time = self.table.date(self.event.date), self.table.time(self.event.datetime)
        if not self.table.has(self.event.datetime):
            return self.day()
        return f"""case when cast({time} as date) = {date} and {time} <> cast({date} as timestamp)
            then replace(cast({time} as string), ' ', 'T') else {self.day()} end"""

    def found_on(self, is_exact: str = "false") -> None:
        """The date of the record, by its list: a condition began on that day or before, unless the day is that of the onset,
        or one on which it was not there. What is recorded after the day that the rules are asked on began after it, as far
        as anybody knew."""
        date = self.table.date(self.event.date)
        day, moment = self.day(), self.moment()
        onset = f"case when ({is_exact}) or m.turn = 'absent' or {date} > p.as_of then {day} else '/' || {day} end"
        self.fragments.append(
            f"""case when coalesce(m.turn, '') = 'past' then {member('date', f"'/' || {day}")}
            when {PLACE} = {PLACES['conditions']} then {member('onset', onset)}
            when {PLACE} = {PLACES['treatments']} then {member('start', day)}
            else {member('date', moment)} end""")

    # ---- values

    def join_result(self) -> None:
        """Joins what value, unit and operator say; `measurement` and `observation`."""
        table = self.table

        def word(concept: int) -> dict[str, str | None]:
            return {"word": json.dumps(self.name(concept) or f"concept {concept}", ensure_ascii=False) if concept else None}

        def operator(concept: int) -> dict[str, str | None]:
            return {"sign": (OPERATORS.get(concept) or f"operator {concept}") if concept else None}

        def unit(concept: int, source: str | None) -> dict[str, str | None]:
            known = self.facts.concepts.get(concept) if concept else None
            text = (known.code if known.vocabulary == "UCUM" else known.name) if known else source
            is_disputed = known is not None and source is not None and source.lower() not in (known.code.lower(), known.name.lower())
            return {"unit": json.dumps(text, ensure_ascii=False) if text is not None else None,
                    "given": json.dumps(source, ensure_ascii=False) if is_disputed else None}

        self.join("v", {"concept": table.id("value_as_concept_id")}, word)
        self.join("u", {"concept": table.id("unit_concept_id"), "source": table.text("unit_source_value")}, unit)
        self.join("o", {"concept": table.id("operator_concept_id")}, operator)

    def result(self, text: str) -> None:
        """The value by the kind of the fact's values. `text`: the value as the source wrote it."""
        number = self.table.number("value_as_number")
        engine = self.cdm.engine
        quoted = engine.quoted(text)
        sign = (f"case when substr({text}, 1, 2) in ('<=', '>=') then substr({text}, 1, 2)"
                f" when substr({text}, 1, 1) in ('<', '>', '≤', '≥') then substr({text}, 1, 1) end")
        # A sign in the source that the operator denies leaves no value; one that the operator leaves out counts.
        operator = f"""case when {sign} is not null and o.sign is not null and substr(o.sign, 1, 1) <>
            replace(replace(substr({sign}, 1, 1), '≤', '<'), '≥', '>') then '?' else coalesce(o.sign, {sign}, '=') end"""
        known = f"case when {operator} in ('<', '<=', '>', '>=', '≤', '≥') then {operator} else '' end"
        plain = f"""'"' || {known} || {number} || '"'"""
        titre = f"case when {engine.matches(text, '^[<>=]* *1 *[:/] *[0-9]+$')} then {quoted} end"
        is_titre = "replace(replace(lower(u.unit), '{', ''), '}', '') in ('\"titer\"', '\"titre\"')"
        of_titre = f"""case when {is_titre} then '"' || {known} || '1:' || {number} || '"' end"""
        value = f"""case {ROLE} when 'silent' then null
            when 'number' then coalesce({plain}, v.word, {quoted})
            when 'titre' then coalesce({titre}, {of_titre}, {plain}, v.word, {quoted})
            when 'grade' then coalesce(v.word, {quoted}, {plain})
            when 'word' then coalesce(v.word, {quoted}, {plain})
            when 'none' then coalesce(v.word, {quoted}, {plain})
            else coalesce({plain}, v.word, {quoted}) end"""
        is_number = f"{ROLE} in ('number', 'any')"
        # Where the number is the source's own, its unit is, too, and must be the one that it was mapped to.
        is_own = f"({text} is null or try_cast({text} as double) = try_cast({number} as double))"
        self.fragments += [
            f"""case when u.given is not null and {number} is not null and {is_own} and {is_number}
            then '"valueQuantity":{{"value":' || {plain} || ',"unit":' || u.given || ',"code":' || u.unit || '}}'
            else nullif(concat_ws(',', '"value":' || {value},
                case when {ROLE} in ('number', 'any', 'titre') then '"unit":' || u.unit end), '') end""",
            # An operator that nobody knows spoils the value.
            f"""case when {number} is not null and {ROLE} <> 'silent' and
            {operator} not in ('=', '<', '<=', '>', '>=', '≤', '≥') then {member('comparator', operator)} end""",
        ]

    def reference(self) -> None:
        low, high = self.table.number("range_low"), self.table.number("range_high")
        if not (self.table.has("range_low") or self.table.has("range_high")):
            return
        self.fragments.append(
            f"""case when {PLACE} = {PLACES['observations']} and coalesce({low}, {high}) is not null
            then '"reference":{{' || concat_ws(',', {member('low', low)}, {member('high', high)}) || '}}' end""")


# ---- one writer a table

#: values that say that a condition was not there on the day
_DENIED = """lower(v.word) in ('"no"', '"absent"', '"negative"', '"none"', '"never"', '"not detected"', '"not present"')"""


def _condition(row: EventRow) -> None:
    row.join_type()

    def status(concept: int, source: str | None) -> dict[str, str | None]:
        words = row.name(concept) or (None if concept else source)
        found = diagnosis_status(concept, words)
        said = {"resolved": '"status":"resolved"', "refuted": '"status":"refuted"'}.get(found or "")
        shown = words or f"concept {concept}"
        doubt = json.dumps(f"its status is {shown}", ensure_ascii=False)[1:-1] if found in ("doubtful", None) else None
        return {"said": said, "doubt": doubt}

    row.join("s", {"concept": row.table.id("condition_status_concept_id"), "source": row.table.text("condition_status_source_value")},
             status)
    row.doubts += ["s.doubt", "case when y.kind = 'order' then 'it stands in an order or a referral' end"]
    # A list of problems says when each began and ended; of other rows the dates are those of the record.
    is_list = "y.kind = 'problem list'"
    row.found_on(is_list)
    date, end = row.table.date(row.event.date), row.table.date("condition_end_date")
    is_condition = f"{PLACE} = {PLACES['conditions']} and coalesce(m.turn, '') not in ('past', 'absent')"
    row.fragments += [
        "s.said",
        f"""case when {is_condition} and {is_list} and {end} is not null then {member('resolved', f'cast({end} as string)')}
        when {is_condition} and not coalesce({is_list}, false) and {date} is not null and s.said is null then
        {member('resolved', f"cast({date} as string) || '/'")} end""",
    ]


def _condition_era(row: EventRow) -> None:
    row.found_on()
    date = row.table.date(row.event.date)
    row.fragments.append(member("resolved", f"cast({date} as string) || '/'"))


def _drug(row: EventRow) -> None:
    table = row.table
    row.join_type()
    start = table.date(row.event.date)
    end, verbatim = table.date("drug_exposure_end_date"), table.date("verbatim_end_date")
    days = table.whole("days_supply")
    supplied = row.cdm.engine.days_later(start, f"{days} - 1")
    has_supply = f"{days} between 1 and {_MOST_DAYS}"
    after = row.cdm.engine.days_later(start, days)
    is_given = "y.kind = 'given'"
    is_treatment = f"{PLACE} = {PLACES['treatments']}"
    of_time = f"cast({table.time(row.event.datetime)} as date)"
    row.found_on()
    row.fragments += [
        # The end is that of the source, of the administration, or of the supply; any other one was made up on the way.
        f"""case when not {is_treatment} then null when {verbatim} is not null then {member('end', f'cast({verbatim} as string)')}
        when {of_time} <> {start} then null
        when {is_given} then {member('end', f'cast(coalesce({end}, {start}) as string)')}
        when {has_supply} and y.kind <> 'stated' then
            case when {end} is null or {end} in ({start}, {supplied}, {after}) then {member('end', f'cast({supplied} as string)')}
            else {member('end', span(supplied, end))} end
        when {end} is not null then {member('presumedEnd', f'cast({end} as string)')} end""",
        """case when y.kind = 'order' then '"intent":"order","status":"completed"' end""",
        f"""case when {row.cdm.engine.matches(f"lower({table.text('sig')})", '(^|[^a-z])(prn|p.r.n|as needed|as required|if needed|when needed|if required|when necessary)([^a-z]|$)')}
        then '"asNeeded":true' end""",
    ]
    reason = f"lower({table.text('stop_reason')})"
    row.doubts += [
        "case when y.kind = 'unsaid' then 'whether it was taken or only ordered is not said' end",
        f"case when try_cast({table.number('quantity')} as double) < 0 then 'its quantity is negative' end",
        f"""case when {row.cdm.engine.matches(reason, 'never|not (taken|given|started|filled|dispensed)|declin|refus|cancel|error|void|return')}
        then 'it may not have been taken: its stop_reason says so' end""",
    ]
    if "route" in row.fields and table.has("route_concept_id"):
        row.join("r", {"concept": table.id("route_concept_id")},
                 lambda concept: {"word": json.dumps(row.name(concept), ensure_ascii=False) if row.name(concept) and concept else None})
        row.fragments.append("""'"route":' || r.word""")


def _drug_era(row: EventRow) -> None:
    row.found_on()
    row.fragments.append(member("presumedEnd", f"cast({row.table.date('drug_era_end_date')} as string)"))
    row.doubts.append("'an era does not say whether it was taken or only ordered'")


def _procedure(row: EventRow) -> None:
    table = row.table
    row.join_type()

    def modifier(concept: int, source: str | None) -> dict[str, str | None]:
        words = row.name(concept)
        if is_plain_modifier(concept, words, source):
            return {"doubt": None}
        return {"doubt": json.dumps(f"its modifier is {words or source or concept}", ensure_ascii=False)[1:-1]}

    row.join("d", {"concept": table.id("modifier_concept_id"), "source": table.text("modifier_source_value")}, modifier)
    row.doubts += ["d.doubt", "case when y.kind = 'unsaid' then 'whether it was done or only ordered is not said' end"]
    row.found_on()
    end = table.date("procedure_end_date")
    is_procedure = f"{PLACE} = {PLACES['procedures']}"
    row.fragments += [
        f"case when {is_procedure} then {member('end', f'cast({end} as string)')} end",
        f"""case when y.kind = 'order' and {is_procedure} then '"intent":"order","status":"completed"' end""",
    ]
    row.doubts.append(f"case when y.kind = 'order' and not {is_procedure} then 'it is an order' end")


def _measurement(row: EventRow) -> None:
    row.join_type()
    row.join_result()
    row.found_on(_DENIED)
    row.result(row.table.text("value_source_value"))
    row.reference()
    row.doubts.append("case when y.kind = 'order' then 'it is an order' end")


def _observation(row: EventRow) -> None:
    table = row.table
    row.join_type()
    row.join_result()

    def qualified(concept: int, source: str | None) -> dict[str, str | None]:
        words = row.name(concept) or (None if concept else source)
        found = qualifier(concept, words)
        said = {"negated": '"negated":true', "family": '"familyHistory":true'}.get(found or "")
        shown = words or f"concept {concept}"
        return {"said": said, "doubt": None if found else json.dumps(f"its qualifier is {shown}", ensure_ascii=False)[1:-1]}

    row.join("q", {"concept": table.id("qualifier_concept_id"), "source": table.text("qualifier_source_value")}, qualified)
    row.fragments.append("q.said")
    row.doubts += ["q.doubt", "case when y.kind = 'order' then 'it is an order' end"]
    row.found_on(f"{_DENIED} or q.said is not null")
    row.result(f"coalesce({table.text('value_as_string')}, {table.text('value_source_value')})")
    row.conditions.append(
        f"(coalesce(m.turn, '') <> 'without a number' or n.place is null and {table.number('value_as_number')} is null)")


def _visit(row: EventRow) -> None:
    _stay(row, "visit_end_date")


def _device(row: EventRow) -> None:
    _stay(row, "device_exposure_end_date")


def _stay(row: EventRow, end: str) -> None:
    row.join_type()
    row.found_on()
    date = row.table.date(end)
    row.fragments.append(f"case when {PLACE} = {PLACES['procedures']} then {member('end', f'cast({date} as string)')} end")
    row.doubts.append("case when y.kind = 'order' then 'it is an order' end")


_WRITERS: dict[str, Callable[[EventRow], None]] = {
    "condition_occurrence": _condition,
    "condition_era": _condition_era,
    "drug_exposure": _drug,
    "drug_era": _drug_era,
    "procedure_occurrence": _procedure,
    "measurement": _measurement,
    "observation": _observation,
    "visit_occurrence": _visit,
    "device_exposure": _device,
}

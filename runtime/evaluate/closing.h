#pragma once

#include "runtime/evaluate/query_run.h"

namespace eligo {

/// Lists the patient's records that state absence, once a patient.
void find_absences(const PatientFacts& patient, Scratch& scratch);

/// The statement of absence that contradicts a record, if there is one: of its fact or a broader one, and not
/// plainly overtaken by it.
const Record* contradiction(const QueryRun& run, const Record& record, const Extent& span);

/// Whether a statement of absence says that a record of a broader fact is none of `fact`. A statement that
/// contradicts the record itself does not.
Truth is_denied(const QueryRun& run, FactId fact, const Record& broader, const Extent& span);

/// Whether all there is of the facts asked is on record. Said by statements of absence, by lists that the
/// data declares complete, or by an assumption of the file. Decided once a query; notes what the answer leans
/// on.
bool is_list_closed(QueryRun& run);
/// The same for some of the facts, where the others do not matter. Ask this or the one above, not both.
bool is_list_closed(QueryRun& run, const std::vector<FactId>& facts);

/// Whether the data declare complete what there is of the fact on a day.
bool is_declared_complete_on(const QueryRun& run, FactId fact, Day day);

/// Whether the query asks about the latest, of which every completion has one: it is supplied where none is
/// on record.
bool asks_about_latest(const Query& query);
/// Whether it asks about the highest or the lowest.
bool asks_about_extreme(const Query& query);
/// Whether it asks about one record of several.
bool chooses_one(const Query& query);
/// Whether the query looks at a supposed record: its list is open, or it asks about the latest; and no
/// assumption says that there is none. Unknown where it is open whether the assumption holds.
Truth is_seen(QueryRun& run, const Record& supposed);
/// Names the records that speak against a statement of absence for the fact and may not count.
void doubt_absence(const QueryRun& run, FactId fact, std::vector<Reason>& doubts);
/// Whether a supposed record would stand in a list that the data declare complete for its time.
Truth is_ruled_out(const QueryRun& run, const Record& supposed, const Extent& span);
/// Whether it is supposed that there are no further records of what the query asks about.
bool is_finished(const QueryRun& run);

/// Whether an assumption stands in for the facts asked, where nothing is on record; notes it. Unknown where
/// it is open whether the assumption holds.
Truth is_assumed_absent(QueryRun& run);

/// Says that the list is not complete, for every fact that it is open for.
void doubt_list(QueryRun& run);

}  // namespace eligo

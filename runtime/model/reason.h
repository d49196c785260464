#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/model/patient.h"
#include "runtime/model/plan.h"
#include "runtime/values/ids.h"

namespace eligo {

/// Why something is unknown. The closed list; each has one name (`reason_name`) and
/// one wording (`reason_text` in words/).
enum class ReasonCode : std::uint8_t {
  no_record,          ///< nothing on record in the window
  list_not_complete,  ///< none found, but the list is not declared complete
  no_attribute,
  not_answered,
  no_anchor,  ///< the day to count from was not supplied
  no_reference_range,
  partial_date,  ///< a date by month or year leaves open whether it lies in the window, or which is later
  no_date,
  unknown_end,          ///< a course or condition without an end
  censored_value,       ///< `<10` where more is asked
  conflicting_results,  ///< records that may be the latest disagree
  unusable_record,      ///< it cannot be read; `flaw` says why
  field_not_recorded,   ///< a field that a `where` asks for
  inconclusive_result,  ///< a word that the vocabulary does not list: equivocal, pending
  no_half_life,
  unrecognised_record,  ///< an entry, attribute or field whose name the vocabulary does not have
  broader_record,       ///< the record is of a broader fact (`other`), and may be one of `fact`
  unconfirmed_record,   ///< provisional, preliminary, as needed, …: it may count or not
  possible_repeat,      ///< it may be another record over again, so that how many, or how much, is open
  no_time,              ///< the time of day leaves open whether it lies in a window by the clock
  contradictory_data,   ///< the patient cannot be as recorded; `other` names what speaks against the fact
  not_settled,          ///< the cases that must be told apart are more than the limit
};

/// What contradicts a fact: another fact, one of its records, an anchor, or else the as-of date.
struct Contrary {
  FactId fact;
  RecordId record;
  AnchorId anchor;
  friend bool operator==(const Contrary&, const Contrary&) = default;
};

struct Reason {
  ReasonCode code = ReasonCode::no_record;
  FactId fact;
  RecordId record;  ///< the record that leaves it open, if one does
  AnchorId anchor;
  FieldId field;
  Flaw flaw = Flaw::none;
  std::optional<FactKind> kind;  ///< list_not_complete: a whole list, where the question names no fact
  Contrary other = {};           ///< contradictory_data, broader_record
  friend bool operator==(const Reason&, const Reason&) = default;
};

/// The stable name of a reason in JSON: `no-reference-range`.
std::string_view reason_name(ReasonCode code);

}  // namespace eligo

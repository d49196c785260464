#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/ingest/value.h"

namespace eligo::ingest {

/// The keys beside the contract's own that turn a record round, weaken it or name it: a closed list, in the
/// spellings of FHIR and of plain tables.
enum class Modifier : std::uint8_t {
  verification,     ///< refuted, provisional, …
  clinical_status,  ///< active, resolved, …: what `status` says of a condition
  negation,         ///< true: what it speaks of is absent
  presence,         ///< false: the same
  not_done,         ///< true, or a reason: it did not take place
  done,             ///< false: the same
  intent,           ///< proposal, plan, order
  as_needed,
  subject,         ///< the patient, or somebody else
  family_history,  ///< true: somebody else
  comparator,      ///< `<`
  value_absence,   ///< why there is no value
  end_presumed,    ///< true: the end is presumed
  presumed_end,    ///< an end that is presumed
  id,
  replaces,     ///< ids
  replaced_by,  ///< an id
  doubt,        ///< why it is open whether it counts
};

/// Letters and digits alone, in lower case.
std::string squeezed(std::string_view key);
/// The modifier of a key, however its words are joined: `verificationStatus`, `verification_status`.
std::optional<Modifier> modifier_of(std::string_view key);
/// Whether a key is most likely a slip of one of them.
bool may_be_modifier(std::string_view key);

/// What a key that is not known may bear on, by the words that it is made of: a closed table.
enum class KeyConcern : std::uint8_t { none, standing, value, end };
KeyConcern concern_of(std::string_view key);
/// Whether the value of such a key plainly says that all is as it should be: `voided: false`, `valid: true`.
bool says_no_harm(std::string_view key, const RawValue& value);

/// A modifier of a record, with the words said: those of a text, or of a coded concept and its text.
struct SaidModifier {
  Modifier modifier = Modifier::verification;
  std::string_view key;
  std::vector<RawValue> words;
};

/// What the modifiers of a record make of it.
struct RecordStanding {
  enum class Kind : std::uint8_t { counts, may_count, planned, absent, void_ };
  Kind kind = Kind::counts;
  std::string_view why;      ///< a phrase, for explanations: `refuted`
  bool is_doubtful = false;  ///< something leaves open whether it counts, whatever its kind
  bool is_order = false;     ///< a plan, unless something says that it is carried out
  bool is_as_needed = false;
  bool has_no_value = false;  ///< a reason for its absence is given
  bool is_end_presumed = false;
  std::string_view comparator;  ///< `<`, `<=`, `>`, `>=`; `?`: none that is known
  std::string_view subject;     ///< a reference to a patient, who may be another one
};

RecordStanding standing_of(const std::vector<SaidModifier>& said);

/// What a word as the value of a condition says: that it is absent, present, or neither of the two.
std::optional<bool> read_presence(const RawValue& value);

/// Whether it says that nothing is known, or that there is nothing: `unknown`, `N/A`, `none`, `false`.
bool says_nothing(const RawValue& value);

}  // namespace eligo::ingest

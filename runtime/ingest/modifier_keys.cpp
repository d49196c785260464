#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <vector>

#include "runtime/ingest/modifiers.h"
#include "runtime/ingest/names.h"
#include "runtime/values/ascii.h"
#include "runtime/values/contains.h"

/// The keys that turn a record round or weaken it, by their spelling.
namespace eligo::ingest {
namespace {

struct ModifierKey {
  std::string_view key;  ///< letters alone, in lower case
  Modifier modifier;
};

constexpr std::array modifier_keys{ModifierKey{"verificationstatus", Modifier::verification},
                                   ModifierKey{"verification", Modifier::verification},
                                   ModifierKey{"verified", Modifier::verification},
                                   ModifierKey{"confirmationstatus", Modifier::verification},
                                   ModifierKey{"confirmation", Modifier::verification},
                                   ModifierKey{"confirmed", Modifier::verification},
                                   ModifierKey{"isconfirmed", Modifier::verification},
                                   ModifierKey{"certainty", Modifier::verification},
                                   ModifierKey{"diagnosticcertainty", Modifier::verification},
                                   ModifierKey{"diagnosiscertainty", Modifier::verification},
                                   ModifierKey{"assertion", Modifier::verification},
                                   ModifierKey{"assertionstatus", Modifier::verification},
                                   ModifierKey{"factuality", Modifier::verification},
                                   ModifierKey{"clinicalstatus", Modifier::clinical_status},
                                   ModifierKey{"conditionstatus", Modifier::clinical_status},
                                   ModifierKey{"problemstatus", Modifier::clinical_status},
                                   ModifierKey{"negation", Modifier::negation},
                                   ModifierKey{"negated", Modifier::negation},
                                   ModifierKey{"isnegated", Modifier::negation},
                                   ModifierKey{"negationind", Modifier::negation},
                                   ModifierKey{"negationindicator", Modifier::negation},
                                   ModifierKey{"negative", Modifier::negation},
                                   ModifierKey{"absent", Modifier::negation},
                                   ModifierKey{"isabsent", Modifier::negation},
                                   ModifierKey{"excluded", Modifier::negation},
                                   ModifierKey{"present", Modifier::presence},
                                   ModifierKey{"ispresent", Modifier::presence},
                                   ModifierKey{"presence", Modifier::presence},
                                   ModifierKey{"polarity", Modifier::presence},
                                   ModifierKey{"notdone", Modifier::not_done},
                                   ModifierKey{"wasnotdone", Modifier::not_done},
                                   ModifierKey{"notperformed", Modifier::not_done},
                                   ModifierKey{"wasnotperformed", Modifier::not_done},
                                   ModifierKey{"notgiven", Modifier::not_done},
                                   ModifierKey{"wasnotgiven", Modifier::not_done},
                                   ModifierKey{"nottaken", Modifier::not_done},
                                   ModifierKey{"wasnottaken", Modifier::not_done},
                                   ModifierKey{"notadministered", Modifier::not_done},
                                   ModifierKey{"wasnotadministered", Modifier::not_done},
                                   ModifierKey{"notdonereason", Modifier::not_done},
                                   ModifierKey{"reasonnotdone", Modifier::not_done},
                                   ModifierKey{"reasonnotgiven", Modifier::not_done},
                                   ModifierKey{"reasonnottaken", Modifier::not_done},
                                   ModifierKey{"reasonnotperformed", Modifier::not_done},
                                   ModifierKey{"donotperform", Modifier::not_done},
                                   ModifierKey{"donotgive", Modifier::not_done},
                                   ModifierKey{"donotadminister", Modifier::not_done},
                                   ModifierKey{"nottobedone", Modifier::not_done},
                                   ModifierKey{"prohibited", Modifier::not_done},
                                   ModifierKey{"done", Modifier::done},
                                   ModifierKey{"wasdone", Modifier::done},
                                   ModifierKey{"performed", Modifier::done},
                                   ModifierKey{"wasperformed", Modifier::done},
                                   ModifierKey{"given", Modifier::done},
                                   ModifierKey{"wasgiven", Modifier::done},
                                   ModifierKey{"taken", Modifier::done},
                                   ModifierKey{"wastaken", Modifier::done},
                                   ModifierKey{"administered", Modifier::done},
                                   ModifierKey{"intent", Modifier::intent},
                                   ModifierKey{"requestintent", Modifier::intent},
                                   ModifierKey{"moodcode", Modifier::intent},
                                   ModifierKey{"asneeded", Modifier::as_needed},
                                   ModifierKey{"asneededboolean", Modifier::as_needed},
                                   ModifierKey{"asneededfor", Modifier::as_needed},
                                   ModifierKey{"asneededcodeableconcept", Modifier::as_needed},
                                   ModifierKey{"isasneeded", Modifier::as_needed},
                                   ModifierKey{"prn", Modifier::as_needed},
                                   ModifierKey{"isprn", Modifier::as_needed},
                                   ModifierKey{"subject", Modifier::subject},
                                   ModifierKey{"relationship", Modifier::subject},
                                   ModifierKey{"relation", Modifier::subject},
                                   ModifierKey{"relative", Modifier::subject},
                                   ModifierKey{"familymember", Modifier::subject},
                                   ModifierKey{"kinship", Modifier::subject},
                                   ModifierKey{"experiencer", Modifier::subject},
                                   ModifierKey{"subjectrelationship", Modifier::subject},
                                   ModifierKey{"subjectrelationshipcode", Modifier::subject},
                                   ModifierKey{"familyhistory", Modifier::family_history},
                                   ModifierKey{"isfamilyhistory", Modifier::family_history},
                                   ModifierKey{"comparator", Modifier::comparator},
                                   ModifierKey{"valuecomparator", Modifier::comparator},
                                   ModifierKey{"operator", Modifier::comparator},
                                   ModifierKey{"valueoperator", Modifier::comparator},
                                   ModifierKey{"operatorconceptid", Modifier::comparator},
                                   ModifierKey{"relationaloperator", Modifier::comparator},
                                   ModifierKey{"valuemodifier", Modifier::comparator},
                                   ModifierKey{"resultmodifier", Modifier::comparator},
                                   ModifierKey{"valuequalifier", Modifier::comparator},
                                   ModifierKey{"valueprefix", Modifier::comparator},
                                   ModifierKey{"resultprefix", Modifier::comparator},
                                   ModifierKey{"censoring", Modifier::comparator},
                                   ModifierKey{"censored", Modifier::comparator},
                                   ModifierKey{"dataabsentreason", Modifier::value_absence},
                                   ModifierKey{"valueabsentreason", Modifier::value_absence},
                                   ModifierKey{"absentreason", Modifier::value_absence},
                                   ModifierKey{"missingreason", Modifier::value_absence},
                                   ModifierKey{"reasonmissing", Modifier::value_absence},
                                   ModifierKey{"nullflavor", Modifier::value_absence},
                                   ModifierKey{"nullflavour", Modifier::value_absence},
                                   ModifierKey{"endpresumed", Modifier::end_presumed},
                                   ModifierKey{"isendpresumed", Modifier::end_presumed},
                                   ModifierKey{"endispresumed", Modifier::end_presumed},
                                   ModifierKey{"endestimated", Modifier::end_presumed},
                                   ModifierKey{"endisestimated", Modifier::end_presumed},
                                   ModifierKey{"endassumed", Modifier::end_presumed},
                                   ModifierKey{"presumedend", Modifier::presumed_end},
                                   ModifierKey{"presumedenddate", Modifier::presumed_end},
                                   ModifierKey{"presumedresolved", Modifier::presumed_end},
                                   ModifierKey{"expectedend", Modifier::presumed_end},
                                   ModifierKey{"expectedenddate", Modifier::presumed_end},
                                   ModifierKey{"plannedend", Modifier::presumed_end},
                                   ModifierKey{"plannedenddate", Modifier::presumed_end},
                                   ModifierKey{"estimatedend", Modifier::presumed_end},
                                   ModifierKey{"estimatedenddate", Modifier::presumed_end},
                                   ModifierKey{"id", Modifier::id},
                                   ModifierKey{"recordid", Modifier::id},
                                   ModifierKey{"identifier", Modifier::id},
                                   ModifierKey{"uid", Modifier::id},
                                   ModifierKey{"uuid", Modifier::id},
                                   ModifierKey{"replaces", Modifier::replaces},
                                   ModifierKey{"supersedes", Modifier::replaces},
                                   ModifierKey{"corrects", Modifier::replaces},
                                   ModifierKey{"amends", Modifier::replaces},
                                   ModifierKey{"doubt", Modifier::doubt},
                                   ModifierKey{"replacedby", Modifier::replaced_by},
                                   ModifierKey{"supersededby", Modifier::replaced_by}};

struct KeyRoot {
  std::string_view root;
  KeyConcern concern;
  bool is_whole;  ///< the word must be this, not only begin or end with it
};

constexpr std::array key_roots{KeyRoot{"status", KeyConcern::standing, false},
                               KeyRoot{"void", KeyConcern::standing, false},
                               KeyRoot{"voided", KeyConcern::standing, false},
                               KeyRoot{"delete", KeyConcern::standing, false},
                               KeyRoot{"deleted", KeyConcern::standing, false},
                               KeyRoot{"deletion", KeyConcern::standing, false},
                               KeyRoot{"error", KeyConcern::standing, false},
                               KeyRoot{"erroneous", KeyConcern::standing, false},
                               KeyRoot{"valid", KeyConcern::standing, false},
                               KeyRoot{"invalid", KeyConcern::standing, false},
                               KeyRoot{"retract", KeyConcern::standing, false},
                               KeyRoot{"retracted", KeyConcern::standing, false},
                               KeyRoot{"cancel", KeyConcern::standing, false},
                               KeyRoot{"cancelled", KeyConcern::standing, false},
                               KeyRoot{"canceled", KeyConcern::standing, false},
                               KeyRoot{"suspect", KeyConcern::standing, false},
                               KeyRoot{"suspected", KeyConcern::standing, false},
                               KeyRoot{"negat", KeyConcern::standing, false},
                               KeyRoot{"negated", KeyConcern::standing, false},
                               KeyRoot{"negative", KeyConcern::standing, false},
                               KeyRoot{"absent", KeyConcern::standing, false},
                               KeyRoot{"refut", KeyConcern::standing, false},
                               KeyRoot{"refuted", KeyConcern::standing, false},
                               KeyRoot{"qualifier", KeyConcern::value, false},
                               KeyRoot{"prefix", KeyConcern::value, false},
                               KeyRoot{"sign", KeyConcern::value, true},
                               KeyRoot{"end", KeyConcern::end, true},
                               KeyRoot{"ends", KeyConcern::end, true},
                               KeyRoot{"ended", KeyConcern::end, true},
                               KeyRoot{"enddate", KeyConcern::end, false},
                               KeyRoot{"endtime", KeyConcern::end, false},
                               KeyRoot{"stop", KeyConcern::end, false},
                               KeyRoot{"stopped", KeyConcern::end, false},
                               KeyRoot{"inactive", KeyConcern::standing, true},
                               KeyRoot{"discontinu", KeyConcern::end, false},
                               KeyRoot{"terminat", KeyConcern::end, false},
                               KeyRoot{"resolv", KeyConcern::end, false},
                               KeyRoot{"resolution", KeyConcern::end, false},
                               KeyRoot{"cessation", KeyConcern::end, false},
                               KeyRoot{"ceased", KeyConcern::end, false},
                               KeyRoot{"finish", KeyConcern::end, false},
                               KeyRoot{"complet", KeyConcern::end, false},
                               KeyRoot{"expir", KeyConcern::end, false},
                               KeyRoot{"abate", KeyConcern::end, false}};

/// Keys that with no say what is over or was taken back: `is_active`.
bool speaks_of_now(std::string_view bare) {
  return bare == "active" || bare == "isactive" || bare == "current" || bare == "iscurrent";
}

/// The words of a key, in lower case: `enteredInError`, `entered_in_error`.
std::vector<std::string> key_words(std::string_view key) {
  std::vector<std::string> words;
  bool is_new = true;
  bool was_capital = false;
  for (const char c : key) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (!is_letter(c)) {
      is_new = true;
      continue;
    }
    if (is_new || (is_capital && !was_capital)) words.emplace_back();
    words.back() += lower(c);
    is_new = false;
    was_capital = is_capital;
  }
  return words;
}

}  // namespace

KeyConcern concern_of(std::string_view key) {
  if (speaks_of_now(squeezed(key))) return KeyConcern::standing;
  const std::vector<std::string> words = key_words(key);
  const auto* found = std::find_if(key_roots.begin(), key_roots.end(), [&](const KeyRoot& one) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return word == one.root || (!one.is_whole && (word.starts_with(one.root) || word.ends_with(one.root)));
    });
  });
  return found == key_roots.end() ? KeyConcern::none : found->concern;
}

bool says_no_harm(std::string_view key, const RawValue& value) {
  if (value.is_missing()) return true;
  if (value.is_container()) return false;
  const std::string word = fold_word(trimmed(value.text));
  if (word.empty()) return true;
  const std::string bare = squeezed(key);
  const auto holds = [&](std::string_view root) { return bare.find(root) != std::string::npos; };
  if (holds("status"))
    return is_among(word, {"final", "active", "completed", "done", "ongoing", "confirmed", "valid"});
  const auto truth = ValueReader::read_truth(value);
  if (speaks_of_now(bare)) return truth.value_or(word == "1");
  if (holds("valid") && !holds("invalid")) return truth.value_or(word == "1" || word == "valid");
  return !truth.value_or(!is_among(word, {"0", "none", "nil"}));
}

std::string squeezed(std::string_view key) {
  std::string result;
  for (const char c : key) {
    if (is_letter(c) || is_digit(c)) result += lower(c);
  }
  return result;
}

std::optional<Modifier> modifier_of(std::string_view key) {
  const std::string bare = squeezed(key);
  const auto* found = std::find_if(modifier_keys.begin(), modifier_keys.end(),
                                   [&](const ModifierKey& one) { return one.key == bare; });
  if (found == modifier_keys.end()) return std::nullopt;
  return found->modifier;
}

bool may_be_modifier(std::string_view key) {
  constexpr std::size_t shortest = 6;
  const NameShape shape(squeezed(key));
  return std::any_of(modifier_keys.begin(), modifier_keys.end(), [&](const ModifierKey& one) {
    return one.key.size() >= shortest && is_near_miss(shape, NameShape(one.key));
  });
}

}  // namespace eligo::ingest

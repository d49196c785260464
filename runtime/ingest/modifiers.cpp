#include "runtime/ingest/modifiers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

#include "runtime/ingest/names.h"
#include "runtime/values/ascii.h"

namespace eligo::ingest {
namespace {

using Kind = RecordStanding::Kind;

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
                                   ModifierKey{"replacedby", Modifier::replaced_by},
                                   ModifierKey{"supersededby", Modifier::replaced_by}};

using Words = std::initializer_list<std::string_view>;

bool is_among(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Letters and digits alone, in lower case.
std::string squeezed(std::string_view key) {
  std::string result;
  for (const char c : key) {
    if (is_letter(c) || is_digit(c)) result += lower(c);
  }
  return result;
}

bool is_yes(const RawValue& word) { return ValueReader::read_truth(word).value_or(word.text == "1"); }
bool is_no(const RawValue& word) { return !ValueReader::read_truth(word).value_or(word.text != "0"); }

std::string folded(const RawValue& word) { return word.is_container() ? "" : fold_word(trimmed(word.text)); }

/// The kind of standing that one word gives; empty where it is not known.
std::optional<Kind> by_verification(const RawValue& said) {
  const std::string word = folded(said);
  if (is_yes(said) || is_among(word, {"confirmed", "verified", "definite", "definitive", "certain",
                                      "established", "present", "known", "affirmed", "410605003"}))
    return Kind::counts;
  if (is_among(word, {"refuted", "ruled-out", "excluded", "disproved", "disproven", "entered-in-error",
                      "error", "erroneous", "family", "associated-with-someone-else", "410594000"}))
    return Kind::void_;
  if (is_among(word, {"absent", "known-absent", "not-present", "negated", "negative", "denied", "410516002"}))
    return Kind::absent;
  if (is_no(said) || is_among(word, {"unconfirmed", "provisional", "differential", "suspected", "possible",
                                     "probable", "likely", "presumed", "working", "questionable", "uncertain",
                                     "unknown", "hypothetical", "conditional", "unverified", "tentative"}))
    return Kind::may_count;
  return std::nullopt;
}

/// Of a key that a truth is expected of; `yes` is what true stands for, `no` what false does.
std::optional<Kind> by_truth(const RawValue& said, Kind yes, Kind no) {
  const std::string word = folded(said);
  if (is_yes(said) || is_among(word, {"present", "positive", "affirmed"})) return yes;
  if (is_no(said) || is_among(word, {"absent", "negative", "negated", "not-present", "none"})) return no;
  return std::nullopt;
}

std::optional<Kind> by_done(const RawValue& said) {
  if (is_yes(said)) return Kind::counts;
  if (is_no(said)) return Kind::void_;
  // FHIR's `performed` and the like of a table may hold a date.
  const bool is_date = !said.is_container() && !said.text.empty() && said.text.front() >= '0' &&
                       said.text.front() <= '9' && said.text.size() >= 4;
  return is_date ? std::optional(Kind::counts) : std::nullopt;
}

std::optional<Kind> by_intent(const RawValue& said) {
  const std::string word = folded(said);
  if (is_among(word, {"proposal",     "plan",         "planned",
                      "directive",    "option",       "prp",
                      "prms",         "int",          "gol",
                      "apt",          "arq",          "proposed",
                      "intended",     "order",        "original-order",
                      "reflex-order", "filler-order", "instance-order",
                      "rqo",          "ordered",      "requested"}))
    return Kind::planned;
  if (is_among(word, {"evn", "event", "statement", "unspecified", "done", "performed"})) return Kind::counts;
  return std::nullopt;
}

bool is_order(const RawValue& said) {
  return is_among(folded(said), {"order", "original-order", "reflex-order", "filler-order", "instance-order",
                                 "rqo", "ordered", "requested"});
}

constexpr std::string_view patient_reference = "Patient/";

std::optional<Kind> by_subject(const RawValue& said) {
  const std::string word = folded(said);
  if (is_among(word, {"self", "patient", "subject", "proband", "own", "oneself", "the-patient"}))
    return Kind::counts;
  if (said.text.starts_with("RelatedPerson/") || said.text.starts_with("Group/")) return Kind::void_;
  static constexpr std::array<std::string_view, 31> relatives{
      "mother",      "father",        "sister",      "brother",    "sibling", "parent",   "child",
      "son",         "daughter",      "aunt",        "uncle",      "cousin",  "niece",    "nephew",
      "grandmother", "grandfather",   "grandparent", "grandchild", "family",  "relative", "spouse",
      "partner",     "husband",       "wife",        "fetus",      "foetus",  "donor",    "newborn",
      "twin",        "family-member", "fammemb"};
  if (std::find(relatives.begin(), relatives.end(), word) != relatives.end()) return Kind::void_;
  // The codes of HL7's role codes, and such compounds as `maternal-aunt` and `half-brother`.
  if (is_among(word, {"mth", "fth", "sis", "bro", "sib", "prn", "chld", "sonc", "dauc", "grmth", "grfth",
                      "aunt", "uncle", "nmth", "nfth", "nsis", "nbro"}))
    return Kind::void_;
  const auto* compound = std::find_if(relatives.begin(), relatives.end(), [&](std::string_view relative) {
    return word.ends_with("-" + std::string(relative));
  });
  return compound != relatives.end() ? std::optional(Kind::void_) : std::nullopt;
}

std::string_view comparator_of(const RawValue& said) {
  const std::string word = folded(said);
  if (is_among(word, {"<", "lt", "less-than", "below", "left", "under", "4171756"})) return "<";
  if (is_among(word, {"<=", "=<", "≤", "le", "lte", "at-most", "less-than-or-equal", "4171754"})) return "<=";
  if (is_among(word, {">", "gt", "greater-than", "more-than", "above", "right", "over", "4172704"}))
    return ">";
  if (is_among(word, {">=", "=>", "≥", "ge", "gte", "at-least", "greater-than-or-equal", "4171755"}))
    return ">=";
  if (is_no(said) || is_among(word, {"", "=", "==", "eq", "equal", "equals", "exact", "4172703"})) return "";
  return "?";
}

/// Puts together what the modifiers say one after another.
class StandingReader {
 public:
  void read(const SaidModifier& said) {
    if (said.words.empty()) return;
    switch (said.modifier) {
      case Modifier::verification: judge(said, by_verification); break;
      case Modifier::negation:
        judge(said, [](const RawValue& word) { return by_truth(word, Kind::absent, Kind::counts); });
        break;
      case Modifier::presence:
        judge(said, [](const RawValue& word) { return by_truth(word, Kind::counts, Kind::absent); });
        break;
      case Modifier::not_done: not_done(said); break;
      case Modifier::done: judge(said, by_done); break;
      case Modifier::intent:
        judge(said, by_intent);
        result_.is_order |= std::any_of(said.words.begin(), said.words.end(), is_order);
        break;
      case Modifier::as_needed:
        if (is_no(said.words.front())) break;
        result_.is_as_needed = true;
        set(Kind::may_count, "as needed");
        break;
      case Modifier::subject: subject(said); break;
      case Modifier::family_history:
        if (!is_no(said.words.front())) set(Kind::void_, "of the patient's family");
        break;
      case Modifier::comparator: {
        const std::string_view comparator = comparator_of(said.words.front());
        const bool is_second = !result_.comparator.empty() && result_.comparator != comparator;
        result_.comparator = is_second ? "?" : comparator;
        break;
      }
      case Modifier::value_absence: result_.has_no_value |= !is_no(said.words.front()); break;
      case Modifier::end_presumed: result_.is_end_presumed |= !is_no(said.words.front()); break;
      case Modifier::replaced_by: set(Kind::void_, "replaced by another record"); break;
      case Modifier::clinical_status:  // read with the status
      case Modifier::presumed_end:     // says nothing of the end
      case Modifier::id:               // see identity.h
      case Modifier::replaces: break;
    }
  }

  [[nodiscard]] RecordStanding result() const { return result_; }

 private:
  /// The strongest that any of the words says; where none is understood, the record may count.
  template <typename Meaning>
  void judge(const SaidModifier& said, Meaning meaning) {
    std::optional<Kind> strongest;
    std::string_view why = said.words.front().text;
    for (const RawValue& word : said.words) {
      const auto kind = meaning(word);
      if (!kind || (strongest && *kind <= *strongest)) continue;
      strongest = kind;
      why = word.text;
    }
    // `negated: true` says it by the key.
    const bool is_truth = ValueReader::read_truth(said.words.front()).has_value() || why == "1" || why == "0";
    set(strongest.value_or(Kind::may_count), is_truth || why.empty() ? said.key : why);
  }

  void not_done(const SaidModifier& said) {
    const RawValue& word = said.words.front();
    if (is_no(word)) return;
    const bool is_reason = squeezed(said.key).find("reason") != std::string::npos;
    set(is_yes(word) || is_reason ? Kind::void_ : Kind::may_count, "not done");
  }

  void subject(const SaidModifier& said) {
    for (const RawValue& word : said.words) {
      if (!word.text.starts_with(patient_reference)) continue;
      result_.subject = word.text.substr(patient_reference.size());
      return;
    }
    judge(said, by_subject);
  }

  /// The strongest counts. What is weakened and turned round at once says nothing.
  void set(Kind kind, std::string_view why) {
    if (kind == Kind::counts) return;
    result_.is_doubtful |= kind == Kind::may_count;
    const Kind weaker = std::min(kind, result_.kind);
    const Kind stronger = std::max(kind, result_.kind);
    const bool is_nothing = stronger == Kind::absent && weaker != Kind::counts && weaker != Kind::absent;
    if (stronger != result_.kind || result_.why.empty()) result_.why = why;
    result_.kind = is_nothing ? Kind::void_ : stronger;
  }

  RecordStanding result_;
};

}  // namespace

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

RecordStanding standing_of(const std::vector<SaidModifier>& said) {
  StandingReader reader;
  for (const SaidModifier& one : said) reader.read(one);
  return reader.result();
}

std::optional<bool> read_presence(const RawValue& value) {
  const std::string word = folded(value);
  if (const auto truth = ValueReader::read_truth(value)) return truth;
  if (is_among(word, {"absent", "none", "negative", "never", "denied", "denies", "nil", "not-present",
                      "not-detected", "not-known-to-have", "no-history"}))
    return false;
  if (is_among(word, {"present", "positive", "confirmed", "known", "detected"})) return true;
  return std::nullopt;
}

}  // namespace eligo::ingest

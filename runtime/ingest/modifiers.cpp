#include "runtime/ingest/modifiers.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "runtime/values/contains.h"

namespace eligo::ingest {
namespace {

using Kind = RecordStanding::Kind;

using Words = std::initializer_list<std::string_view>;

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

/// Of a key that says by itself that something is absent. `negated` repeats the key, `affirmed` denies it.
/// What `negation: absent` means, or `negation: present`, is not plain.
std::optional<Kind> by_negation(const RawValue& said, std::string_view key) {
  const std::string word = folded(said);
  if (is_yes(said) || is_among(word, {"negated", "negative", "denied", "denies", "not-present"}))
    return Kind::absent;
  if (is_no(said) || is_among(word, {"affirmed", "not-negated", "positive"})) return Kind::counts;
  if (squeezed(key).find("negation") != std::string::npos) return std::nullopt;
  if (word == "absent") return Kind::absent;
  return word == "present" ? std::optional(Kind::counts) : std::nullopt;
}

std::optional<Kind> by_presence(const RawValue& said) {
  const std::string word = folded(said);
  if (is_yes(said) || is_among(word, {"present", "positive", "affirmed"})) return Kind::counts;
  if (is_no(said) ||
      is_among(word, {"absent", "negative", "negated", "denied", "denies", "not-present", "none"}))
    return Kind::absent;
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
  if (is_among(word,
               {"self", "patient", "subject", "proband", "own", "oneself", "the-patient", "none", "nil"}) ||
      is_no(said))
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

/// Whether the record is of the family: `none` says that it is the patient's own.
std::optional<Kind> by_family(const RawValue& said) {
  if (is_yes(said)) return Kind::void_;
  if (is_among(folded(said), {"negative", "absent", "denied", "denies", "not-present", "no-family-history"}))
    return Kind::counts;
  return by_subject(said);
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
        judge(said, [&](const RawValue& word) { return by_negation(word, said.key); });
        break;
      case Modifier::presence: judge(said, by_presence); break;
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
      case Modifier::family_history: judge(said, by_family); break;
      case Modifier::comparator: {
        const std::string_view comparator = comparator_of(said.words.front());
        const bool is_second = !result_.comparator.empty() && result_.comparator != comparator;
        result_.comparator = is_second ? "?" : comparator;
        break;
      }
      case Modifier::value_absence: result_.has_no_value |= !is_no(said.words.front()); break;
      case Modifier::end_presumed:
      case Modifier::presumed_end: result_.is_end_presumed |= !is_no(said.words.front()); break;
      case Modifier::replaced_by: set(Kind::void_, "replaced by another record"); break;
      case Modifier::doubt: set(Kind::may_count, said.words.front().text); break;
      case Modifier::clinical_status:  // read with the status
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
    if (said.modifier == Modifier::family_history && strongest == Kind::void_)
      why = "of the patient's family";
    else if (is_truth || why.empty())
      why = said.key;
    set(strongest.value_or(Kind::may_count), why);
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

bool says_nothing(const RawValue& value) {
  if (value.kind == RawValue::Kind::truth) return value.text == "false";
  if (!value.is_text()) return false;
  constexpr std::array<std::string_view, 33> words{"unknown",
                                                   "not-known",
                                                   "unk",
                                                   "n/a",
                                                   "na",
                                                   "n.a.",
                                                   "none",
                                                   "no",
                                                   "n",
                                                   "nil",
                                                   "null",
                                                   "nothing",
                                                   "false",
                                                   "none-known",
                                                   "none-identified",
                                                   "none-found",
                                                   "none-recorded",
                                                   "not-stated",
                                                   "not-recorded",
                                                   "not-available",
                                                   "not-reported",
                                                   "not-applicable",
                                                   "not-assessed",
                                                   "not-specified",
                                                   "not-documented",
                                                   "unspecified",
                                                   "unclear",
                                                   "unavailable",
                                                   "missing",
                                                   "tbd",
                                                   "?",
                                                   "-",
                                                   "--"};
  return std::find(words.begin(), words.end(), fold_word(trimmed(value.text))) != words.end();
}

}  // namespace eligo::ingest

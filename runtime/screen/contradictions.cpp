#include "runtime/screen/contradictions.h"

#include <algorithm>

#include "runtime/evaluate/value_test.h"

namespace eligo {
namespace {

Contrary of_fact(FactId fact) { return {fact, {}, {}}; }
Contrary of_anchor(AnchorId anchor) { return {{}, {}, anchor}; }

Reason contradictory(const Contrary& what, const Contrary& other) {
  Reason reason;
  reason.code = ReasonCode::contradictory_data;
  reason.fact = what.fact;
  reason.record = what.record;
  reason.anchor = what.anchor;
  reason.other = other;
  return reason;
}

/// Looks at one patient.
class Contradictions {
 public:
  Contradictions(const Plan& plan, const PatientFacts& patient)
      : plan_(plan),
        patient_(patient),
        birth_(date(plan.birth_date)),
        death_(date(plan.death_date)),
        as_of_(day(plan.as_of)) {}

  std::vector<Reason> find() {
    look_at_anchors();
    look_at_death();
    for (std::uint32_t i = 0; i < patient_.recorded_count(); ++i) look_at(i);
    return std::move(found_);
  }

 private:
  /// The kinds that records are looked at for.
  enum Kind : std::uint8_t { before_birth, after_death, too_long, of_another, kind_count };

  [[nodiscard]] std::optional<DateRange> date(FactId fact) const {
    const Attribute* attribute = fact.exists() ? patient_.attribute(fact) : nullptr;
    if (attribute == nullptr || attribute->flaw != Flaw::none) return std::nullopt;
    return attribute->date;
  }

  [[nodiscard]] std::optional<DateRange> day(AnchorId anchor) const {
    return anchor.value < patient_.anchors.size() ? patient_.anchors[anchor.value] : std::nullopt;
  }

  /// Whether it is recorded that the patient is dead, or that not.
  [[nodiscard]] std::optional<bool> is_deceased() const {
    const Attribute* attribute = plan_.deceased.exists() ? patient_.attribute(plan_.deceased) : nullptr;
    if (attribute == nullptr || !attribute->word || attribute->flaw != Flaw::none) return std::nullopt;
    const auto& words = plan_.vocabulary[plan_.deceased].type.words;
    return *attribute->word < words.size() && plan_.vocabulary.words[words[*attribute->word].value] == "yes";
  }

  /// Whether the attribute is recorded, and cannot be read.
  [[nodiscard]] bool is_unreadable(FactId fact) const {
    const Attribute* attribute = fact.exists() ? patient_.attribute(fact) : nullptr;
    return attribute != nullptr && attribute->flaw != Flaw::none && attribute->flaw != Flaw::not_understood;
  }

  void add(const Contrary& what, const Contrary& other) { found_.push_back(contradictory(what, other)); }

  void add(Kind kind, std::uint32_t record, const Contrary& other) {
    if (has_[kind]) return;
    has_[kind] = true;
    add({patient_.records[record].fact, RecordId{record}, {}}, other);
  }

  void look_at_anchors() {
    for (std::uint32_t i = 0; i < plan_.vocabulary.anchors.size(); ++i) {
      const AnchorId id{i};
      const auto here = day(id);
      if (!here) continue;
      if (birth_ && birth_->first > here->last) add(of_fact(plan_.birth_date), of_anchor(id));
      for (const AnchorId earlier : plan_.vocabulary[id].not_before) {
        const auto there = day(earlier);
        if (there && here->last < there->first) add(of_anchor(id), of_anchor(earlier));
      }
    }
  }

  void look_at_death() {
    const std::optional<bool> is_dead = is_deceased();
    if (is_dead == false && death_) add(of_fact(plan_.deceased), of_fact(plan_.death_date));
    if (birth_ && death_ && death_->last < birth_->first)
      add(of_fact(plan_.death_date), of_fact(plan_.birth_date));
    for (const FactId fact : {plan_.deceased, plan_.death_date}) {
      if (is_unreadable(fact)) add(of_fact(fact), of_anchor(plan_.as_of));
    }
    if (!death_ && !is_dead.value_or(false)) return;
    const bool is_surely_later = death_ && as_of_ && death_->first >= as_of_->last;
    if (is_surely_later) return;
    add(of_fact(death_ ? plan_.death_date : plan_.deceased), of_anchor(plan_.as_of));
  }

  void look_at(std::uint32_t index) {
    const Record& record = patient_.records[index];
    if (record.is_reading()) return;  // it may be another one
    if (record.status != RecordStatus::final || concerns_identity(record.flaw) || record.has_bad_date) return;
    if (record.has_date) {
      if (birth_ && record.start.last < birth_->first) add(before_birth, index, of_fact(plan_.birth_date));
      if (death_ && record.start.first > death_->last) add(after_death, index, of_fact(plan_.death_date));
      look_at_length(record, index);
    }
    look_at_sex(record, index);
  }

  /// It ended later than it can have, or is said to go on for longer than it can.
  void look_at_length(const Record& record, std::uint32_t index) {
    if (!record.fact.exists()) return;
    const auto& longest = plan_.vocabulary[record.fact].longest;
    if (!longest) return;
    const Day last = last_day(record.start.last, *longest);
    const bool is_ended_late = !record.is_end_bounded && record.end.first > last && !record.is_ongoing;
    const bool is_still_there = record.is_ongoing && as_of_ && as_of_->first > last;
    if (is_still_there) add(too_long, index, of_anchor(plan_.as_of));
    if (is_ended_late) add(too_long, index, {record.fact, RecordId{index}, {}});
  }

  void look_at_sex(const Record& record, std::uint32_t index) {
    if (has_[of_another] || !record.fact.exists()) return;
    if (contradicts(record.fact, index)) return;
    for (const FactId broader : plan_.vocabulary[record.fact].broader) {
      if (contradicts(broader, index)) return;
    }
  }

  bool contradicts(FactId fact, std::uint32_t index) {
    const auto& only = plan_.vocabulary[fact].only_where;
    if (!only) return false;
    const Attribute* attribute = patient_.attribute(only->attribute);
    if (attribute == nullptr || attribute->flaw != Flaw::none || !attribute->word) return false;
    const auto& words = only->words;
    if (std::find(words.begin(), words.end(), *attribute->word) != words.end()) return false;
    add(of_another, index, of_fact(only->attribute));
    return true;
  }

  const Plan& plan_;
  const PatientFacts& patient_;
  std::optional<DateRange> birth_;
  std::optional<DateRange> death_;
  std::optional<DateRange> as_of_;
  bool has_[kind_count] = {};  // NOLINT(modernize-avoid-c-arrays)
  std::vector<Reason> found_;
};

}  // namespace

std::vector<Reason> contradictions(const Plan& plan, const PatientFacts& patient) {
  return Contradictions(plan, patient).find();
}

}  // namespace eligo

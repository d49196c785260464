#include "runtime/words/reason_text.h"

#include "runtime/model/ingredients.h"
#include "runtime/words/describe.h"

namespace eligo {
namespace {

/// The subject of a reason, in words.
class ReasonWording {
 public:
  ReasonWording(const Plan& plan, const Reason& reason, const PatientFacts* patient,
                const UnknownName* unknown = nullptr)
      : plan_(plan), reason_(reason), patient_(patient), unknown_(unknown) {}

  std::string fact() const {
    if (reason_.fact.exists()) return plan_.vocabulary[reason_.fact].name;
    if (patient_ != nullptr && reason_.record.exists()) return record_name(plan_, record());
    return "the record";
  }
  std::string anchor() const {
    return reason_.anchor.exists() ? plan_.vocabulary[reason_.anchor].name : std::string("the as-of date");
  }
  std::string field() const {
    return reason_.field.exists() ? plan_.vocabulary[reason_.field].name : "the field";
  }

  FactKind kind() const {
    if (reason_.kind) return *reason_.kind;
    return reason_.fact.exists() ? plan_.vocabulary[reason_.fact].kind : FactKind::observation;
  }

  /// The fact, and behind it which of its records: `bilirubin (1.4 mg/dL on 2025-02-27)`.
  std::string fact_of_record() const {
    if (patient_ == nullptr || !reason_.record.exists()) return fact();
    const ValueType none;
    const ValueType& type = record().fact.exists() ? plan_.vocabulary[record().fact].type : none;
    const std::string value = value_text(type, plan_.vocabulary, record());
    return fact() + " (" + (value.empty() ? "" : value + " ") + when_text(record()) + ")";
  }

  /// The label of the fact in the vocabulary, behind its name: ` (“breast-feeding now”)`.
  std::string label() const {
    if (!reason_.fact.exists()) return {};
    const Fact& asked = plan_.vocabulary[reason_.fact];
    return asked.label.empty() || asked.label == asked.name ? std::string() : " (“" + asked.label + "”)";
  }

  /// What contradicts itself, each of the two with what is recorded of it.
  std::string contradiction() const {
    const std::string what = side({reason_.fact, reason_.record, reason_.anchor});
    const Contrary own{reason_.fact, reason_.record, reason_.anchor};
    if (reason_.other == own) return what + ", which is longer than it can last";
    return what + " and " + side(reason_.other);
  }

  /// Whose field it is: of the record, or of an ingredient in it: `codeine in co-codamol (from 2025-02-01)`.
  std::string fact_of_field() const {
    if (patient_ == nullptr || !reason_.record.exists()) return fact();
    if (!is_ingredient(plan_.vocabulary, reason_.fact, record().fact)) return fact_of_record();
    return fact() + " in " + record_name(plan_, record()) + " (" + when_text(record()) + ")";
  }

  std::string record_word() const { return kind() == FactKind::observation ? "result" : "record"; }

  std::string reason() const;
  std::string request() const;

 private:
  std::string side(const Contrary& one) const;
  const Record& record() const { return patient_->records[reason_.record.value]; }
  std::string open_list() const;

  const Plan& plan_;
  const Reason& reason_;
  const PatientFacts* patient_;
  const UnknownName* unknown_;
};

std::string ReasonWording::open_list() const {
  const std::string list(list_name(kind()));
  if (reason_.kind) return "the list of " + list + " is not declared complete";
  return "nothing on record settles " + fact() + ", and the list of " + list + " is not declared complete";
}

std::string ReasonWording::side(const Contrary& one) const {
  if (one.record.exists()) {
    Reason reason;
    reason.fact = one.fact;
    reason.record = one.record;
    return ReasonWording(plan_, reason, patient_).fact_of_record();
  }
  std::string recorded;
  if (one.fact.exists()) {
    const Attribute* attribute = patient_ != nullptr ? patient_->attribute(one.fact) : nullptr;
    if (attribute != nullptr) recorded = attribute->recorded;
    return plan_.vocabulary[one.fact].name + (recorded.empty() ? "" : " (" + recorded + ")");
  }
  if (!one.anchor.exists()) return "the as-of date";
  const bool is_known = patient_ != nullptr && one.anchor.value < patient_->anchors.size() &&
                        patient_->anchors[one.anchor.value].has_value();
  if (is_known) recorded = date_text(*patient_->anchors[one.anchor.value]);
  return plan_.vocabulary[one.anchor].name + (recorded.empty() ? "" : " (" + recorded + ")");
}

std::string ReasonWording::reason() const {
  switch (reason_.code) {
    case ReasonCode::no_record: return "no " + fact() + " on record";
    case ReasonCode::list_not_complete: return open_list();
    case ReasonCode::no_attribute: return "no " + fact();
    case ReasonCode::not_answered: return fact() + " is not answered";
    case ReasonCode::no_anchor: return "no date of " + anchor();
    case ReasonCode::no_reference_range: return "no normal range of " + fact_of_record();
    case ReasonCode::partial_date:
      if (reason_.anchor.exists()) return "the date of " + anchor() + " is not exact";
      if (kind() == FactKind::attribute) return fact() + " is not exact";
      return "the date of " + fact_of_record() + " is not exact";
    case ReasonCode::no_date: return "no date of " + fact_of_record();
    case ReasonCode::unknown_end: return "no end of " + fact_of_record();
    case ReasonCode::censored_value:
      if (reason_.field.exists()) return "the " + field() + " of " + fact_of_field() + " is not exact";
      return "the value of " + fact_of_record() + " is not exact";
    case ReasonCode::conflicting_results: return "conflicting results: " + fact_of_record();
    case ReasonCode::unusable_record: {
      const std::string what =
          reason_.field.exists() ? "the " + field() + " of " + fact_of_field() : fact_of_record();
      return what + " cannot be used: " + std::string(flaw_text(reason_.flaw));
    }
    case ReasonCode::field_not_recorded: return field() + " of " + fact_of_field() + " is not recorded";
    case ReasonCode::inconclusive_result:
      if (kind() == FactKind::attribute) return fact() + " as recorded is none of its words";
      return "the result of " + fact_of_record() + " is inconclusive";
    case ReasonCode::no_half_life: return "no half-life of " + fact();
    case ReasonCode::unrecognised_record:
      return (patient_ == nullptr ? "an entry"
                                  : unknown_text(plan_.vocabulary, unknown_name(*patient_, reason_))) +
             " is not in the vocabulary";
    case ReasonCode::broader_record: return side(reason_.other) + " may be " + fact();
    case ReasonCode::unconfirmed_record: {
      const bool is_told = patient_ != nullptr && reason_.record.exists() && !record().standing.empty();
      return fact_of_record() + " may not count" + (is_told ? ": " + std::string(record().standing) : "");
    }
    case ReasonCode::possible_repeat:
      return fact_of_record() + " may be another record of " + fact() + " over again";
    case ReasonCode::no_time:
      if (reason_.anchor.exists()) return "no time of day of " + anchor();
      return "no exact time of day of " + fact_of_record();
    case ReasonCode::contradictory_data: return "contradictory data: " + contradiction();
    case ReasonCode::not_settled: return "not settled within the limit of cases";
  }
  return {};
}

std::string ReasonWording::request() const {
  switch (reason_.code) {
    case ReasonCode::no_record: return "a result of " + fact();
    case ReasonCode::list_not_complete:
      if (reason_.kind) return "whether the list of " + std::string(list_name(kind())) + " is complete";
      if (kind() == FactKind::observation) return "whether all results of " + fact() + " are on record";
      return "whether there was any " + fact() + ", or that the list of " + std::string(list_name(kind())) +
             " is complete";
    case ReasonCode::no_attribute: return "the patient's " + fact();
    case ReasonCode::not_answered: return "an answer to " + fact() + label();
    case ReasonCode::no_anchor: return "the date of " + anchor();
    case ReasonCode::no_reference_range:
      return "a result of " + fact() + " with the laboratory's normal range";
    case ReasonCode::partial_date:
      if (reason_.anchor.exists()) return "the exact date of " + anchor();
      return kind() == FactKind::attribute ? "the exact " + fact() : "the exact date of " + fact();
    case ReasonCode::no_date: return "the date of " + fact();
    case ReasonCode::unknown_end: return "when " + fact() + " ended, or that it goes on";
    case ReasonCode::censored_value:
      return reason_.field.exists() ? "the exact " + field() + " of " + fact()
                                    : "an exact result of " + fact();
    case ReasonCode::conflicting_results: return "which " + record_word() + " of " + fact() + " is right";
    case ReasonCode::unusable_record:
      return reason_.field.exists() ? "the " + field() + " of " + fact()
                                    : "a " + record_word() + " of " + fact() + " that can be read";
    case ReasonCode::field_not_recorded: return "the " + field() + " of " + fact();
    case ReasonCode::inconclusive_result:
      return kind() == FactKind::attribute ? "the patient's " + fact() : "a conclusive result of " + fact();
    case ReasonCode::broader_record: return "whether " + side(reason_.other) + " on record is " + fact();
    case ReasonCode::unconfirmed_record: return "whether " + fact() + " is confirmed";
    case ReasonCode::possible_repeat:
      return "whether two like " + record_word() + "s of " + fact() + " are one";
    case ReasonCode::no_half_life: return "the half-life of " + fact() + ", in the vocabulary";
    case ReasonCode::unrecognised_record:
      return "what " + (unknown_ == nullptr ? "an entry" : unknown_text(plan_.vocabulary, *unknown_)) + " is";
    case ReasonCode::no_time: return "the time of day of " + (reason_.anchor.exists() ? anchor() : fact());
    case ReasonCode::contradictory_data: return "which is right: " + contradiction();
    case ReasonCode::not_settled: return "more of the facts that it depends on";
  }
  return {};
}

}  // namespace

std::string reason_text(const Plan& plan, const PatientFacts& patient, const Reason& reason) {
  return ReasonWording(plan, reason, &patient).reason();
}

std::string request_text(const Plan& plan, const Reason& reason, const UnknownName* unknown) {
  return ReasonWording(plan, reason, nullptr, unknown).request();
}

std::string request_text(const Plan& plan, const Ask& ask) {
  return request_text(plan, ask.reason, ask.unknown ? &*ask.unknown : nullptr);
}

std::string unknown_text(const Vocabulary& vocabulary, const UnknownName& unknown) {
  const std::string where =
      " (" +
      (unknown.field.exists() ? vocabulary[unknown.field].name : std::string(list_name(unknown.list))) + ")";
  if (!unknown.name.empty()) return "“" + unknown.name + "”" + where;
  if (unknown.code.empty()) return "an entry without a name" + where;
  return (unknown.system.empty() ? "" : unknown.system + " ") + unknown.code + where;
}

}  // namespace eligo

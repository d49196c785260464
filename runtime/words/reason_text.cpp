#include "runtime/words/reason_text.h"

#include "runtime/words/describe.h"

namespace eligo {
namespace {

/// The subject of a reason, in words.
class ReasonWording {
 public:
  ReasonWording(const Plan& plan, const Reason& reason, const PatientFacts* patient)
      : plan_(plan), reason_(reason), patient_(patient) {}

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

  std::string record_word() const { return kind() == FactKind::observation ? "result" : "record"; }

  std::string reason() const;
  std::string request() const;

 private:
  const Record& record() const { return patient_->records[reason_.record.value]; }
  std::string open_list() const;

  const Plan& plan_;
  const Reason& reason_;
  const PatientFacts* patient_;
};

std::string ReasonWording::open_list() const {
  const std::string list(list_name(kind()));
  if (reason_.kind) return "the list of " + list + " is not declared complete";
  return "nothing on record settles " + fact() + ", and the list of " + list + " is not declared complete";
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
      if (reason_.field.exists()) return "the " + field() + " of " + fact_of_record() + " is not exact";
      return "the value of " + fact_of_record() + " is not exact";
    case ReasonCode::conflicting_results: return "conflicting results: " + fact_of_record();
    case ReasonCode::unusable_record: {
      const std::string what =
          reason_.field.exists() ? "the " + field() + " of " + fact_of_record() : fact_of_record();
      return what + " cannot be used: " + std::string(flaw_text(reason_.flaw));
    }
    case ReasonCode::field_not_recorded: return field() + " of " + fact_of_record() + " is not recorded";
    case ReasonCode::inconclusive_result:
      if (kind() == FactKind::attribute) return fact() + " as recorded is none of its words";
      return "the result of " + fact_of_record() + " is inconclusive";
    case ReasonCode::no_half_life: return "no half-life of " + fact();
    case ReasonCode::unconfirmed_record: {
      const bool is_told = patient_ != nullptr && reason_.record.exists() && !record().standing.empty();
      return fact_of_record() + " may not count" + (is_told ? ": " + std::string(record().standing) : "");
    }
    case ReasonCode::possible_repeat:
      return fact_of_record() + " may be another record of " + fact() + " over again";
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
    case ReasonCode::unconfirmed_record: return "whether " + fact() + " is confirmed";
    case ReasonCode::possible_repeat:
      return "whether two like " + record_word() + "s of " + fact() + " are one";
    case ReasonCode::no_half_life: return "the half-life of " + fact() + ", in the vocabulary";
    case ReasonCode::not_settled: return "more of the facts that it leans on";
  }
  return {};
}

}  // namespace

std::string reason_text(const Plan& plan, const PatientFacts& patient, const Reason& reason) {
  return ReasonWording(plan, reason, &patient).reason();
}

std::string request_text(const Plan& plan, const Reason& reason) {
  return ReasonWording(plan, reason, nullptr).request();
}

}  // namespace eligo

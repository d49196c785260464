#include "runtime/words/evidence_text.h"

#include "runtime/words/describe.h"
#include "runtime/words/explain.h"

namespace eligo {

std::vector<std::string> evidence_texts(const Plan& plan, const PatientFacts& patient,
                                        const EvidenceSet& evidence) {
  std::vector<std::string> texts;
  for (const FactId fact : evidence.attributes) {
    const Attribute& attribute = *patient.attribute(fact);
    texts.push_back(with_source(plan.vocabulary[fact].name + " " + attribute_text(plan.vocabulary, attribute),
                                attribute.source));
  }
  for (const RecordId record : evidence.records) {
    texts.push_back(
        with_source(record_text(plan, patient, record), patient.source_of(patient.records[record.value])));
  }
  for (const std::uint32_t index : evidence.complete) {
    const Complete& complete = patient.complete[index];
    const std::string list =
        complete.kind ? std::string(list_name(*complete.kind)) : plan.vocabulary[complete.fact].name;
    const bool is_for_ever = complete.period.first <= earliest_day && complete.period.last >= latest_day;
    texts.push_back("the list of " + list + " is complete" +
                    (is_for_ever ? "" : " for " + date_text(complete.period)));
  }
  return texts;
}

}  // namespace eligo

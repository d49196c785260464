#include "runtime/completions/split_broader.h"

#include "runtime/model/broader.h"
#include "runtime/values/contains.h"

namespace eligo {

std::vector<Branch> cases_of_broader(const Splitting& by, std::uint32_t record) {
  const Record& known = by.patient.records[record];
  std::vector<Branch> cases;
  if (known.narrower.exists()) return cases;
  std::vector<FactId> facts;
  for (const QueryId id : by.cuts.queries) {
    const Query& query = by.plan[id];
    const bool is_broader = contains(query.broader, known.fact);
    for (const FactId fact : is_broader
                                 ? may_be_of(by.plan.vocabulary, query, known.fact)
                                 : drugs_it_may_be(by.plan.vocabulary, query, by.patient, known.fact)) {
      if (!contains(facts, fact)) facts.push_back(fact);
    }
  }
  if (facts.empty()) return cases;
  facts.push_back(known.fact);
  for (const FactId fact : facts) {
    Record one = known;
    one.narrower = fact;
    cases.emplace_back(RecordBranch{record, std::move(one)});
  }
  return cases;
}

}  // namespace eligo

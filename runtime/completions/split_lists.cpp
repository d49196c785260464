#include <algorithm>
#include <utility>

#include "runtime/completions/split.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

/// The records that a query's open lists may hold.
class ListSplitter {
 public:
  ListSplitter(const Plan& plan, const Cuts& cuts, const PatientFacts& patient, const Query& query)
      : plan_(plan), cuts_(cuts), patient_(patient), query_(query) {}

  std::vector<Branch> run(const std::vector<Gap>& lists) {
    FinishedBranch nothing_else;
    for (const Gap& gap : lists) {
      if (gap.list && !contains(patient_.supposed.finished_kinds, *gap.list)) nothing_else.kind = gap.list;
      if (gap.fact.exists() && !is_finished(gap.fact)) nothing_else.facts.push_back(gap.fact);
    }
    if (!nothing_else.kind && nothing_else.facts.empty()) return {};
    facts_ = nothing_else.facts;
    cases_.emplace_back(nothing_else);
    if (nothing_else.kind && !is_full(*nothing_else.kind)) further(FactId{}, *nothing_else.kind, {});
    for (const FactId fact : facts_) further_of(fact);
    return std::move(cases_);
  }

 private:
  bool is_finished(FactId fact) const {
    if (!fact.exists()) return false;
    const auto& finished = patient_.supposed.finished;
    const auto& broader = plan_.vocabulary[fact].broader;
    return std::any_of(finished.begin(), finished.end(),
                       [&](FactId one) { return one == fact || contains(broader, one); });
  }

  /// A record of the fact, or of a narrower one that some query tells from it. After the last that there may
  /// be, nothing else is.
  void further_of(FactId asked) {
    std::vector<FactId> places;
    const auto add = [&](FactId fact) {
      if (!is_finished(fact) && !has_twin(fact) && !is_full(fact, 0)) places.push_back(fact);
    };
    add(asked);
    for (const FactId narrower : plan_.vocabulary[asked].narrower) {
      if (cuts_.facts[narrower.value].is_named) add(narrower);
    }
    for (const FactId fact : places) {
      const bool is_last = places.size() == 1 && is_full(fact, 1);
      further(fact, plan_.vocabulary[asked].kind, is_last ? std::vector{asked} : std::vector<FactId>{});
    }
  }

  void further(FactId fact, FactKind kind, std::vector<FactId> finished) {
    FurtherBranch one;
    one.finished = std::move(finished);
    one.record.fact = fact;
    one.record.kind = kind;
    one.record.has_date = kind != FactKind::question;
    one.record.is_confirmed = true;
    if (kind == FactKind::condition) {
      FurtherBranch ongoing = one;
      ongoing.record.is_ongoing = true;
      cases_.emplace_back(ongoing);
      one.record.end.last = latest_day - 1;  // it ends some day
    }
    cases_.emplace_back(one);
    if (fact.exists() && cuts_.facts[fact.value].asks_latest) {
      FurtherBranch latest = one;
      latest.record.is_for_latest = true;
      cases_.emplace_back(latest);
    }
    if (query_.selector == Selector::planned || (fact.exists() && cuts_.facts[fact.value].is_planned)) {
      FurtherBranch planned = one;
      planned.record.status = RecordStatus::planned;
      cases_.emplace_back(planned);
    }
  }

  template <typename Is>
  std::uint32_t supposed(Is is) const {
    const auto first = patient_.records.begin() + patient_.recorded_count();
    return static_cast<std::uint32_t>(std::count_if(first, patient_.records.end(), is));
  }

  bool is_full(FactKind kind) const {
    const auto needed = cuts_.records_of_kind.find(kind);
    return needed == cuts_.records_of_kind.end() || supposed([&](const Record& one) {
                                                      return !one.fact.exists() && one.kind == kind;
                                                    }) >= needed->second;
  }

  /// Whether with so many more there are as many as there are questions that may need one of their own.
  bool is_full(FactId fact, std::uint32_t more) const {
    return supposed([&](const Record& one) { return one.fact == fact; }) + more >=
           std::max<std::uint32_t>(cuts_.facts[fact.value].records, 1);
  }

  /// Whether another fact may have further records that neither a query nor the data can tell from this
  /// one's: they would show nothing else.
  bool has_twin(FactId fact) const {
    const FactId twin = cuts_.facts[fact.value].twin;
    if (!twin.exists() || twin == fact || !(contains(facts_, twin) || is_finished(twin))) return false;
    return !is_spoken_of(fact) && !is_spoken_of(twin);
  }

  bool is_spoken_of(FactId fact) const {
    const auto slice = patient_.of(fact);
    return slice.begin != slice.end ||
           std::any_of(patient_.complete.begin(), patient_.complete.end(),
                       [&](const Complete& complete) { return complete.fact == fact; });
  }

  const Plan& plan_;
  const Cuts& cuts_;
  const PatientFacts& patient_;
  const Query& query_;
  std::vector<FactId> facts_;  // that may have further records
  std::vector<Branch> cases_;
};

}  // namespace

std::vector<Branch> cases_of_lists(const Plan& plan, const Cuts& cuts, const PatientFacts& patient,
                                   const Query& query, const std::vector<Gap>& lists) {
  return ListSplitter(plan, cuts, patient, query).run(lists);
}

}  // namespace eligo

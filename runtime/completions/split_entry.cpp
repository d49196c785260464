#include "runtime/completions/split_entry.h"

#include <algorithm>

namespace eligo {
namespace {

/// Whether the query can tell that the entry is of the reading's fact. Of any record it matters for its
/// courses, and where a statement of absence may speak against it.
bool tells(const Query& query, const Record& reading, bool has_absences) {
  if (query.is_any_fact) return (query.is_course || has_absences) && query.kind == reading.kind;
  return std::find(query.facts.begin(), query.facts.end(), reading.fact) != query.facts.end();
}

class EntrySplitter {
 public:
  explicit EntrySplitter(const Splitting& by) : by_(by) {}

  std::vector<std::uint32_t> told_apart(const UnknownEntry& entry) const {
    std::vector<std::uint32_t> kept;
    const bool has_absences = !by_.workspace.scratch.absences.empty();
    for (const std::uint32_t reading : entry.readings) {
      const Record& record = by_.patient.records[reading];
      const auto& queries = by_.cuts.queries;
      const bool is_told = std::any_of(queries.begin(), queries.end(),
                                       [&](QueryId id) { return tells(by_.plan[id], record, has_absences); });
      const auto is_alike = [&](std::uint32_t other) {
        return are_alike(record, by_.patient.records[other]);
      };
      if (is_told && std::none_of(kept.begin(), kept.end(), is_alike)) kept.push_back(reading);
    }
    return kept;
  }

 private:
  /// Whether no query, and nothing else on record, can tell two readings apart: facts without values, of
  /// which every query asks the same.
  bool are_alike(const Record& a, const Record& b) const {
    const FactId twin = by_.cuts.facts[a.fact.value].twin;
    const bool has_value = by_.plan.vocabulary[a.fact].type.kind != ValueKind::none;
    return twin.exists() && twin == by_.cuts.facts[b.fact.value].twin && !has_value && is_alone(a) &&
           is_alone(b);
  }

  bool is_alone(const Record& record) const {
    const auto slice = by_.patient.of(record.fact);
    return slice.end - slice.begin == 1 && !is_asked_of_any(record.fact) &&
           std::none_of(by_.patient.complete.begin(), by_.patient.complete.end(),
                        [&](const Complete& complete) { return complete.fact == record.fact; });
  }

  /// Whether the queries about any record see it, which may find it among the courses of one drug.
  bool is_asked_of_any(FactId fact) const {
    return std::any_of(by_.cuts.queries.begin(), by_.cuts.queries.end(), [&](QueryId id) {
      return by_.plan[id].is_any_fact && by_.plan[id].kind == by_.plan.vocabulary[fact].kind;
    });
  }

  const Splitting& by_;
};

}  // namespace

std::vector<Branch> cases_of_entry(const Splitting& by, std::uint32_t entry) {
  const UnknownEntry& known = by.patient.entries[entry - 1];
  std::vector<Branch> cases;
  if (!by.patient.records[known.itself].is_possible) return cases;
  for (const std::uint32_t reading : EntrySplitter(by).told_apart(known))
    cases.emplace_back(EntryBranch{entry, reading});
  if (!cases.empty()) cases.emplace_back(EntryBranch{entry, std::nullopt});
  return cases;
}

}  // namespace eligo

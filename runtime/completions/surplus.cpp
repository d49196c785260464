#include "runtime/completions/surplus.h"

#include <algorithm>

namespace eligo {
namespace {

/// Shares the records of one fact out among the queries that may use them.
class Sharing {
 public:
  explicit Sharing(const Cuts& cuts) : cuts_(cuts), users_(cuts.queries.size()) {}

  /// Finds a query for a record that is of use to some, of which others may have to make room.
  bool add(const std::vector<std::size_t>& uses) {
    uses_.push_back(uses);
    std::vector<bool> is_tried(users_.size());
    return place(uses_.size() - 1, is_tried);
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion): as deep as there are queries
  bool place(std::size_t record, std::vector<bool>& is_tried) {
    for (const std::size_t query : uses_[record]) {
      if (is_tried[query]) continue;
      is_tried[query] = true;
      std::vector<std::size_t>& users = users_[query];
      if (users.size() < room(query)) {
        users.push_back(record);
        return true;
      }
      const auto moved =
          std::find_if(users.begin(), users.end(), [&](std::size_t other) { return place(other, is_tried); });
      if (moved == users.end()) continue;
      *moved = record;
      return true;
    }
    return false;
  }

  std::size_t room(std::size_t query) const { return cuts_.needed.at(cuts_.queries[query]); }

  const Cuts& cuts_;
  std::vector<std::vector<std::size_t>> uses_;   // by record: the queries
  std::vector<std::vector<std::size_t>> users_;  // by query: the records
};

bool is_of_use(const Query& query, const QueryResult& answer, Role role) {
  const bool is_every = query.selector == Selector::every;
  const bool is_previous = query.selector == Selector::previous && !answer.is_recorded;
  return role == Role::decided || role == Role::maybe || (role == Role::considered && is_every) ||
         (role == Role::superseded && is_previous);
}

}  // namespace

bool are_more_than_needed(const Inquiry& inquiry, const Plan& plan, const PatientFacts& patient,
                          const Workspace& workspace) {
  const std::uint32_t first = patient.recorded_count();
  const std::uint32_t count = patient.supposed.records;
  if (count == 0) return false;
  const std::vector<QueryId>& queries = inquiry.queries();
  std::vector<std::vector<std::size_t>> uses(count);  // by supposed record
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const QueryResult& answer = workspace.queries[queries[i].value];
    for (std::uint32_t k = 0; k < answer.evidence_count; ++k) {
      const Evidence& evidence = workspace.evidence[answer.first_evidence + k];
      if (evidence.record.value >= first && is_of_use(plan[queries[i]], answer, evidence.role))
        uses[evidence.record.value - first].push_back(i);
    }
  }
  std::map<FactId, Sharing> by_fact;
  for (std::uint32_t i = 0; i < count; ++i) {
    Sharing& sharing = by_fact.try_emplace(patient.records[first + i].fact, inquiry.cuts()).first->second;
    if (!sharing.add(uses[i])) return true;
  }
  return false;
}

}  // namespace eligo

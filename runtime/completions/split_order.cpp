#include "runtime/completions/split_order.h"

#include <algorithm>
#include <functional>

#include "runtime/evaluate/value_test.h"
#include "runtime/evaluate/window.h"
#include "runtime/model/ingredients.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

/// Splits the order of records that are alike.
class OrderSplitter {
 public:
  OrderSplitter(const Splitting& by, std::uint32_t index)
      : by_(by), first_(by.patient.records[index]), queries_(queries_with(first_)) {}

  std::vector<Branch> by_day() const {
    if (!span_of(by_.as_of, first_).start.is_exact()) return {};
    return cases([&](const Record& one) { return start_of(one) == start_of(first_); }, &Record::order);
  }

  std::vector<Branch> by_rank() const {
    if (!is_known(first_) || are_lists_open()) return {};
    const auto& records = by_.patient.records;
    const bool are_all_known = std::all_of(records.begin(), records.end(), [&](const Record& one) {
      const bool may_be_equal = by_.query.is_course ? may_be_of_one_course(one) : is_seen(one);
      return !is_there(one) || !may_be_equal || is_known(one);
    });
    if (!are_all_known) return {};
    return cases([&](const Record& one) { return is_equal(one); }, &Record::rank);
  }

 private:
  /// One case for each of the records that are alike and have no place yet: it comes behind the records that
  /// have one.
  template <typename IsAlike>
  std::vector<Branch> cases(IsAlike is_alike, std::uint32_t Record::*place) const {
    std::vector<std::uint32_t> alike;
    std::uint32_t next = 1'000'000;
    for (std::uint32_t i = 0; i < by_.patient.records.size(); ++i) {
      const Record& one = by_.patient.records[i];
      if (one.*place > 0) --next;
      if (is_there(one) && one.*place == 0 && is_seen(one) && is_alike(one)) alike.push_back(i);
    }
    std::vector<Branch> result;
    if (alike.size() < 2) return result;
    for (const std::uint32_t i : alike) {
      Record one = by_.patient.records[i];
      if (place == &Record::order && is_before_any_of(one, alike)) continue;
      one.*place = next;
      result.emplace_back(RecordBranch{i, one});
    }
    return result;
  }

  /// Whether the time of day of another one is surely later.
  bool is_before_any_of(const Record& one, const std::vector<std::uint32_t>& others) const {
    return std::any_of(others.begin(), others.end(), [&](std::uint32_t i) {
      const auto& other = by_.patient.records[i].start_time;
      return one.start_time && other && by_clock_of(*one.start_time, *other).last < other->wall;
    });
  }

  static bool is_there(const Record& one) {
    return one.status != RecordStatus::void_ && one.status != RecordStatus::absent;
  }
  bool is_seen(const Record& one) const {
    return std::any_of(queries_.begin(), queries_.end(), [&](QueryId id) { return sees(by_.plan[id], one); });
  }
  DateRange start_of(const Record& one) const { return span_of(by_.as_of, one).start; }
  DateRange end_of(const Record& one) const { return span_of(by_.as_of, one).end; }

  bool is_known(const Record& one) const {
    return by_.query.is_course ? start_of(one).is_exact() && end_of(one).is_exact()
                               : value_of(one).is_exact();
  }
  bool is_equal(const Record& one) const {
    if (!by_.query.is_course) return value_of(one) == value_of(first_);
    return may_be_of_one_course(one) && start_of(one) == start_of(first_) && end_of(one) == end_of(first_);
  }

  /// Of one drug, or of drugs that contain one that is asked about.
  bool may_be_of_one_course(const Record& one) const {
    if (one.fact == first_.fact) return true;
    const std::vector<FactId> own = drugs_of(one);
    const std::vector<FactId> others = drugs_of(first_);
    return std::any_of(own.begin(), own.end(), [&](FactId drug) { return contains(others, drug); });
  }
  std::vector<FactId> drugs_of(const Record& one) const {
    if (!one.fact.exists()) return {};
    std::vector<FactId> drugs = ingredients_asked(by_.plan.vocabulary, by_.query, one.fact);
    if (drugs.empty()) drugs.push_back(one.fact);
    return drugs;
  }

  bool are_lists_open() const {
    return std::any_of(queries_.begin(), queries_.end(), [this](QueryId id) {
      const QueryResult& answer = by_.workspace.queries[id.value];
      const auto first = by_.workspace.reasons.begin() + answer.first_reason;
      return std::any_of(first, first + answer.reason_count,
                         [](const Reason& one) { return one.code == ReasonCode::list_not_complete; });
    });
  }

  /// The queries that see the record, or something that another one of them sees, too.
  std::vector<QueryId> queries_with(const Record& first) const {
    const auto overlap = [&](QueryId a, QueryId b) {
      const Query& one = by_.plan[a];
      const Query& other = by_.plan[b];
      if (one.is_any_fact || other.is_any_fact) return one.kind == other.kind;
      return std::any_of(one.facts.begin(), one.facts.end(), [&](FactId fact) {
        return std::find(other.facts.begin(), other.facts.end(), fact) != other.facts.end();
      });
    };
    std::vector<QueryId> left = by_.cuts.queries;
    std::vector<QueryId> result;
    const auto move = [&](auto belongs) {
      const auto rest = std::stable_partition(left.begin(), left.end(), std::not_fn(belongs));
      result.insert(result.end(), rest, left.end());
      left.erase(rest, left.end());
    };
    move([&](QueryId query) { return sees(by_.plan[query], first); });
    for (std::size_t i = 0; i < result.size(); ++i) {  // NOLINT(modernize-loop-convert): it grows
      const QueryId with = result[i];
      move([&](QueryId query) { return overlap(with, query); });
    }
    return result;
  }

  const Splitting& by_;
  const Record& first_;
  std::vector<QueryId> queries_;
};

}  // namespace

bool sees(const Query& query, const Record& record) {
  if (query.is_any_fact) return query.kind == record.kind;
  return contains(query.facts, record.fact) || contains(query.broader, record.fact);
}

std::vector<Branch> cases_of_order(const Splitting& by, std::uint32_t record) {
  return OrderSplitter(by, record).by_day();
}

std::vector<Branch> cases_of_rank(const Splitting& by, std::uint32_t record) {
  return OrderSplitter(by, record).by_rank();
}

}  // namespace eligo

#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>

#include "runtime/model/plan.h"
#include "runtime/saved/plan_error.h"

namespace eligo::saved {

/// The parts of `check_plan`. Each returns at the first fault, so that a later part may take for granted what
/// an earlier one has proved.
using PlanFault = std::optional<PlanError>;

PlanFault check_vocabulary(const Vocabulary& vocabulary);  // check_vocabulary.cpp
PlanFault check_queries(const Plan& plan);                 // check_queries.cpp; after the vocabulary
PlanFault check_nodes(const Plan& plan);                   // check_nodes.cpp; after the queries
PlanFault check_work(const Plan& plan);                    // check_work.cpp; after the nodes
PlanFault check_criteria(const Plan& plan);                // check_criteria.cpp; after the nodes

inline PlanError invalid(const std::string& part) {
  return {"plan-invalid", "this saved plan cannot be used: " + part + " cannot be what Eligo wrote",
          "compile the protocol again with this version of Eligo"};
}

inline PlanError too_large(const std::string& what) {
  return {"plan-too-large", "this saved plan is too large: " + what,
          "divide the protocol, or say it in fewer rules"};
}

/// The first fault that `check` finds in a list.
template <typename Item, typename Check>
PlanFault first_fault(const std::vector<Item>& items, Check check) {
  for (const Item& item : items) {
    if (PlanFault fault = check(item)) return fault;
  }
  return std::nullopt;
}

template <typename Tag, typename Item>
bool is_in(Id<Tag> id, const std::vector<Item>& table) {
  return id.value < table.size();
}

template <typename Tag, typename Item>
bool is_none_or_in(Id<Tag> id, const std::vector<Item>& table) {
  return !id.exists() || is_in(id, table);
}

template <typename Tag, typename Item>
bool are_in(const std::vector<Id<Tag>>& ids, const std::vector<Item>& table) {
  return std::all_of(ids.begin(), ids.end(), [&](Id<Tag> id) { return is_in(id, table); });
}

/// In rising order, each once.
template <typename Tag>
bool are_sorted(const std::vector<Id<Tag>>& ids) {
  return std::adjacent_find(ids.begin(), ids.end(), std::greater_equal<>()) == ids.end();
}

/// A range holds at least one value.
inline bool is_possible(const Range& range) {
  if (!range.low || !range.high) return true;
  const auto order = range.low->value <=> range.high->value;
  return order < 0 || (order == 0 && !range.low->open && !range.high->open);
}

}  // namespace eligo::saved

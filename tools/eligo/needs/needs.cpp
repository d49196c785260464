#include "tools/eligo/needs/needs.h"

#include <algorithm>

#include "runtime/evaluate/closing.h"
#include "runtime/values/contains.h"
#include "tools/eligo/needs/queries.h"
#include "tools/eligo/needs/windows.h"

namespace eligo {
namespace {

template <typename Item>
void add_once(std::vector<Item>& items, const Item& item) {
  if (!contains(items, item)) items.push_back(item);
}

/// A criterion, or a reading of one.
struct Asker {
  std::uint32_t index = 0;
  std::uint32_t criterion = 0;  ///< the asker that it is a reading of; a criterion: itself
};

/// A reading is named only for what its criterion does not ask itself.
void add_asker(std::vector<std::uint32_t>& askers, const Asker& asker) {
  if (!contains(askers, asker.criterion)) add_once(askers, asker.index);
}

/// Whether the protocol itself says, whatever the patient, that there was nothing where nothing is recorded.
bool is_assumed(const Plan& plan, const Query& query) {
  return std::any_of(query.assumptions.begin(), query.assumptions.end(), [&](AssumptionId id) {
    const Assumption& assumption = plan.assumptions[id.value];
    if (assumption.when.exists()) return false;
    if (assumption.facts.empty()) return true;
    return !query.is_any_fact && std::all_of(query.asked.begin(), query.asked.end(),
                                             [&](FactId fact) { return contains(assumption.facts, fact); });
  });
}

/// Whether a complete list can settle what the query asks. A list of what was measured says nothing of the
/// latest that was not; attributes are no list.
bool asks_whole_list(const Query& query) {
  return query.kind != FactKind::attribute && !asks_about_latest(query);
}

class NeedsFinder {
 public:
  explicit NeedsFinder(const Plan& plan) : plan_(plan) {}

  Needs find() {
    if (plan_.as_of.exists()) found_.anchors.push_back({plan_.as_of, {}});
    for (const Criterion& criterion : plan_.criteria) {
      const std::uint32_t own = take(criterion.id, criterion.root, std::nullopt);
      for (const Reading& reading : criterion.readings) take(reading.id, reading.root, own);
    }
    std::sort(found_.anchors.begin(), found_.anchors.end(),
              [](const AnchorNeed& a, const AnchorNeed& b) { return a.anchor < b.anchor; });
    const auto kind = [&](const FactNeed& need) { return plan_.vocabulary[need.fact].kind; };
    std::sort(found_.facts.begin(), found_.facts.end(), [&](const FactNeed& a, const FactNeed& b) {
      return kind(a) != kind(b) ? kind(a) < kind(b) : a.fact < b.fact;
    });
    std::sort(found_.lists.begin(), found_.lists.end(),
              [](const ListNeed& a, const ListNeed& b) { return a.kind < b.kind; });
    return std::move(found_);
  }

 private:
  std::uint32_t take(const std::string& name, NodeId root, std::optional<std::uint32_t> criterion) {
    const auto index = static_cast<std::uint32_t>(found_.askers.size());
    found_.askers.push_back(name);
    const Asker asker{index, criterion.value_or(index)};
    for (const QueryId query : queries_below(plan_, root)) take(plan_[query], asker);
    return index;
  }

  void take(const Query& query, const Asker& asker) {
    const Window window = asked_window(plan_, query);
    take_anchor(window.from, asker);
    take_anchor(window.to, asker);
    for (const FactId fact : query.asked) take(query, window, fact_need(fact), asker);
    if (query.is_any_fact) add_asker(list_need(query.kind).any_record, asker);
    if (!asks_whole_list(query)) return;
    ListNeed& list = list_need(query.kind);
    if (is_assumed(plan_, query)) {
      add_asker(list.assuming, asker);
    } else {
      add_asker(list.askers, asker);
      add_widest(list.windows, window);
    }
  }

  void take(const Query& query, const Window& window, FactNeed& need, const Asker& asker) {
    add_asker(need.askers, asker);
    if (query.kind != FactKind::attribute) add_widest(need.windows, window);
    for (const Filter& filter : query.filters) take_field(filter.field, filter.facts, need);
    for (const Filter& filter : query.demands) take_field(filter.field, filter.facts, need);
    if (query.selector == Selector::dose || query.selector == Selector::unchanged_dose)
      take_field(plan_.dose, {}, need);
    if (query.selector == Selector::lines) take_field(plan_.line, {}, need);
    for (const ValueTest& test : query.tests) {
      if (test.kind == ValueTest::Kind::times_lower) need.wants_lower_limit = true;
      if (test.kind == ValueTest::Kind::times_upper) need.wants_upper_limit = true;
    }
  }

  void take_anchor(const std::optional<WindowEnd>& end, const Asker& asker) {
    if (!end || !end->anchor.exists()) return;
    auto at = std::find_if(found_.anchors.begin(), found_.anchors.end(),
                           [&](const AnchorNeed& need) { return need.anchor == end->anchor; });
    if (at == found_.anchors.end()) at = found_.anchors.insert(at, {end->anchor, {}});
    add_asker(at->askers, asker);
  }

  static void take_field(FieldId field, const std::vector<FactId>& facts, FactNeed& need) {
    if (!field.exists()) return;
    auto at = std::find_if(need.fields.begin(), need.fields.end(),
                           [&](const FieldNeed& one) { return one.field == field; });
    if (at == need.fields.end()) at = need.fields.insert(at, {field, {}});
    for (const FactId fact : facts) add_once(at->facts, fact);
  }

  FactNeed& fact_need(FactId fact) {
    for (FactNeed& need : found_.facts) {
      if (need.fact == fact) return need;
    }
    FactNeed& need = found_.facts.emplace_back();
    need.fact = fact;
    return need;
  }

  ListNeed& list_need(FactKind kind) {
    for (ListNeed& need : found_.lists) {
      if (need.kind == kind) return need;
    }
    ListNeed& need = found_.lists.emplace_back();
    need.kind = kind;
    return need;
  }

  const Plan& plan_;
  Needs found_;
};

}  // namespace

Needs needs_of(const Plan& plan) { return NeedsFinder(plan).find(); }

}  // namespace eligo

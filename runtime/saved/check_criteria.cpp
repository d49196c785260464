#include "runtime/saved/plan_check.h"

namespace eligo::saved {
namespace {

constexpr std::size_t most_criteria = 10'000;

class CriteriaCheck {
 public:
  explicit CriteriaCheck(const Plan& plan) : plan_(plan) {}

  [[nodiscard]] bool is_sound(const Criterion& criterion) const {
    return is_condition(criterion.root) && are_sound(criterion.parts) && has_place(criterion.source) &&
           std::all_of(criterion.readings.begin(), criterion.readings.end(), [&](const Reading& reading) {
             return is_condition(reading.root) && are_sound(reading.parts) && has_place(reading.source);
           });
  }

  [[nodiscard]] bool is_sound(const Instrument& instrument) const {
    const auto is_item = [&](const Item& item) { return is_condition(item.when); };
    const auto is_domain = [&](const Domain& domain) {
      return is_quantity(domain.points) && std::all_of(domain.items.begin(), domain.items.end(), is_item);
    };
    const auto is_state = [&](const State& state) { return is_condition(state.node); };
    return (!instrument.entry.exists() || is_condition(instrument.entry)) &&
           (!instrument.total.exists() || is_quantity(instrument.total)) &&
           std::all_of(instrument.domains.begin(), instrument.domains.end(), is_domain) &&
           std::all_of(instrument.states.begin(), instrument.states.end(), is_state);
  }

  [[nodiscard]] bool is_sound(const Derived& derived) const { return is_in(derived.node, plan_.nodes); }

 private:
  [[nodiscard]] bool is_condition(NodeId id) const {
    return is_in(id, plan_.nodes) && is_truth(plan_[id].op);
  }
  [[nodiscard]] bool is_quantity(NodeId id) const {
    return is_in(id, plan_.nodes) && !is_truth(plan_[id].op);
  }
  [[nodiscard]] bool are_sound(const std::vector<Part>& parts) const {
    return std::all_of(parts.begin(), parts.end(), [&](const Part& part) { return is_condition(part.node); });
  }
  [[nodiscard]] bool has_place(std::uint32_t source) const { return source < plan_.refs.size(); }

  const Plan& plan_;
};

}  // namespace

PlanFault check_criteria(const Plan& plan) {
  const CriteriaCheck check(plan);
  if (plan.criteria.size() > most_criteria) return too_large("it has too many criteria");
  for (const Criterion& criterion : plan.criteria) {
    if (!check.is_sound(criterion)) return invalid("a criterion");
  }
  for (const Instrument& instrument : plan.instruments) {
    if (!check.is_sound(instrument)) return invalid("a definition");
  }
  for (const Derived& derived : plan.derived) {
    if (!check.is_sound(derived)) return invalid("a quantity with a name");
  }
  return std::nullopt;
}

}  // namespace eligo::saved

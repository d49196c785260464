#include "tools/eligo/needs/groups.h"

#include <algorithm>

namespace eligo {
namespace {

bool may_share(const Plan& plan, const FactNeed& need) {
  const Fact& fact = plan.vocabulary[need.fact];
  return fact.type.kind == ValueKind::none && fact.narrower.empty();
}

bool serve_alike(const FactNeed& a, const FactNeed& b) {
  return a.askers == b.askers && a.fields == b.fields && a.windows == b.windows;
}

}  // namespace

std::vector<std::vector<const FactNeed*>> needs_alike(const Plan& plan, const Needs& needs, FactKind kind) {
  std::vector<std::vector<const FactNeed*>> groups;
  for (const FactNeed& need : needs.facts) {
    if (plan.vocabulary[need.fact].kind != kind) continue;
    const auto like = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
      return may_share(plan, need) && may_share(plan, *group.front()) && serve_alike(*group.front(), need);
    });
    if (like == groups.end()) {
      groups.push_back({&need});
    } else {
      like->push_back(&need);
    }
  }
  return groups;
}

}  // namespace eligo

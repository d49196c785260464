#include "tools/eligo/needs/empty_patient.h"

#include <nlohmann/json.hpp>

#include "runtime/words/describe.h"

namespace eligo {

using Json = nlohmann::ordered_json;

std::string empty_patient(const Plan& plan, const Needs& needs) {
  Json patient{{"patient", ""}};
  for (const AnchorNeed& need : needs.anchors)
    patient["anchors"][plan.vocabulary[need.anchor].name] = nullptr;
  for (const FactNeed& need : needs.facts) {
    const Fact& fact = plan.vocabulary[need.fact];
    Json& list = patient[std::string(list_name(fact.kind))];
    if (fact.kind == FactKind::attribute || fact.kind == FactKind::question) {
      list[fact.name] = nullptr;
    } else {
      list = Json::array();
    }
  }
  for (const ListNeed& need : needs.lists) {
    Json& list = patient[std::string(list_name(need.kind))];
    if (list.is_null()) list = Json::array();
  }
  patient["complete"] = Json::array();
  return patient.dump(2) + '\n';
}

}  // namespace eligo

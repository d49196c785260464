#include "tools/eligo/needs/empty_record.h"

namespace eligo {
namespace {

using Json = nlohmann::ordered_json;

void add_times(FactKind kind, Json& record) {
  switch (kind) {
    case FactKind::attribute: break;
    case FactKind::observation:
    case FactKind::procedure:
    case FactKind::question: record["date"] = nullptr; break;
    case FactKind::condition:
      record["onset"] = nullptr;
      record["resolved"] = nullptr;
      break;
    case FactKind::treatment:
      record["start"] = nullptr;
      record["end"] = nullptr;
      record["ongoing"] = nullptr;
      break;
  }
}

void add_value(const ValueType& type, const char* key, Json& record) {
  if (type.kind == ValueKind::none) return;
  record[key] = nullptr;
  if (type.kind == ValueKind::quantity && !type.unit_text.empty()) record["unit"] = type.unit_text;
}

void add_limits(const FactNeed& need, Json& record) {
  if (need.wants_lower_limit) record["reference"]["low"] = nullptr;
  if (need.wants_upper_limit) record["reference"]["high"] = nullptr;
}

void add_fields(const Vocabulary& vocabulary, const FactNeed& need, Json& record) {
  for (const FieldNeed& one : need.fields) {
    const Field& field = vocabulary[one.field];
    record[field.name] = nullptr;
    if (field.type.kind == ValueKind::quantity && !field.type.unit_text.empty())
      record[field.name + "-unit"] = field.type.unit_text;
  }
}

}  // namespace

Json empty_record(const Plan& plan, const FactNeed& need) {
  const Fact& fact = plan.vocabulary[need.fact];
  const bool is_question = fact.kind == FactKind::question;
  Json record;
  record[is_question ? "question" : "fact"] = fact.name;
  add_value(fact.type, is_question ? "answer" : "value", record);
  add_times(fact.kind, record);
  add_limits(need, record);
  add_fields(plan.vocabulary, need, record);
  return record;
}

}  // namespace eligo

#include "runtime/fhir/resource_head.h"

#include <array>

namespace eligo::fhir {

bool ResourceHead::read(std::string_view text) {
  text_.assign(text);
  type_ = id_ = subject_ = {};
  // In the order in which `subject_of` looks for them.
  constexpr std::array<std::string_view, 3> whose{"subject", "patient", "individual"};
  std::array<std::string_view, whose.size()> references;
  std::array<bool, whose.size()> is_there{};
  const bool is_read = json_.document(text_, [&](std::string_view key, ingest::Json::Value value) {
    for (std::size_t i = 0; i < whose.size(); ++i) {
      if (key != whose[i] || is_there[i]) continue;
      is_there[i] = ingest::Json::peek(value) != ingest::RawValue::Kind::missing;
      return read_reference(value, references[i]);
    }
    std::string_view* slot = key == "resourceType" ? &type_ : key == "id" ? &id_ : nullptr;
    if (slot == nullptr || !slot->empty()) return json_.skip(value);
    ingest::RawValue token;
    if (!json_.read(value, token)) return false;
    *slot = token.text;
    return true;
  });
  for (std::size_t i = whose.size(); i-- > 0;) {
    if (is_there[i]) subject_ = references[i];
  }
  return is_read;
}

bool ResourceHead::read_reference(ingest::Json::Value value, std::string_view& reference) {
  if (ingest::Json::peek(value) != ingest::RawValue::Kind::object) return json_.skip(value);
  return json_.members(value, [&](std::string_view key, ingest::Json::Value inner) {
    if (key != "reference" || !reference.empty()) return json_.skip(inner);
    ingest::RawValue token;
    if (!json_.read(inner, token)) return false;
    reference = token.text;
    return true;
  });
}

std::string ResourceHead::name() const {
  return id_.empty() ? std::string(type_) : std::string(type_) + "/" + std::string(id_);
}

}  // namespace eligo::fhir

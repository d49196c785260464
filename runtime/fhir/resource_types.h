#pragma once

#include <cstdint>
#include <string_view>

namespace eligo::fhir {

/// What becomes of the resources of a type.
enum class TypeHandling : std::uint8_t {
  record,       ///< of a person: read
  support,      ///< read where another resource leads to it
  passed_over,  ///< it is no record that a criterion can ask for
  unknown,      ///< no type of FHIR: it may be any record
};

TypeHandling type_handling(std::string_view type);

}  // namespace eligo::fhir

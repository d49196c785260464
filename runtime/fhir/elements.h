#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/fhir/tree.h"

namespace eligo::fhir {

/// What becomes of an element of FHIR.
enum class Handling : std::uint8_t {
  read,
  gap,      ///< where it stands, the record is not understood
  ignored,  ///< it cannot change an answer
};

struct ElementRow {
  std::string_view path;   ///< `Observation.value[x]`
  std::string_view types;  ///< parted by blanks; empty: a scalar, or looked at elsewhere
  Handling handling = Handling::read;
  std::string_view why;  ///< a clause; empty of what is read
};

/// The table of all elements, elements.inc.
std::span<const ElementRow> element_rows();

/// Whether resources of the type are in the table.
bool is_read_type(std::string_view resource_type);

/// Adds a phrase for each element of a resource that is a gap, that the table does not have, or that stands
/// twice, however deep: "its element `colour` is not known".
void find_doubts(const Element& resource, std::string_view type, std::vector<std::string>& doubts);

}  // namespace eligo::fhir

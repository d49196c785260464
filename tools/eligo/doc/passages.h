#pragma once

#include <string_view>
#include <vector>

#include "compiler/source/modules.h"
#include "tools/eligo/doc/document.h"

namespace eligo {

/// The source text cut where quotations begin and end. `criteria` of the passages count the inclusion and
/// exclusion blocks of the protocol in their order.
std::vector<Passage> make_passages(const Module& protocol, std::string_view source);

}  // namespace eligo

#include "runtime/values/utf8.h"

#include <simdjson.h>

namespace eligo {

namespace {

// The first call of simdjson chooses the code for this processor. That takes memory, within functions that
// end the program where there is none. So it is done while the program starts, before a patient can be at
// stake.
[[maybe_unused]] const bool is_processor_known = simdjson::validate_utf8("", 0);

}  // namespace

bool is_valid_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

}  // namespace eligo

#include <string>

#include "eligo/screener.h"
#include "runtime/host/guarded.h"
#include "runtime/host/patient_limits.h"

// Options by their names, for hosts that are not written in C++ or read them from a file.

namespace eligo {
inline namespace v1 {

Error set_option(ScreenerOptions& options, std::string_view name, std::string_view value) noexcept {
  return guarded([&]() -> Error {
    if (name == "reading") {
      options.readings.emplace_back(value);
    } else if (name == "dictionary") {
      options.dictionary = value;
    } else if (name == "anchor") {
      options.anchors.emplace_back(value);
    } else if (name == "complete") {
      options.complete.emplace_back(value);
    } else if (name == "limit") {
      const std::string why = set_limit(patient_limits, value, options.limits);
      if (!why.empty()) return {"limit-invalid", "limit " + std::string(value) + ": " + why, {}, {}};
    } else {
      return {"option-unknown",
              "there is no option " + std::string(name) +
                  "; there are reading, dictionary, anchor, complete and limit",
              {},
              {}};
    }
    return {};
  });
}

}  // namespace v1
}  // namespace eligo

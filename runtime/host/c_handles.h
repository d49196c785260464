// What stands behind the handles of <eligo/c.h>; the compiler makes protocols, too.
#pragma once

#include <string>
#include <vector>

#include "eligo/c.h"
#include "eligo/protocol.h"
#include "eligo/result.h"
#include "eligo/screener.h"

struct eligo_error {  // NOLINT(readability-identifier-naming): C's name
  eligo::Error error;
};

struct eligo_protocol {  // NOLINT(readability-identifier-naming): C's name
  explicit eligo_protocol(eligo::Protocol given);

  eligo::Protocol protocol;
  std::string name, title, version, digest;  // with the zero byte that the protocol's own may lack
  std::vector<std::string> criteria, quotations;
  std::string saved;
};

struct eligo_screener_options {  // NOLINT(readability-identifier-naming): C's name
  eligo::ScreenerOptions options;
};

struct eligo_screener {  // NOLINT(readability-identifier-naming): C's name
  eligo::Screener screener;
  eligo::Screening screening;
  std::string json, answer;
};

namespace eligo {

/// Never null: where there is no memory for the error, it is that there is none.
eligo_error* error_handle(Error error) noexcept;

}  // namespace eligo

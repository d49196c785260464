#pragma once

#include <cstdint>
#include <vector>

#include "eligo/diagnostic.h"

namespace eligo {

/// Where the lines of the files of one compilation begin; each file is read once, when first asked about.
class LineIndex {
 public:
  explicit LineIndex(const std::vector<SourceText>& files) : files_(files) {}
  /// Line and column of the span's beginning.
  LineColumn locate(const Span& span);

 private:
  const std::vector<SourceText>& files_;
  std::vector<std::vector<std::uint32_t>> starts_;
  // The last place asked about, and its column: the next one mostly stands behind it, in a line of any
  // length.
  std::uint32_t file_ = 0, line_ = 0, offset_ = 0, column_ = 0;
};

}  // namespace eligo

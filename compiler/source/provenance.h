#pragma once

#include <string>
#include <string_view>

#include "compiler/source/modules.h"

namespace eligo {

/// A text as quotations are compared: white space one space, typographic marks and dashes in their plain
/// form, Markdown's escapes (`\<`) taken off.
std::string folded_quotation(std::string_view text);

/// A stretch of the source text, in bytes, that a criterion or `waive` quotes.
struct QuotedStretch {
  std::uint32_t block = 0;  ///< of the protocol's tree
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Where each block's quotation stands in the source text, in the order of the blocks; blocks that stand
/// nowhere in it are left out.
std::vector<QuotedStretch> quoted_stretches(const Module& protocol, std::string_view source);

/// Checks every quotation of a protocol against its source text, and that all of the source is quoted or
/// waived. The source text becomes one of the compilation's files.
void check_provenance(const Module& protocol, const CompileOptions& options, Compilation& out,
                      Findings& findings);

}  // namespace eligo

#pragma once

#include <string>
#include <string_view>

#include "compiler/modules.h"

namespace eligo {

/// A text as quotations are compared: white space one space, typographic marks and dashes in their plain
/// form, Markdown's escapes (`\<`) taken off.
std::string folded_quotation(std::string_view text);

/// Checks every quotation of a protocol against its source text, and that all of the source is quoted or
/// waived. The source text becomes one of the compilation's files.
void check_provenance(const Module& protocol, Compilation& out, Findings& findings);

}  // namespace eligo

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/compilation.h"

/// What `eligo check` found, in the forms that programs read.
namespace eligo {

/// `error`, `warning`, `hint`.
std::string_view severity_name(Severity severity);

/// One JSON document of our own form.
std::string findings_json(const std::vector<Compilation>& checked);
/// A SARIF 2.1.0 log, as code hosts and editors show it.
std::string findings_sarif(const std::vector<Compilation>& checked);
/// One workflow command a finding, as GitHub's runners read them from standard output.
std::string findings_github(const std::vector<Compilation>& checked);

}  // namespace eligo

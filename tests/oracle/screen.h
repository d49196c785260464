#pragma once

#include <optional>
#include <vector>

#include "tests/oracle/patient.h"
#include "tests/oracle/rule.h"

namespace eligo::oracle {

enum class Status : std::uint8_t { met, not_met, unknown, not_applicable };
enum class Verdict : std::uint8_t { eligible, ineligible, undetermined };

/// What the definition says of one patient. Empty where there are more completions than the limit.
struct Screening {
  std::vector<std::optional<Status>> criteria;
  std::optional<Verdict> verdict;
};

/// Goes through the completions, at most `limit` for each criterion and as many for the verdict.
Screening screen(const Protocol& protocol, const Patient& patient, std::size_t limit);

}  // namespace eligo::oracle

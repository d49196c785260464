#include "tests/oracle/difference.h"

#include <algorithm>

namespace eligo::oracle {
namespace {

Difference difference(Status runtime, std::optional<Status> definition) {
  if (!definition || runtime == *definition) return Difference::none;
  const bool is_weaker = runtime == Status::unknown || *definition == Status::not_applicable;
  return is_weaker ? Difference::inexact : Difference::unsound;
}

Difference difference(Verdict runtime, std::optional<Verdict> definition) {
  if (!definition || runtime == *definition) return Difference::none;
  return runtime == Verdict::undetermined ? Difference::inexact : Difference::unsound;
}

}  // namespace

Difference difference(const Screening& runtime, const Screening& definition) {
  Difference result = difference(*runtime.verdict, definition.verdict);
  for (std::size_t i = 0; i < definition.criteria.size(); ++i) {
    result = std::max(result, difference(*runtime.criteria[i], definition.criteria[i]));
  }
  return result;
}

}  // namespace eligo::oracle

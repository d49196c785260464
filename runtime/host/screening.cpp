#include "eligo/screening.h"

#include <algorithm>

namespace eligo {
inline namespace v1 {

const CriterionResult* Screening::criterion(std::string_view id) const noexcept {
  const auto all = criteria();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const CriterionResult& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

void Screening::clear() noexcept {
  patient_.clear();
  verdict_ = Verdict::undetermined;
  protocol_.reset();
  criterion_count_ = 0;
  conflict_.clear();
  notices_.clear();
  screener_.reset();
  serial_ = 0;
}

}  // namespace v1
}  // namespace eligo

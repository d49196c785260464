#include "runtime/saved/save_plan.h"

#include "runtime/saved/checksum.h"
#include "runtime/saved/plan_writer.h"

namespace eligo {

using namespace saved;  // NOLINT(google-build-using-namespace): its own helpers

std::string saved_plan(const Plan& plan) {
  PlanWriter body;
  body(plan);
  PlanWriter size;
  size(format_version, static_cast<std::uint64_t>(body.bytes().size()));
  PlanWriter sum;
  sum(checksum(size.bytes(), body.bytes()));
  return std::string(magic) + size.bytes() + sum.bytes() + body.bytes();
}

}  // namespace eligo

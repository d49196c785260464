#include "tests/oracle/shrink.h"

#include "tests/oracle/smaller.h"

namespace eligo::oracle {
namespace {

/// Takes every step that leaves what is sought. Whether any did.
template <typename Part, typename IsThere>
bool shrink(Part& part, IsThere is_there) {
  bool is_smaller = false;
  for (std::size_t index = 0; auto less = smaller(part, index);) {
    if (is_there(*less)) {
      part = std::move(*less);
      is_smaller = true;
    } else {
      ++index;
    }
  }
  return is_smaller;
}

}  // namespace

void shrink(Protocol& protocol, Patient& patient, const Sought& is_there) {
  for (bool is_smaller = true; is_smaller;) {
    is_smaller = shrink(protocol, [&](const Protocol& less) { return is_there(less, patient); });
    is_smaller |= shrink(patient, [&](const Patient& less) { return is_there(protocol, less); });
  }
}

}  // namespace eligo::oracle

#include "runtime/evaluate/distinct_reasons.h"

#include <algorithm>

namespace eligo {
namespace {

constexpr std::size_t few = 32;  // that are looked through one by one

}  // namespace

std::size_t DistinctReasons::Hash::operator()(const Reason& reason) const {
  std::size_t hash = static_cast<std::size_t>(reason.code);
  for (const std::size_t part :
       {std::size_t{reason.fact.value}, std::size_t{reason.record.value}, std::size_t{reason.anchor.value},
        std::size_t{reason.field.value}, std::size_t{reason.other.fact.value},
        std::size_t{reason.other.record.value}}) {
    hash = hash * 1'000'003U ^ part;
  }
  return hash;
}

void DistinctReasons::add(std::vector<Reason>& list, std::size_t first, const Reason& reason) {
  const auto begin = list.begin() + static_cast<std::ptrdiff_t>(first);
  const std::size_t count = list.size() - first;
  if (count < few) {
    if (std::find(begin, list.end(), reason) == list.end()) list.push_back(reason);
    return;
  }
  // The list may be another one than that of the last call.
  if (count == few) known_ = {begin, list.end()};
  if (known_.insert(reason).second) list.push_back(reason);
}

}  // namespace eligo

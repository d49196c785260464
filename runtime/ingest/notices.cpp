#include <algorithm>
#include <utility>

#include "runtime/ingest/patient_parser.h"

namespace eligo {

void DataNotices::add(DataNotice notice) {
  notices_.push_back(std::move(notice));
  counts_.push_back(1);
}

void DataNotices::add_once(DataNotice notice) {
  if (repeat(notice.text)) return;
  once_.emplace(notice.text, notices_.size());
  add(std::move(notice));
}

bool DataNotices::repeat(std::string_view text) {
  const auto found = once_.find(text);
  if (found == once_.end()) return false;
  ++counts_[found->second];
  return true;
}

bool DataNotices::has(DataNotice::Kind kind) const {
  return std::any_of(notices_.begin(), notices_.end(), [&](const DataNotice& n) { return n.kind == kind; });
}

}  // namespace eligo

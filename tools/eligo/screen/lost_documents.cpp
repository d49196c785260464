#include "tools/eligo/screen/lost_documents.h"

#include <algorithm>
#include <new>

#include "eligo/documents.h"

namespace eligo {

void LostDocuments::note(const DataNotices& notices, std::size_t document) {
  for (; looked_at_ < notices.all().size(); ++looked_at_) {
    const DataNotice& notice = notices.all()[looked_at_];
    if (notice.kind != DataNotice::Kind::unreadable) continue;
    const auto behind =
        std::upper_bound(lost_.begin(), lost_.end(), document,
                         [](std::size_t index, const Lost& lost) { return index < lost.document; });
    lost_.insert(behind, {document, notice});
  }
}

void LostDocuments::hand_on(std::size_t document, const std::string& file, const TakeLost& lose) {
  for (; handed_on_ < lost_.size() && lost_[handed_on_].document <= document; ++handed_on_) {
    if (lose) lose(file, lost_[handed_on_].notice);
  }
}

std::string unreadable_json(const std::string& file, const DataNotice& notice) {
  const auto line = lost_json(file, {notice.line, notice.column, notice.patient, notice.text});
  if (!line) throw std::bad_alloc();
  return *line;
}

}  // namespace eligo

#include "eligo/documents.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "runtime/fhir/patient_source.h"
#include "runtime/host/guarded.h"
#include "runtime/ingest/patient_parser.h"
#include "runtime/words/json_writer.h"

// The documents of a file, for hosts. A stretch of a file that is no document is a notice of PatientFile; it
// is handed out before the document that stands behind it.

namespace eligo {
inline namespace v1 {

struct Documents::Reading {
  Reading(const std::string& path, const Limits& limits)
      : file(fhir::grouped_files({path}).front(), limits.document_bytes) {}
  Reading(std::string_view text, const Limits& limits) : file(file_of(text, limits)) {}

  static std::unique_ptr<PatientFile> file_of(std::string_view text, const Limits& limits) {
    auto made = std::make_unique<PatientFile>([text](char* buffer, std::size_t size) mutable {
      const std::size_t count = std::min(size, text.size());
      if (count > 0) std::memcpy(buffer, text.data(), count);
      text.remove_prefix(count);
      return count;
    });
    made->set_document_bytes(limits.document_bytes);
    return made;
  }

  PatientSource file;
  DataNotices notices;
  std::size_t handed_out = 0;  ///< of the notices
  std::optional<DocumentText> document;
  bool is_at_end = false;
};

Documents::Documents(std::unique_ptr<Reading> reading) : reading_(std::move(reading)) {}
Documents::Documents(Documents&&) noexcept = default;
Documents& Documents::operator=(Documents&&) noexcept = default;
Documents::~Documents() = default;

Result<Documents> Documents::open(const std::string& path, const Limits& limits) noexcept {
  return guarded([&]() -> Result<Documents> {
    auto reading = std::make_unique<Reading>(path, limits);
    if (!reading->file.error().empty())
      return Error{"file-unreadable", path + ": " + reading->file.error(), {}, {}};
    return Documents(std::move(reading));
  });
}

Result<Documents> Documents::of_text(std::string_view text, const Limits& limits) noexcept {
  return guarded([&]() -> Result<Documents> { return Documents(std::make_unique<Reading>(text, limits)); });
}

Result<std::optional<Documents::Entry>> Documents::next() noexcept {
  using Next = std::optional<Entry>;
  auto result = guarded([&]() -> Result<Next> {
    Reading& self = *reading_;
    if (!self.document && !self.is_at_end && self.handed_out == self.notices.all().size()) {
      self.notices = {};
      self.handed_out = 0;
      DocumentText found;
      self.is_at_end = !self.file.next(found.text, found.line, self.notices);
      if (!self.is_at_end) self.document = found;
    }
    if (self.handed_out < self.notices.all().size()) {
      const DataNotice& notice = self.notices.all()[self.handed_out++];
      return Next(LostDocument{notice.line, notice.column, notice.patient, notice.text});
    }
    if (self.document) return Next(*std::exchange(self.document, std::nullopt));
    if (!self.file.error().empty())
      return Error{"file-unreadable", "the file cannot be read further: " + self.file.error(), {}, {}};
    return Next();
  });
  if (!result) {
    reading_->is_at_end = true;
    reading_->document.reset();
    reading_->handed_out = reading_->notices.all().size();
  }
  return result;
}

Result<std::string> lost_json(std::string_view file, const LostDocument& lost) noexcept {
  return guarded([&]() -> Result<std::string> {
    JsonWriter out;
    out.open('{');
    out.member("file", file);
    out.key("line");
    out.literal(std::to_string(lost.line));
    if (lost.column > 0) {
      out.key("column");
      out.literal(std::to_string(lost.column));
    }
    if (!lost.patient.empty()) out.member("patient", lost.patient);
    out.member("error", "document-unreadable");
    out.member("text", lost.text);
    out.close('}');
    return out.take();
  });
}

}  // namespace v1
}  // namespace eligo

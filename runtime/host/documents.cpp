#include "eligo/documents.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>

#include "runtime/fhir/patient_source.h"
#include "runtime/host/guarded.h"
#include "runtime/ingest/patient_parser.h"
#include "runtime/model/plan.h"
#include "runtime/tables/patient_inputs.h"
#include "runtime/words/json_writer.h"

// The documents of a file, for hosts. A stretch of a file that is no document is a notice of PatientFile; it
// is handed out before the document that stands behind it.

namespace eligo {
inline namespace v1 {

struct Documents::Reading {
  /// The groups of files that are not read yet, the next one last.
  std::vector<InputGroup> groups;
  InputSettings settings;
  std::optional<Protocol> protocol;  ///< whose vocabulary the mapping looks at
  std::unique_ptr<InputSource> source;
  DataNotices notices;
  std::size_t handed_out = 0;  ///< of the notices
  std::optional<DocumentText> document;
  bool is_at_end = false;

  /// The next document of all groups; false at the end, or at a source that cannot be read.
  bool next(DocumentText& found) {
    while (true) {
      if (source && source->next(found.text, found.line, notices)) return true;
      if ((source && !source->error().empty()) || groups.empty()) return false;
      source = open_inputs(groups.back(), settings);
      groups.pop_back();
    }
  }
};

Documents::Documents(std::unique_ptr<Reading> reading) : reading_(std::move(reading)) {}
Documents::Documents(Documents&&) noexcept = default;
Documents& Documents::operator=(Documents&&) noexcept = default;
Documents::~Documents() = default;

Result<Documents> Documents::open(const std::string& path, const Limits& limits) noexcept {
  return guarded([&]() -> Result<Documents> {
    auto reading = std::make_unique<Reading>();
    reading->settings.limits = limits;
    reading->source = open_inputs(grouped_inputs({path}, reading->settings).front(), reading->settings);
    if (!reading->source->error().empty())
      return Error{"file-unreadable", path + ": " + reading->source->error(), {}, {}};
    return Documents(std::move(reading));
  });
}

Result<Documents> Documents::of_text(std::string_view text, const Limits& limits) noexcept {
  return guarded([&]() -> Result<Documents> {
    auto reading = std::make_unique<Reading>();
    const auto read = [text](char* buffer, std::size_t size) mutable {
      const std::size_t count = std::min(size, text.size());
      if (count > 0) std::memcpy(buffer, text.data(), count);
      text.remove_prefix(count);
      return count;
    };
    reading->source = std::make_unique<PatientSource>(ingest::ByteSource::Read(read), limits);
    return Documents(std::move(reading));
  });
}

Result<Documents> Documents::open(const std::vector<std::string>& paths, const Protocol& protocol,
                                  const DocumentOptions& options) noexcept {
  return guarded([&]() -> Result<Documents> {
    auto reading = std::make_unique<Reading>();
    reading->protocol = protocol;
    reading->settings.limits = options.limits;
    if (!options.tables.empty()) {
      std::vector<tables::Tables::Error> errors;
      reading->settings.tables = std::make_shared<tables::Tables>(
          tables::Tables::read(options.tables, reading->protocol->plan()->vocabulary, nullptr, errors));
      if (!errors.empty())
        return Error{
            "tables-invalid", errors.front().text, "line " + std::to_string(errors.front().line), {}};
    }
    std::vector<std::string> files = paths;
    std::string why;
    if (!expand_folders(files, !options.tables.empty(), why)) return Error{"file-unreadable", why, {}, {}};
    for (const std::string& file : files) {
      const bool is_mapped = reading->settings.tables && reading->settings.tables->has(file);
      if (is_table_name(file) && !is_mapped)
        return Error{"tables-invalid", file + ": no mapping says what the columns of this table are", {}, {}};
      std::error_code ignored;
      const bool is_there = std::filesystem::exists(file, ignored);
      const bool is_plain = std::filesystem::is_regular_file(file, ignored);  // a pipe is opened but once
      if (file == "-" || (is_there && !is_plain)) continue;
      if (const std::string error = ingest::ByteSource(file).error(); !error.empty())
        return Error{"file-unreadable", file + ": " + error, {}, {}};
    }
    reading->groups = grouped_inputs(files, reading->settings);
    std::reverse(reading->groups.begin(), reading->groups.end());
    return Documents(std::move(reading));
  });
}

Result<std::optional<Documents::Entry>> Documents::next() noexcept {
  using Next = std::optional<Entry>;
  auto result = guarded([&]() -> Result<Next> {
    Reading& self = *reading_;
    if (!self.document && !self.is_at_end && self.handed_out == self.notices.all().size()) {
      self.notices = {};
      self.handed_out = 0;
      DocumentText found;
      self.is_at_end = !self.next(found);
      if (!self.is_at_end) self.document = found;
    }
    if (self.handed_out < self.notices.all().size()) {
      const DataNotice& notice = self.notices.all()[self.handed_out++];
      return Next(LostDocument{notice.line, notice.column, notice.patient, notice.text});
    }
    if (self.document) return Next(*std::exchange(self.document, std::nullopt));
    if (self.source && !self.source->error().empty())
      return Error{"file-unreadable", "the file cannot be read further: " + self.source->error(), {}, {}};
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

#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eligo/limits.h"
#include "runtime/fhir/convert.h"
#include "runtime/ingest/input_source.h"

namespace eligo {

/// The patients of one file: documents, or bundles of FHIR, of which those of several persons are taken
/// apart.
class PatientSource : public InputSource {
 public:
  PatientSource(const std::string& path, const Limits& limits,
                fhir::DataForm form = fhir::DataForm::by_content);
  /// Of a text that `read` gives piece by piece.
  PatientSource(ingest::ByteSource::Read read, const Limits& limits);

  [[nodiscard]] const std::string& error() const override { return file_.error(); }
  void show_to(const std::function<void(const std::string& path, std::string_view)>& see) override;
  /// The documents of one bundle bear its line.
  bool next(std::string_view& json, std::size_t& line, DataNotices& notices) override;
  [[nodiscard]] std::size_t bytes_read() const override { return file_.bytes_read(); }
  [[nodiscard]] std::size_t size() const override { return file_.size(); }

 private:
  std::string path_;
  PatientFile file_;
  fhir::DataForm form_;
  int nesting_;
  std::deque<std::string> waiting_;
  std::string handed_out_;
  std::size_t line_ = 0;
};

/// Whether a file is one of a bulk export of FHIR: a resource a line.
bool is_bulk_export(const std::string& path, const Limits& limits);

}  // namespace eligo

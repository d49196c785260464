#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/fhir/bulk_export.h"
#include "runtime/ingest/patient_parser.h"

namespace eligo {

/// Patients from files that belong together, one document at a time: those of a file, whose bundles of
/// several persons are taken apart, or those of a bulk export.
class PatientSource {
 public:
  PatientSource(const fhir::FileGroup& files, std::size_t document_bytes);
  /// The patients of one that is open already; none of a bulk export.
  explicit PatientSource(std::unique_ptr<PatientFile> file) : file_(std::move(file)) {}

  [[nodiscard]] const std::string& error() const { return bulk_ ? bulk_->error() : file_->error(); }
  /// Shows every stretch of each file to `see` as it is read.
  void show_to(const std::function<void(const std::string& path, std::string_view)>& see);
  /// See PatientFile. The documents of one bundle bear its line, those of an export none.
  bool next(std::string_view& json, std::size_t& line, DataNotices& notices);
  [[nodiscard]] std::size_t bytes_read() const { return bulk_ ? bulk_->bytes_read() : file_->bytes_read(); }
  [[nodiscard]] std::size_t size() const { return bulk_ ? bulk_->size() : file_->size(); }

 private:
  std::string path_;
  std::unique_ptr<PatientFile> file_;
  std::unique_ptr<fhir::BulkExport> bulk_;
  std::deque<std::string> waiting_;
  std::string handed_out_;
  std::size_t line_ = 0;
};

}  // namespace eligo

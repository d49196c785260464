#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>

#include "runtime/ingest/patient_parser.h"

namespace eligo {

/// A file of patients, one document at a time: a PatientFile whose bundles of several persons are taken
/// apart.
class PatientSource {
 public:
  explicit PatientSource(const std::string& path) : file_(path) {}

  [[nodiscard]] const std::string& error() const { return file_.error(); }
  void set_document_bytes(std::size_t most) { file_.set_document_bytes(most); }
  void show_to(std::function<void(std::string_view)> see) { file_.show_to(std::move(see)); }
  /// See PatientFile. The documents of one bundle bear its line.
  bool next(std::string_view& json, std::size_t& line, DataNotices& notices);
  [[nodiscard]] std::size_t bytes_read() const { return file_.bytes_read(); }
  [[nodiscard]] std::size_t size() const { return file_.size(); }

 private:
  PatientFile file_;
  std::deque<std::string> waiting_;
  std::string handed_out_;
  std::size_t line_ = 0;
};

}  // namespace eligo

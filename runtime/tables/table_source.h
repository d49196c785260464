#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/limits.h"
#include "runtime/fhir/convert.h"
#include "runtime/ingest/dealt_parts.h"
#include "runtime/ingest/input_source.h"
#include "runtime/tables/mapping.h"
#include "runtime/tables/rows.h"

namespace eligo::tables {

/// The tables of a site as patient documents: the rows of all files, put together by patient, in the order of
/// the patients' names. The files may be larger than memory.
class TableSource : public InputSource {
 public:
  /// `tables` must outlive it. `run`: what the run adds to each document.
  TableSource(const Tables& tables, std::vector<std::string> paths, const Limits& limits, fhir::RunFacts run);

  void show_to(const std::function<void(const std::string& path, std::string_view)>& see) override {
    see_ = see;
  }
  bool next(std::string_view& json, std::size_t& line, DataNotices& notices) override;
  [[nodiscard]] const std::string& error() const override { return error_; }
  [[nodiscard]] std::size_t bytes_read() const override { return bytes_read_; }
  [[nodiscard]] std::size_t size() const override { return size_; }

 private:
  void read_all(DataNotices& notices);
  void read_file(const std::string& path, DataNotices& notices);
  void write_document(const std::string& patient, std::vector<std::string_view>& pieces);

  const Tables& tables_;
  std::vector<std::string> paths_;
  Limits limits_;
  fhir::RunFacts run_;
  std::function<void(const std::string&, std::string_view)> see_;
  std::string error_;
  std::size_t size_ = 0;
  std::size_t bytes_read_ = 0;
  bool has_read_ = false;
  ingest::DealtParts parts_;
  std::vector<std::string> gaps_;  // of everybody
  std::string document_;
};

}  // namespace eligo::tables

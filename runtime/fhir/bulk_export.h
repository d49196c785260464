#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/limits.h"
#include "runtime/fhir/resource_head.h"
#include "runtime/ingest/dealt_parts.h"
#include "runtime/ingest/input_source.h"

namespace eligo::fhir {

/// The files of a bulk export, one resource a line, in any number and order: handed out as one bundle a
/// person, so that the export may be larger than memory.
class BulkExport : public InputSource {
 public:
  BulkExport(std::vector<std::string> paths, const Limits& limits);

  void show_to(const std::function<void(const std::string& path, std::string_view)>& see) override {
    see_ = see;
  }
  /// The next person's bundle.
  bool next(std::string_view& json, std::size_t& line, DataNotices& notices) override;
  [[nodiscard]] const std::string& error() const override { return error_; }
  [[nodiscard]] std::size_t bytes_read() const override { return bytes_read_; }
  [[nodiscard]] std::size_t size() const override { return size_; }

 private:
  void deal_out(DataNotices& notices);
  void deal_out(std::string_view line, const std::string& path, std::size_t number, DataNotices& notices);
  [[nodiscard]] std::string bundle_of(const std::vector<std::string_view>& lines) const;
  void lose(const std::string& path, std::size_t number, std::string_view why, DataNotices& notices);

  std::vector<std::string> paths_;
  Limits limits_;
  std::function<void(const std::string&, std::string_view)> see_;
  std::string error_;
  ResourceHead head_;  // of a line
  bool is_dealt_out_ = false;
  std::size_t bytes_read_ = 0;
  std::size_t size_ = 0;
  ingest::DealtParts parts_;
  std::string bundle_;                              // handed out
  std::map<std::string, std::string> medications_;  // by name: what records of drugs lead to
  std::vector<std::string> doubtful_;               // resources that may be anybody's
  std::vector<std::string> strange_;                // types that are not known
  std::size_t lost_ = 0;
};

}  // namespace eligo::fhir

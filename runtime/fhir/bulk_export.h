#pragma once

#include <cstdio>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/ingest/patient_parser.h"

namespace eligo::fhir {

/// The files of a bulk export, one resource a line, in any number and order: handed out as one bundle a
/// person. The resources are first dealt out by their person to temporary files, each small enough to be
/// taken into memory as a whole, so that the export may be larger than memory.
class BulkExport {
 public:
  BulkExport(std::vector<std::string> paths, std::size_t document_bytes);

  /// The next person's bundle; false at the end. `notices` takes what is said of lines that cannot be read.
  bool next(std::string& bundle, DataNotices& notices);
  /// Why the files cannot be read; empty if they can.
  [[nodiscard]] const std::string& error() const { return error_; }
  [[nodiscard]] std::size_t bytes_read() const { return bytes_read_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  void show_to(std::function<void(const std::string& path, std::string_view)> see) { see_ = std::move(see); }

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using TemporaryFile = std::unique_ptr<std::FILE, Closer>;

  void deal_out(DataNotices& notices);
  void deal_out(std::string_view line, const std::string& path, std::size_t number, DataNotices& notices);
  void put(const std::string& person, std::string_view line);
  bool load_part();
  std::string bundle_of(const std::vector<std::string_view>& lines) const;
  void lose(const std::string& path, std::size_t number, std::string_view why, DataNotices& notices);

  std::vector<std::string> paths_;
  std::size_t document_bytes_;
  std::function<void(const std::string&, std::string_view)> see_;
  std::string error_;
  bool is_dealt_out_ = false;
  std::vector<TemporaryFile> parts_;
  std::size_t next_part_ = 0;
  std::string part_;                                              // the part at hand
  std::map<std::string, std::vector<std::string_view>> persons_;  // of it, views into it
  std::map<std::string, std::string> medications_;                // by name: what records of drugs lead to
  std::vector<std::string> doubtful_;                             // resources that may be anybody's
  std::vector<std::string> strange_;                              // types that are not known
  std::size_t lost_ = 0;
  std::size_t bytes_read_ = 0;
  std::size_t size_ = 0;
};

/// Files that are read as one.
struct FileGroup {
  std::vector<std::string> paths;
  bool is_bulk = false;  ///< of a bulk export
};

/// The files of bulk exports together, each other file by itself.
std::vector<FileGroup> grouped_files(const std::vector<std::string>& paths);

}  // namespace eligo::fhir

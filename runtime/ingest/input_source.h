#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "runtime/ingest/patient_parser.h"

namespace eligo {

/// Patients' documents, one at a time, from files that are read together.
class InputSource {
 public:
  InputSource() = default;
  virtual ~InputSource() = default;
  InputSource(const InputSource&) = delete;
  InputSource& operator=(const InputSource&) = delete;

  /// Shows every stretch of each file to `see` as it stands there.
  virtual void show_to(const std::function<void(const std::string& path, std::string_view)>& see) = 0;
  /// The next document and the line of its file that it begins on, 0 where it has none of its own; false at
  /// the end. The view lasts until the next call. `notices` takes what is said of stretches that cannot be
  /// read.
  virtual bool next(std::string_view& json, std::size_t& line, DataNotices& notices) = 0;
  /// Why the files cannot be read, or not to their end; empty if they can.
  [[nodiscard]] virtual const std::string& error() const = 0;
  /// Bytes read so far, and of the files (0 if unknown), for a progress bar.
  [[nodiscard]] virtual std::size_t bytes_read() const = 0;
  [[nodiscard]] virtual std::size_t size() const = 0;
};

}  // namespace eligo

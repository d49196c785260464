#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/words/json_writer.h"

/// The Arrow C data interface (https://arrow.apache.org/docs/format/CDataInterface.html), as its page gives
/// it.
extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
}

namespace eligo::python {

enum class ArrowKind : std::uint8_t {
  null,
  truth,
  whole,
  natural,
  real,
  text,
  long_text,
  list,
  long_list,
  object,
  map
};

/// A column, or what stands below one, whose values are written as JSON where they lie. Python brings every
/// type into one of these before (eligo/_arrow.py): null, truth, whole number, floating-point number, text,
/// list, struct, map.
class ArrowView {
 public:
  /// Throws std::invalid_argument where the type is none of these.
  ArrowView(const ArrowSchema& schema, const ArrowArray& array);

  [[nodiscard]] std::string_view name() const { return schema_->name == nullptr ? "" : schema_->name; }
  [[nodiscard]] std::int64_t length() const { return array_->length; }
  [[nodiscard]] bool is_null(std::int64_t row) const;
  [[nodiscard]] bool is_text() const { return kind_ == ArrowKind::text || kind_ == ArrowKind::long_text; }
  /// Only of a text that is not null.
  [[nodiscard]] std::string_view text(std::int64_t row) const;
  /// Where the values of a struct's row lie in its children, which do not know where the struct begins.
  [[nodiscard]] std::int64_t child_row(std::int64_t row) const { return row + array_->offset; }
  [[nodiscard]] const std::vector<ArrowView>& children() const { return children_; }

  /// The value as JSON. Members of an object that are null are left out. A number that JSON does not have is
  /// the text `NaN` or `Infinity`, which is no number.
  void write(JsonWriter& out, std::int64_t row) const;
  /// The members of a struct alone.
  void write_members(JsonWriter& out, std::int64_t row) const;

 private:
  template <typename Value>
  [[nodiscard]] const Value* values(std::int64_t buffer) const {
    return static_cast<const Value*>(array_->buffers[buffer]) + array_->offset;
  }
  [[nodiscard]] bool bit(std::int64_t buffer, std::int64_t row) const;
  void write_number(JsonWriter& out, std::int64_t row) const;
  void write_entries(JsonWriter& out, std::int64_t row) const;

  const ArrowSchema* schema_;
  const ArrowArray* array_;
  ArrowKind kind_ = ArrowKind::null;
  int width_ = 0;  // of a number, in bytes
  std::vector<ArrowView> children_;
};

/// Everything that a stream gives, held as it lies.
class ArrowTable {
 public:
  /// Takes all of the stream. Throws std::runtime_error with the stream's own words where it breaks off.
  explicit ArrowTable(ArrowArrayStream& stream);
  ~ArrowTable();
  ArrowTable(const ArrowTable&) = delete;
  ArrowTable& operator=(const ArrowTable&) = delete;

  [[nodiscard]] const std::vector<ArrowView>& batches() const { return views_; }

 private:
  void release();

  ArrowSchema schema_{};
  std::vector<std::unique_ptr<ArrowArray>> arrays_;
  std::vector<ArrowView> views_;
};

}  // namespace eligo::python

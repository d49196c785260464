#pragma once

#include <string_view>

#include "runtime/saved/known_values.h"
#include "runtime/saved/plan_format.h"
#include "runtime/saved/plan_writer.h"

namespace eligo::saved {

/// Reads what `PlanWriter` writes. At the first bytes that it cannot have written the reader stops: nothing
/// after them is read, and `is_whole` is false.
class PlanReader {
 public:
  explicit PlanReader(std::string_view bytes) : rest_(bytes) {}

  template <typename... T>
  void operator()(T&... values) {
    (read(values), ...);
  }

  /// Everything was read, and nothing is left.
  [[nodiscard]] bool is_whole() const { return !has_failed_ && rest_.empty(); }

 private:
  template <std::integral T>
  void read(T& value) {
    const std::string_view bytes = take(sizeof(T));
    std::uint64_t number = 0;
    for (std::size_t i = bytes.size(); i > 0; --i)
      number = number << 8U | static_cast<unsigned char>(bytes[i - 1]);
    value = static_cast<T>(static_cast<std::make_unsigned_t<T>>(number));
  }
  void read(bool& flag) {
    const std::uint8_t byte = read_byte();
    if (byte > 1) fail();
    flag = byte == 1;
  }
  template <typename T>
  requires std::is_enum_v<T>
  void read(T& value) {
    const auto read_value = static_cast<T>(read_byte());
    if (is_known(read_value)) {
      value = read_value;
    } else {
      fail();
    }
  }
  template <typename Tag>
  void read(Id<Tag>& id) {
    read(id.value);
  }
  void read(std::string& text);
  void read(Number& number);
  /// Read by its code, so that it is a unit of this program's own table.
  void read(Unit& unit);
  template <typename T>
  void read(std::optional<T>& value) {
    bool has_value = false;
    read(has_value);
    value.reset();
    if (has_value) read(value.emplace(T{}));
  }
  /// A list grows as its items are read, and is not begun if the bytes left cannot hold it.
  template <typename T>
  void read(std::vector<T>& items) {
    const std::size_t size = read_size(least_size<T>());
    items.clear();
    while (items.size() < size && !has_failed_) read(items.emplace_back());
  }
  void read(std::unordered_map<std::uint32_t, std::uint32_t>& map);
  template <typename T>
  requires std::is_class_v<T>
  void read(T& value) { visit(*this, value); }

  /// The bytes that a value takes which is empty wherever it can be.
  template <typename T>
  static std::size_t least_size() {
    static const std::size_t size = [] {
      PlanWriter writer;
      writer(T{});
      return writer.bytes().size();
    }();
    return size;
  }

  std::string_view take(std::size_t size);
  std::uint8_t read_byte() {
    std::uint8_t byte = 0;
    read(byte);
    return byte;
  }
  /// How many items follow, each of at least `item_size` bytes.
  std::size_t read_size(std::size_t item_size);
  void fail() {
    has_failed_ = true;
    rest_ = {};
  }

  std::string_view rest_;
  bool has_failed_ = false;
};

}  // namespace eligo::saved

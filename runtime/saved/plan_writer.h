#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "runtime/saved/plan_format.h"

namespace eligo::saved {

/// Writes values one behind the other: whole numbers little-endian, a flag or enumeration as one byte, a text
/// or list behind its length (4 bytes), a number as its exact text, a unit as its code.
class PlanWriter {
 public:
  template <typename... T>
  void operator()(const T&... values) {
    (write(values), ...);
  }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  template <std::integral T>
  void write(const T& value) {
    auto rest = static_cast<std::make_unsigned_t<T>>(value);
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      bytes_ += static_cast<char>(rest & 0xFFU);
      rest = static_cast<std::make_unsigned_t<T>>(std::uint64_t{rest} >> 8U);
    }
  }
  void write(const bool& flag) { bytes_ += flag ? '\1' : '\0'; }
  template <typename T>
  requires std::is_enum_v<T>
  void write(const T& value) {
    static_assert(sizeof(T) == 1);
    bytes_ += static_cast<char>(value);
  }
  template <typename Tag>
  void write(const Id<Tag>& id) {
    write(id.value);
  }
  void write(const std::string& text) {
    write_size(text.size());
    bytes_ += text;
  }
  void write(const Number& number) { write(number.exact_text()); }
  void write(const Unit& unit) { write(unit.code); }
  template <typename T>
  void write(const std::optional<T>& value) {
    write(value.has_value());
    if (value) write(*value);
  }
  template <typename T>
  void write(const std::vector<T>& items) {
    write_size(items.size());
    for (const T& item : items) write(item);
  }
  /// In the order of the keys, so that equal maps give equal bytes.
  void write(const std::unordered_map<std::uint32_t, std::uint32_t>& map) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> entries(map.begin(), map.end());
    std::sort(entries.begin(), entries.end());
    write_size(entries.size());
    for (const auto& [key, value] : entries) (*this)(key, value);
  }
  template <typename T>
  requires std::is_class_v<T>
  void write(const T& value) { visit(*this, value); }

  void write_size(std::size_t size) { write(static_cast<std::uint32_t>(size)); }

  std::string bytes_;
};

}  // namespace eligo::saved

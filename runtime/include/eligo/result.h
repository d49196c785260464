#pragma once

#include <string>
#include <utility>
#include <variant>

namespace eligo {
inline namespace v1 {

/// Why a call did not do its work. False in a condition where there is no error.
struct Error {
  std::string code;     ///< stable: `document-unreadable`; empty where there is no error
  std::string message;  ///< one sentence
  std::string place;    ///< `line 3, column 7`; may be empty
  std::string repair;   ///< may be empty

  explicit operator bool() const noexcept { return !code.empty(); }
};

/// A value, or the error that stands in its way.
template <typename Value>
class Result {
 public:
  Result(Value value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return content_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// Only where there is a value.
  [[nodiscard]] Value& operator*() noexcept { return *std::get_if<0>(&content_); }
  [[nodiscard]] const Value& operator*() const noexcept { return *std::get_if<0>(&content_); }
  [[nodiscard]] Value* operator->() noexcept { return std::get_if<0>(&content_); }
  [[nodiscard]] const Value* operator->() const noexcept { return std::get_if<0>(&content_); }

  /// Only where there is no value.
  [[nodiscard]] const Error& error() const noexcept { return *std::get_if<1>(&content_); }

 private:
  std::variant<Value, Error> content_;
};

}  // namespace v1
}  // namespace eligo

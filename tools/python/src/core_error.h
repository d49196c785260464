#pragma once

#include <stdexcept>
#include <utility>

#include "eligo/result.h"

namespace eligo::python {

/// An Error of the front door on its way to Python, where it becomes an eligo.EligoError.
class CoreError : public std::runtime_error {
 public:
  explicit CoreError(Error error) : std::runtime_error(error.message), error_(std::move(error)) {}
  [[nodiscard]] const Error& error() const noexcept { return error_; }

 private:
  Error error_;
};

template <typename Value>
Value value_of(Result<Value> result) {
  if (!result) throw CoreError(result.error());
  return std::move(*result);
}

}  // namespace eligo::python

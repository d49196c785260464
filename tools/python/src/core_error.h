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

}  // namespace eligo::python

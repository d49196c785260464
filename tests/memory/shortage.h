// Memory that runs out at a chosen moment: `operator new` of the whole program fails on demand.
#pragma once

#include <cstddef>
#include <cstdint>

namespace eligo::memory {

/// How long memory is short, once it is.
enum class Lasting : std::uint8_t {
  once,       ///< one allocation fails, the next succeeds
  to_the_end  ///< every allocation fails until the shortage is over
};

/// The `at`-th allocation from `begin` on fails, counted from 1; 0: none does.
class Shortage {
 public:
  Shortage(std::size_t at, Lasting lasting) : at_(at), lasting_(lasting) {}
  static Shortage none() { return {0, Lasting::once}; }

  void begin();
  void end();

  /// Over all that stood between `begin` and `end`.
  [[nodiscard]] bool has_happened() const { return has_happened_; }
  [[nodiscard]] std::size_t allocations() const { return allocations_; }

 private:
  std::size_t at_;
  Lasting lasting_;
  std::size_t allocations_ = 0;
  bool has_happened_ = false;
};

/// Allocations that were not given back so far.
std::size_t outstanding();

/// Calls the front door while memory is short. What it throws goes on, once memory is back.
template <typename Call>
auto under(Shortage& shortage, Call&& call) -> decltype(call()) {
  struct Term {
    Shortage& shortage;
    explicit Term(Shortage& of) : shortage(of) { shortage.begin(); }
    ~Term() { shortage.end(); }
  } const term(shortage);
  return call();
}

}  // namespace eligo::memory

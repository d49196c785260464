// Mutants live side by side in one build: ELIGO_MUTANT names the one that is awake. tests/mutations/generated
// writes these into a copy of the sources; nothing of the project includes this file.
#pragma once

// A mutant that reaches beyond the end of something ends the process. It stands before any header of the
// library.
#define _GLIBCXX_ASSERTIONS 1

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace mutant {

inline int number_in(const char* variable) {
  const char* text = std::getenv(variable);
  return text == nullptr ? 0 : std::atoi(text);
}
inline const int awake = number_in("ELIGO_MUTANT");

// Which mutants would have changed something, had they been awake: what no test comes upon, no test can see.
// Written at the end of a run to the file that ELIGO_MUTANTS_REACHED names, beside what other processes wrote
// there.
struct Reached {
  static constexpr int most = 1 << 16;
  const char* const file = std::getenv("ELIGO_MUTANTS_REACHED");
  std::array<std::atomic<bool>, most> ids{};

  void add(int id) { ids[static_cast<std::size_t>(id)].store(true, std::memory_order_relaxed); }
  ~Reached() {
    std::FILE* out = file == nullptr ? nullptr : std::fopen(file, "a");
    if (out == nullptr) return;
    for (int id = 0; id < most; ++id) {
      if (ids[static_cast<std::size_t>(id)]) std::fprintf(out, "%d\n", id);
    }
    std::fclose(out);
  }
};
inline Reached reached;

inline bool on(int id) {
  reached.add(id);
  return awake == id;
}

template <typename AsWritten, typename Wrong>
bool compare(int id, AsWritten as_written, Wrong wrong) {
  if (reached.file != nullptr && as_written() != wrong()) reached.add(id);
  return awake == id ? wrong() : as_written();
}

// `a < b` is written `a <mutant::lt{7}> b`: an operator of the same precedence between the same operands.
struct lt {
  int id;
};
struct le {
  int id;
};
struct gt {
  int id;
};
struct ge {
  int id;
};
struct turned_lt {
  int id;
};
struct turned_gt {
  int id;
};
struct eq {
  int id;
};
struct ne {
  int id;
};

template <typename Left, typename Sign>
struct Bound {
  const Left& left;
  Sign sign;
};

template <typename Left>
Bound<Left, lt> operator<(const Left& left, lt sign) {
  return {left, sign};
}
template <typename Left>
Bound<Left, le> operator<(const Left& left, le sign) {
  return {left, sign};
}
template <typename Left>
Bound<Left, gt> operator<(const Left& left, gt sign) {
  return {left, sign};
}
template <typename Left>
Bound<Left, ge> operator<(const Left& left, ge sign) {
  return {left, sign};
}
template <typename Left>
Bound<Left, turned_lt> operator<(const Left& left, turned_lt sign) {
  return {left, sign};
}
template <typename Left>
Bound<Left, turned_gt> operator<(const Left& left, turned_gt sign) {
  return {left, sign};
}
template <typename Left>
Bound<Left, eq> operator==(const Left& left, eq sign) {
  return {left, sign};
}
template <typename Left>
Bound<Left, ne> operator==(const Left& left, ne sign) {
  return {left, sign};
}

template <typename Left, typename Right>
bool operator>(const Bound<Left, lt>& a, const Right& b) {
  return compare(
      a.sign.id, [&] { return a.left < b; }, [&] { return a.left <= b; });
}
template <typename Left, typename Right>
bool operator>(const Bound<Left, le>& a, const Right& b) {
  return compare(
      a.sign.id, [&] { return a.left <= b; }, [&] { return a.left < b; });
}
template <typename Left, typename Right>
bool operator>(const Bound<Left, gt>& a, const Right& b) {
  return compare(
      a.sign.id, [&] { return a.left > b; }, [&] { return a.left >= b; });
}
template <typename Left, typename Right>
bool operator>(const Bound<Left, ge>& a, const Right& b) {
  return compare(
      a.sign.id, [&] { return a.left >= b; }, [&] { return a.left > b; });
}
template <typename Left, typename Right>
bool operator>(const Bound<Left, turned_lt>& a, const Right& b) {
  return compare(
      a.sign.id, [&] { return a.left < b; }, [&] { return b < a.left; });
}
template <typename Left, typename Right>
bool operator>(const Bound<Left, turned_gt>& a, const Right& b) {
  return compare(
      a.sign.id, [&] { return a.left > b; }, [&] { return b > a.left; });
}
template <typename Left, typename Right>
bool operator==(const Bound<Left, eq>& a, const Right& b) {
  return on(a.sign.id) != (a.left == b);
}
template <typename Left, typename Right>
bool operator==(const Bound<Left, ne>& a, const Right& b) {
  return on(a.sign.id) != (a.left != b);
}

}  // namespace mutant

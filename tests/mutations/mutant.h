// Mutants live side by side in one build: ELIGO_MUTANT names the one that is awake. tests/mutations/generated
// writes these into a copy of the sources; nothing of the project includes this file.
#pragma once

#include <cstdlib>
#include <cstring>

namespace mutant {

inline int awake() {
  static const int id = [] {
    const char* text = std::getenv("ELIGO_MUTANT");
    return text == nullptr ? 0 : std::atoi(text);
  }();
  return id;
}

inline bool on(int id) { return awake() == id; }

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
Bound<Left, eq> operator==(const Left& left, eq sign) {
  return {left, sign};
}
template <typename Left>
Bound<Left, ne> operator==(const Left& left, ne sign) {
  return {left, sign};
}

template <typename Left, typename Right>
bool operator>(const Bound<Left, lt>& a, const Right& b) {
  return on(a.sign.id) ? a.left <= b : a.left < b;
}
template <typename Left, typename Right>
bool operator>(const Bound<Left, le>& a, const Right& b) {
  return on(a.sign.id) ? a.left < b : a.left <= b;
}
template <typename Left, typename Right>
bool operator>(const Bound<Left, gt>& a, const Right& b) {
  return on(a.sign.id) ? a.left >= b : a.left > b;
}
template <typename Left, typename Right>
bool operator>(const Bound<Left, ge>& a, const Right& b) {
  return on(a.sign.id) ? a.left > b : a.left >= b;
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

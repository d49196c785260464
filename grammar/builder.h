#pragma once

#include <string>
#include <vector>

#include "grammar/parse.h"

namespace eligo::grammar {

/// Thrown inside the grammar only, to leave a block that is nested too deep.
struct TooDeep {
  const char* at;
};

/// Builds the flat tree while rules match, takes back the nodes that a failed rule built, and remembers the
/// furthest place at which a token was missed together with all that would have done there.
class Builder {
 public:
  Builder(SyntaxTree& tree, const char* base) : tree_(tree), base_(base) {}

  /// `explains`: whether the expected tokens are remembered. That is costly, and of use only where a block
  /// fails.
  void start_block(bool explains) {
    explains_ = explains;
    marks_.clear();
    depth_ = 0;
    furthest_ = nullptr;
    expected_.clear();
    skipped_from_ = nullptr;
  }

  void open(const char* at, const char* end) {
    marks_.push_back({static_cast<std::uint32_t>(tree_.nodes.size()), offset(skip(at, end))});
  }
  void close(Syntax kind, const char* at);
  void keep() { marks_.pop_back(); }
  void take_back() {
    tree_.nodes.resize(marks_.back().size);
    marks_.pop_back();
  }

  /// White space skipped from `at`; remembered, since many nodes begin at one place.
  const char* skip(const char* at, const char* end);
  void expected(const char* at, const char* what) {
    if (explains_) remember(at, what);
  }

  void descend(const char* at) {
    if (++depth_ > max_nesting) throw TooDeep{at};
  }
  void ascend() { --depth_; }

  [[nodiscard]] const char* furthest() const { return furthest_; }
  [[nodiscard]] const std::vector<std::string>& expected() const { return expected_; }
  [[nodiscard]] std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - base_); }

 private:
  struct Mark {
    std::uint32_t size;
    std::uint32_t begin;
  };
  void remember(const char* at, const char* what);

  SyntaxTree& tree_;
  const char* base_;
  std::vector<Mark> marks_;
  int depth_ = 0;
  const char* furthest_ = nullptr;
  bool explains_ = false;
  std::vector<std::string> expected_;
  const char* skipped_from_ = nullptr;
  const char* skipped_to_ = nullptr;
};

}  // namespace eligo::grammar

#pragma once

#include <optional>
#include <vector>

namespace eligo::oracle {

/// One of all changes that are possible, by its place in the order in which they are offered.
class Change {
 public:
  explicit Change(std::size_t index) : left_(index) {}

  [[nodiscard]] bool is_made() const { return is_made_; }

  /// Whether the change offered is the one.
  bool now() {
    if (is_made_) return false;
    if (left_ == 0) return is_made_ = true;
    --left_;
    return false;
  }

  template <typename Item>
  void remove_one(std::vector<Item>& items, std::size_t least = 0) {
    for (std::size_t i = 0; items.size() > least && i < items.size(); ++i) {
      if (!now()) continue;
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
  }
  template <typename Item>
  void forget(std::optional<Item>& item) {
    if (item && now()) item.reset();
  }
  template <typename Item>
  void simplify(Item& item, const Item& simple) {
    if (item != simple && now()) item = simple;
  }

 private:
  std::size_t left_;
  bool is_made_ = false;
};

}  // namespace eligo::oracle

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace eligo::ingest {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// What a spelling in the data came to, so that it is worked out once and not for every record. Bounded: data
/// can hold any number of spellings, of any length.
template <typename Value>
class Memo {
 public:
  /// The value kept for `text`, or what `make(text)` gives. Valid until the next call.
  template <typename Make>
  const Value& get(std::string_view text, Make&& make) {
    if (text.size() > longest) return unkept_ = make(text);
    const auto found = values_.find(text);
    if (found != values_.end()) return found->second;
    if (values_.size() == capacity) values_.clear();
    return values_.emplace(std::string(text), make(text)).first->second;
  }

 private:
  static constexpr std::size_t capacity = 4096;
  static constexpr std::size_t longest = 256;
  std::unordered_map<std::string, Value, TextHash, std::equal_to<>> values_;
  Value unkept_;
};

}  // namespace eligo::ingest

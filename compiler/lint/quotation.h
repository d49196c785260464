#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/diagnostic.h"

namespace eligo::lint {

/// A word, a number or a sign of a quotation. Hyphens part words (`anti-Smith` is two).
struct QuotedToken {
  std::string text;  ///< in lower case; `>=` for `≥`
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  ///< in the file
};

/// The protocol's own sentence, cut into words.
class Quotation {
 public:
  Quotation() = default;
  /// `quoted` is the text as it stands in the file, quotes and all, at byte `begin` of file `file`.
  Quotation(std::string_view quoted, std::uint32_t file, std::uint32_t begin);

  [[nodiscard]] const std::vector<QuotedToken>& tokens() const { return tokens_; }
  [[nodiscard]] bool empty() const { return tokens_.empty(); }
  [[nodiscard]] Span span(std::size_t first, std::size_t last) const {
    return {file_, tokens_[first].begin, tokens_[last].end};
  }

  /// Where one of the phrases stands first. A phrase is words parted by spaces; a last `*` stands for any
  /// ending (`clinician*`).
  [[nodiscard]] std::optional<Span> find(std::initializer_list<std::string_view> phrases) const;
  [[nodiscard]] bool has(std::initializer_list<std::string_view> phrases) const {
    return find(phrases).has_value();
  }
  /// The index of the first token of the first place at or after `from` where one of the phrases stands;
  /// nothing if nowhere.
  [[nodiscard]] std::optional<std::size_t> index(std::initializer_list<std::string_view> phrases,
                                                 std::size_t from = 0) const;

 private:
  /// The index behind the phrase if it stands at `at`, else 0.
  [[nodiscard]] std::size_t match(std::string_view phrase, std::size_t at) const;

  std::vector<QuotedToken> tokens_;
  std::uint32_t file_ = 0;
  std::uint32_t initials_ = 0;  ///< of the words, as a set, so that most phrases are passed over at once
};

/// `2`, `2.5`, `two`: the number that a token is.
std::optional<std::string> number_of(std::string_view token);

}  // namespace eligo::lint

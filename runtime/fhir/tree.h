#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/limits.h"
#include "runtime/ingest/json.h"
#include "runtime/words/json_writer.h"

namespace eligo::fhir {

/// A value of a JSON text, with its members or items. Texts are views into the tree's text, so that a number
/// keeps every digit that it was written with.
class Element {
 public:
  using Kind = ingest::RawValue::Kind;

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] std::string_view key() const { return key_; }
  /// Of a text its content; numbers and truths as written; of lists and objects nothing.
  [[nodiscard]] std::string_view text() const { return text_; }
  /// Whether it is there at all: null is not.
  [[nodiscard]] bool exists() const { return kind_ != Kind::missing; }
  [[nodiscard]] bool is_object() const { return kind_ == Kind::object; }
  [[nodiscard]] bool is_list() const { return kind_ == Kind::list; }
  [[nodiscard]] bool is_text() const { return kind_ == Kind::text; }
  [[nodiscard]] bool is_number() const { return kind_ == Kind::number; }
  [[nodiscard]] bool is_scalar() const { return exists() && !is_object() && !is_list(); }
  [[nodiscard]] bool is_true() const { return kind_ == Kind::truth && text_ == "true"; }
  [[nodiscard]] bool is_false() const { return kind_ == Kind::truth && text_ == "false"; }
  [[nodiscard]] bool is_empty() const { return first_ == nullptr; }

  /// The member of that name; one that does not exist if there is none.
  const Element& operator[](std::string_view key) const;
  /// The first of several members, of which an element of several types has one.
  [[nodiscard]] const Element& any_of(std::initializer_list<std::string_view> keys) const;
  /// Members or items, in their order.
  [[nodiscard]] const Element* first() const { return first_; }
  [[nodiscard]] const Element* next() const { return next_; }
  /// The first item of a list; of what is no list, itself.
  [[nodiscard]] const Element& front() const;

 private:
  friend class Tree;
  Kind kind_ = Kind::missing;
  std::string_view key_;
  std::string_view text_;
  Element* first_ = nullptr;
  Element* next_ = nullptr;
};

/// Calls `visit` for each item of a list; of what is no list, but there, for itself.
template <typename Visit>
void each(const Element& node, Visit&& visit) {
  if (!node.is_list()) {
    if (node.exists()) visit(node);
    return;
  }
  for (const Element* item = node.first(); item != nullptr; item = item->next()) visit(*item);
}

/// Writes a value as it stands.
void write(JsonWriter& json, const Element& node);

/// A JSON document as a tree. Used for one document after another, whose nodes last until the next one.
class Tree {
 public:
  /// False if the text is no JSON object; `error` then says why.
  bool read(std::string_view text);
  /// How deep objects and lists may stand one inside the other; see Limits.
  void set_nesting(int most) { most_levels_ = std::min(most, Limits{}.nesting); }
  [[nodiscard]] const Element& root() const { return root_; }
  [[nodiscard]] const ingest::Json::Error& error() const { return json_.error(); }

 private:
  bool build(Element& node, ingest::Json::Value value, int depth);
  Element& add_node();

  ingest::Json json_;
  std::string text_;
  static constexpr std::size_t block_size = 512;
  std::vector<std::unique_ptr<std::array<Element, block_size>>>
      blocks_;  // used again from document to document
  std::size_t used_nodes_ = 0;
  int most_levels_ = Limits{}.nesting;
  Element root_;
};

}  // namespace eligo::fhir

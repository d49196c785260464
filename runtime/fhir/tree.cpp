#include "runtime/fhir/tree.h"

namespace eligo::fhir {

namespace {
const Element missing_node;
}  // namespace

const Element& Element::operator[](std::string_view key) const {
  if (kind_ != Kind::object) return missing_node;
  for (const Element* member = first_; member != nullptr; member = member->next_) {
    if (member->key_ == key) return *member;
  }
  return missing_node;
}

const Element& Element::any_of(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    if (const Element& member = (*this)[key]; member.exists()) return member;
  }
  return missing_node;
}

const Element& Element::front() const {
  if (!is_list()) return *this;
  return first_ == nullptr ? missing_node : *first_;
}

void write(JsonWriter& json, const Element& node) {  // NOLINT(misc-no-recursion): bounded by Tree::build
  switch (node.kind()) {
    case Element::Kind::missing: return json.literal("null");
    case Element::Kind::text: return json.text(node.text());
    case Element::Kind::number:
    case Element::Kind::truth: return json.literal(node.text());
    case Element::Kind::list:
    case Element::Kind::object: break;
  }
  json.open(node.is_list() ? '[' : '{');
  for (const Element* inner = node.first(); inner != nullptr; inner = inner->next()) {
    if (node.is_object()) json.key(inner->key());
    write(json, *inner);
  }
  json.close(node.is_list() ? ']' : '}');
}

Element& Tree::add_node() {
  const std::size_t block = used_nodes_ / block_size;
  if (block == blocks_.size()) blocks_.push_back(std::make_unique<std::array<Element, block_size>>());
  Element& node = (*blocks_[block])[used_nodes_++ % block_size];
  node = Element();
  return node;
}

bool Tree::read(std::string_view text) {
  used_nodes_ = 0;
  root_ = {};
  root_.kind_ = Element::Kind::object;
  text_.assign(text);
  Element* last = nullptr;
  return json_.document(text_, [&](std::string_view key, ingest::Json::Value value) {
    Element& node = add_node();
    node.key_ = key;
    (last == nullptr ? root_.first_ : last->next_) = &node;
    last = &node;
    return build(node, value, 1);
  });
}

bool Tree::build(Element& node, ingest::Json::Value value, int depth) {  // NOLINT(misc-no-recursion)
  node.kind_ = ingest::Json::peek(value);
  if (node.kind_ != Element::Kind::list && node.kind_ != Element::Kind::object) {
    ingest::RawValue token;
    if (!json_.read(value, token)) return false;
    node.text_ = token.text;
    return true;
  }
  if (depth >= most_levels_) return json_.fail("objects and lists are nested too deeply (limit nesting)");
  Element* last = nullptr;
  const auto add = [&](std::string_view key, ingest::Json::Value inner) {
    Element& child = add_node();
    child.key_ = key;
    (last == nullptr ? node.first_ : last->next_) = &child;
    last = &child;
    return build(child, inner, depth + 1);
  };
  if (node.kind_ == Element::Kind::object) return json_.members(value, add);
  return json_.elements(value, [&](ingest::Json::Value inner) { return add({}, inner); });
}

}  // namespace eligo::fhir

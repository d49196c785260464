#include "runtime/fhir/tree.h"

namespace eligo::fhir {

namespace {
const Node missing_node;
constexpr int most_levels = 200;
}  // namespace

const Node& Node::operator[](std::string_view key) const {
  if (kind_ != Kind::object) return missing_node;
  for (const Node* member = first_; member != nullptr; member = member->next_) {
    if (member->key_ == key) return *member;
  }
  return missing_node;
}

const Node& Node::any_of(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    if (const Node& member = (*this)[key]; member.exists()) return member;
  }
  return missing_node;
}

const Node& Node::front() const {
  if (!is_list()) return *this;
  return first_ == nullptr ? missing_node : *first_;
}

void write(JsonWriter& json, const Node& node) {  // NOLINT(misc-no-recursion): bounded by Tree::build
  switch (node.kind()) {
    case Node::Kind::missing: return json.literal("null");
    case Node::Kind::text: return json.text(node.text());
    case Node::Kind::number:
    case Node::Kind::truth: return json.literal(node.text());
    case Node::Kind::list:
    case Node::Kind::object: break;
  }
  json.open(node.is_list() ? '[' : '{');
  for (const Node* inner = node.first(); inner != nullptr; inner = inner->next()) {
    if (node.is_object()) json.key(inner->key());
    write(json, *inner);
  }
  json.close(node.is_list() ? ']' : '}');
}

bool Tree::read(std::string_view text) {
  nodes_.clear();
  root_ = {};
  root_.kind_ = Node::Kind::object;
  text_.assign(text);
  Node* last = nullptr;
  return json_.document(text_, [&](std::string_view key, ingest::Json::Value value) {
    Node& node = nodes_.emplace_back();
    node.key_ = key;
    (last == nullptr ? root_.first_ : last->next_) = &node;
    last = &node;
    return build(node, value, 1);
  });
}

bool Tree::build(Node& node, ingest::Json::Value value, int depth) {  // NOLINT(misc-no-recursion)
  node.kind_ = ingest::Json::peek(value);
  if (node.kind_ != Node::Kind::list && node.kind_ != Node::Kind::object) {
    ingest::RawValue token;
    if (!json_.read(value, token)) return false;
    node.text_ = token.text;
    return true;
  }
  if (depth >= most_levels) return json_.fail("objects and lists are nested too deeply (limit nesting)");
  Node* last = nullptr;
  const auto add = [&](std::string_view key, ingest::Json::Value inner) {
    Node& child = nodes_.emplace_back();
    child.key_ = key;
    (last == nullptr ? node.first_ : last->next_) = &child;
    last = &child;
    return build(child, inner, depth + 1);
  };
  if (node.kind_ == Node::Kind::object) return json_.members(value, add);
  return json_.elements(value, [&](ingest::Json::Value inner) { return add({}, inner); });
}

}  // namespace eligo::fhir

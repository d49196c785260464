#include "runtime/fhir/elements.h"

#include <array>
#include <cctype>
#include <deque>
#include <unordered_map>
#include <utility>

#include "runtime/ingest/value.h"
#include "runtime/values/contains.h"

namespace eligo::fhir {
namespace {

constexpr ElementRow rows[] = {
// NOLINT(modernize-avoid-c-arrays): of as many rows as there are
#include "runtime/fhir/elements.inc"
};

struct KnownElements;

/// An element as it is written: its row, and the type whose elements stand below it.
struct KnownElement {
  const ElementRow* row = nullptr;
  const KnownElements* below = nullptr;  ///< null: they are not looked at
};

/// The elements of a type, under the names that they have in JSON.
struct KnownElements {
  std::unordered_map<std::string_view, KnownElement> by_key;

  [[nodiscard]] const KnownElement* find(std::string_view key) const {
    const auto found = by_key.find(key);
    return found == by_key.end() ? nullptr : &found->second;
  }
};

bool is_primitive(std::string_view type) {
  return type.empty() || (std::islower(static_cast<unsigned char>(type.front())) != 0);
}

/// The elements of each type. Looked up often, so that a type is found once and its elements lead to further
/// ones.
class ElementIndex {
 public:
  ElementIndex() {
    for (const ElementRow& row : rows) {
      const std::size_t dot = row.path.rfind('.');
      const std::string_view parent = row.path.substr(0, dot);
      std::string_view name = row.path.substr(dot + 1);
      constexpr std::string_view choice = "[x]";
      if (!name.ends_with(choice)) {
        add(parent, name, row, row.types);
        continue;
      }
      name.remove_suffix(choice.size());
      for (std::string_view rest = row.types; !rest.empty();) {
        const std::string_view type = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), type.size() + 1));
        std::string& key = names_.emplace_back(name);
        key += static_cast<char>(std::toupper(static_cast<unsigned char>(type.front())));
        key += type.substr(1);
        add(parent, key, row, type);
      }
    }
    for (const auto& [element, below] : below_) element->below = type(below);
    below_.clear();
  }

  /// Null if there is no such type.
  [[nodiscard]] const KnownElements* type(std::string_view name) const {
    const auto found = types_.find(name);
    return found == types_.end() ? nullptr : &found->second;
  }

 private:
  void add(std::string_view parent, std::string_view key, const ElementRow& row, std::string_view type) {
    const auto [added, is_new] = types_[parent].by_key.try_emplace(key, KnownElement{&row, nullptr});
    if (!is_new) return;
    if (type == "BackboneElement" || type == "Element")
      below_.emplace_back(&added->second, row.path);
    else if (type.starts_with('#'))
      below_.emplace_back(&added->second, type.substr(1));
    else if (!is_primitive(type) && type != "Resource" && type.find(' ') == std::string_view::npos)
      below_.emplace_back(&added->second, type);
  }

  std::unordered_map<std::string_view, KnownElements> types_;  // of views into the rows
  std::deque<std::string> names_;                              // of elements of several types
  std::vector<std::pair<KnownElement*, std::string_view>> below_;
};

const ElementIndex& elements() {
  static const ElementIndex index;
  return index;
}

class DoubtFinder {
 public:
  explicit DoubtFinder(std::vector<std::string>& doubts) : doubts_(doubts) {}

  /// `common`: the elements of every resource, or of every element of one.
  void look(const Element& object, const KnownElements& type, const KnownElements& common, bool is_resource) {
    if (!object.is_object()) return;
    for (const Element* member = object.first(); member != nullptr; member = member->next()) {
      std::string_view key = member->key();
      if (is_resource && key == "resourceType") continue;
      for (const Element* other = object.first(); other != member; other = other->next()) {
        if (other->key() == key) add("its element " + ingest::in_quotes(key) + " stands twice");
      }
      const bool is_about_primitive = key.starts_with('_');  // what FHIR says of a scalar beside it
      if (is_about_primitive) key.remove_prefix(1);
      const KnownElement* known = type.find(key);
      if (known == nullptr) known = common.find(key);
      look(*member, key, known, is_about_primitive);
    }
  }

 private:
  void look(const Element& value, std::string_view key, const KnownElement* known, bool is_about_primitive) {
    if (is_empty(value)) return;
    if (known == nullptr) return add("its element " + ingest::in_quotes(key) + " is not known");
    if (is_about_primitive || known->row->handling == Handling::ignored) return;
    if (known->row->handling == Handling::gap) {
      const std::string_view url = value.front()["url"].text();
      const std::string_view what = value.is_scalar() ? value.text() : url;
      return add("its " + std::string(key) + (what.empty() ? "" : " " + ingest::in_quotes(what)) +
                 " is not understood");
    }
    if (known->below == nullptr) return;
    static const KnownElements& common = *elements().type("Element");
    each(value, [&](const Element& item) { look(item, *known->below, common, false); });
  }

  static bool is_empty(const Element& value) {
    return !value.exists() || (!value.is_scalar() && value.is_empty());
  }

  void add(std::string doubt) {
    if (!contains(doubts_, doubt)) doubts_.push_back(std::move(doubt));
  }

  std::vector<std::string>& doubts_;
};

}  // namespace

std::span<const ElementRow> element_rows() { return rows; }

bool is_read_type(std::string_view resource_type) { return elements().type(resource_type) != nullptr; }

void find_doubts(const Element& resource, std::string_view type, std::vector<std::string>& doubts) {
  static const KnownElements none;
  static const KnownElements& common = *elements().type("Resource");
  const KnownElements* known = elements().type(type);
  DoubtFinder(doubts).look(resource, known == nullptr ? none : *known, common, true);
}

}  // namespace eligo::fhir

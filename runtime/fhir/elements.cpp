#include "runtime/fhir/elements.h"

#include <array>
#include <cctype>
#include <functional>
#include <map>
#include <unordered_map>

#include "runtime/ingest/value.h"
#include "runtime/values/contains.h"

namespace eligo::fhir {
namespace {

constexpr ElementRow rows[] = {
// NOLINT(modernize-avoid-c-arrays): of as many rows as there are
#include "runtime/fhir/elements.inc"
};

/// An element as it is written: its row, and the type whose elements stand below it.
struct Known {
  const ElementRow* row = nullptr;
  std::string below;
};

bool is_primitive(std::string_view type) {
  return type.empty() || (std::islower(static_cast<unsigned char>(type.front())) != 0);
}

/// The elements of each type, under the names that they have in JSON.
class ElementIndex {
 public:
  ElementIndex() {
    for (const ElementRow& row : rows) {
      const std::size_t dot = row.path.rfind('.');
      const std::string parent(row.path.substr(0, dot));
      std::string_view name = row.path.substr(dot + 1);
      constexpr std::string_view choice = "[x]";
      if (!name.ends_with(choice)) {
        add(parent, std::string(name), row, row.types);
        continue;
      }
      name.remove_suffix(choice.size());
      for (std::string_view rest = row.types; !rest.empty();) {
        const std::string_view type = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), type.size() + 1));
        std::string key(name);
        key += static_cast<char>(std::toupper(static_cast<unsigned char>(type.front())));
        key += type.substr(1);
        add(parent, std::move(key), row, type);
      }
    }
  }

  /// Null if the type has no such element.
  [[nodiscard]] const Known* find(const std::string& type, std::string_view key) const {
    const auto elements = types_.find(type);
    if (elements == types_.end()) return nullptr;
    const auto found = elements->second.find(key);
    return found == elements->second.end() ? nullptr : &found->second;
  }
  [[nodiscard]] bool has(const std::string& type) const { return types_.contains(type); }

 private:
  void add(const std::string& parent, std::string key, const ElementRow& row, std::string_view type) {
    Known known{&row, {}};
    if (type == "BackboneElement" || type == "Element")
      known.below = std::string(row.path);
    else if (type.starts_with('#'))
      known.below = std::string(type.substr(1));
    else if (!is_primitive(type) && type != "Resource" && type.find(' ') == std::string_view::npos)
      known.below = std::string(type);
    types_[parent].try_emplace(std::move(key), std::move(known));
  }

  using Elements = std::map<std::string, Known, std::less<>>;  // looked up by views
  std::unordered_map<std::string, Elements> types_;
};

const ElementIndex& elements() {
  static const ElementIndex index;
  return index;
}

class DoubtFinder {
 public:
  explicit DoubtFinder(std::vector<std::string>& doubts) : doubts_(doubts) {}

  void look(const Element& object, const std::string& type, const std::string& common) {
    if (!object.is_object()) return;
    for (const Element* member = object.first(); member != nullptr; member = member->next()) {
      std::string_view key = member->key();
      if (key == "resourceType" && common == "Resource") continue;
      for (const Element* other = object.first(); other != member; other = other->next()) {
        if (other->key() == key) add("its element " + ingest::in_quotes(key) + " stands twice");
      }
      const bool is_about_primitive = key.starts_with('_');  // what FHIR says of a scalar beside it
      if (is_about_primitive) key.remove_prefix(1);
      const Known* known = elements().find(type, key);
      if (known == nullptr) known = elements().find(common, key);
      look(*member, key, known, is_about_primitive);
    }
  }

 private:
  void look(const Element& value, std::string_view key, const Known* known, bool is_about_primitive) {
    if (is_empty(value)) return;
    if (known == nullptr) return add("its element " + ingest::in_quotes(key) + " is not known");
    if (is_about_primitive || known->row->handling == Handling::ignored) return;
    if (known->row->handling == Handling::gap) {
      const std::string_view url = value.front()["url"].text();
      const std::string_view what = value.is_scalar() ? value.text() : url;
      return add("its " + std::string(key) + (what.empty() ? "" : " " + ingest::in_quotes(what)) +
                 " is not understood");
    }
    if (known->below.empty() || !elements().has(known->below)) return;
    each(value, [&](const Element& item) { look(item, known->below, "Element"); });
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

bool is_read_type(std::string_view resource_type) { return elements().has(std::string(resource_type)); }

void find_doubts(const Element& resource, std::string_view type, std::vector<std::string>& doubts) {
  DoubtFinder(doubts).look(resource, std::string(type), "Resource");
}

}  // namespace eligo::fhir

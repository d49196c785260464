#include <algorithm>
#include <optional>

#include "compiler/names/expansion_file.h"
#include "runtime/ingest/json.h"
#include "runtime/values/contains.h"

/// Expansions as terminology servers give them out.
namespace eligo {
namespace {

using ingest::Json;
using ingest::RawValue;

constexpr int deepest = 100;

class ExpansionReader {
 public:
  explicit ExpansionReader(const ExpansionRoot& root) : root_(root) {}

  ExpansionContent run(std::string text) {
    const bool is_read = json_.document(text, [&](std::string_view key, Json::Value value) {
      if (key == "resourceType") return read_text(value, resource_);
      if (key == "version") return read_text(value, content_.version);
      if (key == "expansion") return read_expansion(value);
      if (key == "group") return each(value, [&](Json::Value one) { return read_group(one); });
      return json_.skip(value);
    });
    if (!is_read) {
      content_.problem = json_.error().text;
    } else if (resource_ == "ConceptMap") {
      content_.is_whole = false;
      content_.codes = {root_.code};
    } else if (resource_ == "ValueSet") {
      take_entries();
    } else {
      content_.problem = "it is neither a ValueSet nor a ConceptMap of FHIR";
    }
    if (content_.problem.empty()) put_in_order(content_, root_);
    return std::move(content_);
  }

 private:
  struct Entry {
    std::string system;
    std::string code;
    std::string version;
    std::optional<std::size_t> parent;
  };

  /// A text or a number as text; anything else is passed over.
  bool read_text(Json::Value value, std::string& text) {
    RawValue token;
    if (!json_.read(value, token)) return false;
    if (token.is_text() || token.kind == RawValue::Kind::number) text = token.text;
    return true;
  }

  template <typename Visit>
  bool each(Json::Value value, const Visit& visit) {
    return Json::peek(value) == RawValue::Kind::list ? json_.elements(value, visit) : json_.skip(value);
  }
  template <typename Visit>
  bool each_member(Json::Value value, const Visit& visit) {
    return Json::peek(value) == RawValue::Kind::object ? json_.members(value, visit) : json_.skip(value);
  }

  [[nodiscard]] bool is_own(const std::string& system) const {
    return system.empty() || ingest::code_system(system).name == root_.system.name;
  }

  // ---- ValueSet

  bool read_expansion(Json::Value value) {
    has_expansion_ = true;
    return each_member(value, [&](std::string_view key, Json::Value inner) {
      if (key == "total") return read_text(inner, total_);
      if (key == "offset") return read_text(inner, offset_);
      if (key == "parameter") return each(inner, [&](Json::Value one) { return read_parameter(one); });
      if (key == "contains") return read_entries(inner, std::nullopt, 0);
      return json_.skip(inner);
    });
  }

  /// `used-codesystem`: `http://snomed.info/sct|http://snomed.info/sct/900000000000207008/version/20250301`.
  bool read_parameter(Json::Value value) {
    std::string name;
    std::string text;
    const bool is_read = each_member(value, [&](std::string_view key, Json::Value inner) {
      if (key == "name") return read_text(inner, name);
      return key.starts_with("value") ? read_text(inner, text) : json_.skip(inner);
    });
    const bool is_version = name == "used-codesystem" || name == "system-version" || name == "version";
    const std::size_t bar = text.find('|');
    if (is_version && bar != std::string::npos && is_own(text.substr(0, bar)))
      content_.system_versions.push_back(text.substr(bar + 1));
    if (name == "limitedExpansion" && text == "true") is_part_ = true;
    return is_read;
  }

  bool read_entries(Json::Value value, std::optional<std::size_t> parent, int depth) {
    if (depth > deepest) return json_.fail("it is nested too deep");
    return each(value, [&](Json::Value one) { return read_entry(one, parent, depth); });
  }

  bool read_entry(Json::Value value, std::optional<std::size_t> parent, int depth) {
    if (entries_.size() >= max_expansion_entries) {
      return json_.fail("it holds more than " + std::to_string(max_expansion_entries) + " codes");
    }
    const std::size_t self = entries_.size();
    entries_.push_back({{}, {}, {}, parent});
    return each_member(value, [&](std::string_view key, Json::Value inner) {
      if (key == "contains") return read_entries(inner, self, depth + 1);
      if (key == "system") return read_text(inner, entries_[self].system);
      if (key == "code") return read_text(inner, entries_[self].code);
      if (key == "version") return read_text(inner, entries_[self].version);
      return json_.skip(inner);
    });
  }

  void take_entries() {
    if (!has_expansion_) {
      content_.problem = "it is a ValueSet without its expansion; let a terminology server expand it";
      return;
    }
    const bool is_page = !offset_.empty() && offset_ != "0";
    if (is_part_ || is_page || is_more()) {
      content_.problem = "it is a part of an expansion only";
      return;
    }
    const bool is_nested = std::any_of(entries_.begin(), entries_.end(),
                                       [](const Entry& entry) { return entry.parent.has_value(); });
    std::vector<bool> is_below(entries_.size());  // a parent stands before its children
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const Entry& entry = entries_[i];
      const std::string code = ingest::comparable_code(root_.system, entry.code);
      const bool is_of_system = is_own(entry.system) && !code.empty();
      const bool is_root = is_of_system && code == root_.code;
      content_.has_root |= is_root;
      is_below[i] = !is_nested || is_root || (entry.parent && is_below[*entry.parent]);
      if (!is_of_system) continue;
      (is_below[i] ? content_.codes : content_.open).push_back(code);
      if (!entry.version.empty()) content_.system_versions.push_back(entry.version);
    }
  }

  /// The total says that there are more codes than stand here.
  [[nodiscard]] bool is_more() const {
    const std::string here = std::to_string(entries_.size());
    return total_.size() > here.size() || (total_.size() == here.size() && total_ > here);
  }

  // ---- ConceptMap

  bool read_group(Json::Value value) {
    std::string source;
    std::string target;
    std::vector<std::string> mapped;
    bool has_root = false;
    const bool is_read = each_member(value, [&](std::string_view key, Json::Value inner) {
      if (key == "source") return read_text(inner, source);
      if (key == "target") return read_text(inner, target);
      if (key == "element")
        return each(inner, [&](Json::Value one) { return read_element(one, mapped, has_root); });
      return json_.skip(inner);
    });
    if (!is_read || target.empty() || source.empty() || !is_own(without_version(target))) return is_read;
    content_.has_root |= has_root;
    const std::string source_system = without_version(source);
    const ingest::CodeSystem system = ingest::code_system(source_system);
    auto& codes = content_.mapped[std::string(system.name)];
    for (const std::string& code : mapped) codes.push_back(ingest::comparable_code(system, code));
    return true;
  }

  static std::string without_version(const std::string& system) { return system.substr(0, system.find('|')); }

  bool read_element(Json::Value value, std::vector<std::string>& mapped, bool& has_root) {
    std::string code;
    bool is_below = false;
    const bool is_read = each_member(value, [&](std::string_view key, Json::Value inner) {
      if (key == "code") return read_text(inner, code);
      if (key != "target") return json_.skip(inner);
      return each(inner, [&](Json::Value one) { return read_target(one, is_below, has_root); });
    });
    if (++elements_ > max_expansion_entries) {
      return json_.fail("it holds more than " + std::to_string(max_expansion_entries) + " codes");
    }
    if (is_below && !code.empty()) mapped.push_back(code);
    return is_read;
  }

  /// The words of FHIR R5 and those of R4: the target is the same or broader.
  bool read_target(Json::Value value, bool& is_below, bool& has_root) {
    std::string code;
    std::string relation;
    const bool is_read = each_member(value, [&](std::string_view key, Json::Value inner) {
      if (key == "code") return read_text(inner, code);
      const bool is_relation = key == "relationship" || key == "equivalence";
      return is_relation ? read_text(inner, relation) : json_.skip(inner);
    });
    if (ingest::comparable_code(root_.system, code) != root_.code) return is_read;
    has_root = true;
    static const std::vector<std::string> same_or_broader{
        "equivalent", "equal", "source-is-narrower-than-target", "wider", "subsumes"};
    is_below |= contains(same_or_broader, relation);
    return is_read;
  }

  const ExpansionRoot& root_;
  Json json_;
  ExpansionContent content_;
  std::string resource_;
  bool has_expansion_ = false;
  bool is_part_ = false;
  std::string total_;
  std::string offset_;
  std::vector<Entry> entries_;
  std::size_t elements_ = 0;
};

}  // namespace

ExpansionContent read_expansion_json(std::string text, const ExpansionRoot& root) {
  return ExpansionReader(root).run(std::move(text));
}

}  // namespace eligo

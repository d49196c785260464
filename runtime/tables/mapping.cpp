// From the text of a mapping to what each column is.
//
//     dates = "DD.MM.YYYY"
//
//     [[table]]
//     file = "labs*.csv"
//     patient = "PatNr"
//     fact = "Parameter"          # a column that names the fact makes it a long table
//     value = "Wert"
//     facts."GPT (ALAT)" = "ALT"
//
//     [[table]]
//     file = "visits.csv"
//     patient = "PatNr"
//     date = "Visite"
//     columns.Geschlecht = { fact = "sex", values = { 1 = "male", 2 = "female" } }
//
// The library reads TOML; a Reader takes each key where it has a place, and whatever is left over is an
// error: a misspelt key must not change what a table means.
#include "runtime/tables/mapping.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <utility>

#include "runtime/ingest/names.h"
#include "runtime/ingest/value.h"
#include "runtime/model/near_miss.h"
#include "runtime/tables/toml.h"
#include "runtime/units/unit.h"
#include "runtime/values/contains.h"

namespace eligo::tables {
namespace {

using ingest::in_quotes;

/// The keys of a record that a column can give, beside the fields of the vocabulary.
constexpr std::array<std::string_view, 18> record_keys{
    "fact",     "code",    "code-system", "value", "unit", "date",      "start", "end",     "onset",
    "resolved", "ongoing", "status",      "low",   "high", "reference", "id",    "negated", "comparator"};

std::size_t line_of(const toml::node& node) { return node.source().begin.line; }

/// Takes in a mapping.
class MappingReader {
 public:
  MappingReader(const Vocabulary& vocabulary, const ingest::Dictionary* dictionary,
                std::vector<Tables::Error>& errors)
      : vocabulary_(vocabulary), names_(vocabulary, dictionary), errors_(errors) {}

  void read(const toml::table& root, std::vector<TableMeaning>& out) {
    TableMeaning shared;
    read_forms(root, shared);
    const toml::node* tables = root.get("table");
    if (tables == nullptr || !tables->is_array_of_tables()) fail(root, "there is no [[table]]");
    for (const auto& [key, node] : root) {
      if (key.str() == "table" || is_form(key.str())) continue;
      unknown(node, key.str(), {"table", "dates", "decimal", "missing", "separator", "encoding"});
    }
    if (tables == nullptr || !tables->is_array_of_tables()) return;
    for (const toml::node& one : *tables->as_array()) out.push_back(read_table(*one.as_table(), shared));
  }

 private:
  void fail(const toml::node& node, std::string text) { errors_.push_back({line_of(node), std::move(text)}); }

  void unknown(const toml::node& node, std::string_view key, const std::vector<std::string_view>& known) {
    const auto near = near_misses(key.substr(0, 60), known, 1);
    fail(node, "there is no key " + in_quotes(key) + " here" +
                   (near.empty() ? "" : "; the nearest one is " + in_quotes(near.front())));
  }

  static bool is_form(std::string_view key) {
    return is_among(key, {"dates", "decimal", "missing", "separator", "encoding"});
  }

  /// A text, or a list of them.
  std::vector<std::string> texts(const toml::node* node, std::string_view what) {
    std::vector<std::string> all;
    if (node == nullptr) return all;
    if (const auto* list = node->as_array()) {
      for (const toml::node& one : *list) {
        if (const auto text = scalar(one))
          all.push_back(*text);
        else
          fail(one, std::string(what) + " is a text, or a list of texts");
      }
      return all;
    }
    if (const auto text = scalar(*node))
      all.push_back(*text);
    else
      fail(*node, std::string(what) + " is a text, or a list of texts");
    return all;
  }

  /// A text or a number, as a text.
  static std::optional<std::string> scalar(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* number = node.as_floating_point()) {
      std::ostringstream out;
      out << number->get();
      return out.str();
    }
    if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
    return std::nullopt;
  }

  std::string text(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    if (const auto* value = node->as_string()) return value->get();
    fail(*node, in_quotes(key) + " is a text");
    return {};
  }

  // ---- how cells are written

  void read_forms(const toml::table& table, TableMeaning& out) {
    if (const toml::node* dates = table.get("dates")) read_dates(*dates, out.forms);
    if (const toml::node* decimal = table.get("decimal")) {
      const std::string sign = text(table, "decimal");
      if (sign == "." || sign == ",")
        out.forms.decimal = sign.front();
      else
        fail(*decimal, "`decimal` is \".\" or \",\"");
    }
    if (const toml::node* separator = table.get("separator")) {
      const std::string sign = text(table, "separator");
      if (sign.size() == 1 && sign != "\"" && sign != "\n")
        out.separator = sign.front();
      else
        fail(*separator, "`separator` is one sign: \",\", \";\", \"\\t\" or \"|\"");
    }
    if (const toml::node* encoding = table.get("encoding")) {
      const std::string name = text(table, "encoding");
      if (name == "utf-8")
        out.encoding = Encoding::utf8;
      else if (name == "windows-1252")
        out.encoding = Encoding::windows1252;
      else if (name == "iso-8859-1")
        out.encoding = Encoding::latin1;
      else
        fail(*encoding, "`encoding` is \"utf-8\", \"windows-1252\" or \"iso-8859-1\"");
    }
    if (table.get("missing") != nullptr) out.forms.missing = texts(table.get("missing"), "`missing`");
  }

  void read_dates(const toml::node& node, CellForms& forms) {
    forms.dates = texts(&node, "`dates`");
    for (const std::string& form : forms.dates) {
      if (const std::string why = fault_of_date_form(form); !why.empty())
        fail(node, in_quotes(form) + ": " + why);
      for (const std::string& other : forms.dates) {
        if (&other > &form && are_confusable(form, other))
          fail(node, "a date may be read as " + in_quotes(form) + " and as " + in_quotes(other) +
                         "; state one of them, or each for the tables that have it");
      }
    }
  }

  CellWords read_words(const toml::node* node) {
    CellWords words;
    if (node == nullptr) return words;
    const auto* table = node->as_table();
    if (table == nullptr) {
      fail(*node, "`values` are pairs: { \"1\" = \"yes\", \"0\" = \"no\" }");
      return words;
    }
    for (const auto& [cell, meaning] : *table) {
      const auto word = scalar(meaning);
      if (word)
        words.emplace(clean_cell(cell.str()), *word);
      else
        fail(meaning, "a cell stands for a text");
    }
    return words;
  }

  // ---- facts

  /// A fact by its name or another spelling of it.
  FactId fact(const std::string& name) {
    const ingest::NameMatch& match = names_.fact(name, std::nullopt);
    return !match.is_near_miss && match.facts.size() == 1 ? match.facts.front() : FactId{};
  }

  /// What is said of a fact that the vocabulary does not have.
  void no_fact(const toml::node& node, const std::string& name, std::string_view otherwise) {
    std::vector<std::string_view> known;
    for (const Fact& one : vocabulary_.facts) known.push_back(one.name);
    const auto near = near_misses(std::string_view(name).substr(0, 60), known, 1);
    fail(node, in_quotes(name) + " is no fact of this protocol" +
                   (near.empty() ? "" : "; the nearest one is " + in_quotes(near.front())) + "; " +
                   std::string(otherwise));
  }

  std::optional<FactKind> list(const toml::table& table) {
    const toml::node* node = table.get("list");
    if (node == nullptr) return std::nullopt;
    const auto kind = ingest::list_kind(text(table, "list"));
    if (!kind) fail(*node, "`list` is observations, conditions, treatments, procedures or answers");
    return kind;
  }

  /// Whether a unit can be that of a fact.
  void check_unit(const toml::node& node, const FactId id, const std::string& unit) {
    if (!id.exists() || unit.empty()) return;
    const Fact& of = vocabulary_[id];
    if (of.type.kind != ValueKind::quantity) return;
    ingest::ValueReader values(vocabulary_);
    const ingest::ReadValue read =
        values.read(of.type, {ingest::RawValue::Kind::text, "1"}, {ingest::RawValue::Kind::text, unit});
    if (read.flaw == Flaw::bad_unit) fail(node, "of " + of.name + ": " + read.problem);
  }

  // ---- the parts of a record

  bool is_key_of_record(std::string_view key) {
    return std::find(record_keys.begin(), record_keys.end(), key) != record_keys.end() ||
           names_.field(key).field.exists();
  }

  std::vector<std::string_view> known_keys(std::initializer_list<std::string_view> own) const {
    std::vector<std::string_view> known(own);
    known.insert(known.end(), record_keys.begin(), record_keys.end());
    for (const Field& field : vocabulary_.fields) known.push_back(field.name);
    return known;
  }

  /// A column, { column = …, values = … }, { text = … }, or a number.
  RecordPart read_part(std::string_view key, const toml::node& node) {
    RecordPart part;
    part.key = key;
    part.line = line_of(node);
    if (const auto* column = node.as_string()) {
      part.column = clean_cell(column->get());
    } else if (const auto* table = node.as_table()) {
      part.column = clean_cell(text(*table, "column"));
      part.text = text(*table, "text");
      part.values = read_words(table->get("values"));
      for (const auto& [inner, value] : *table) {
        if (!is_among(inner.str(), {"column", "text", "values"}))
          unknown(value, inner.str(), {"column", "text", "values"});
      }
      if (part.column.empty() == part.text.empty())
        fail(node, in_quotes(key) + " has a `column` or a `text`");
    } else if (const auto fixed = scalar(node)) {
      part.text = *fixed;
    } else {
      fail(node, in_quotes(key) + " is the name of a column");
    }
    return part;
  }

  ColumnMeaning read_column(std::string_view column, const toml::node& node) {
    ColumnMeaning meaning;
    meaning.column = clean_cell(column);
    meaning.line = line_of(node);
    if (const auto* name = node.as_string()) {  // a fact alone
      meaning.fact = name->get();
      find_fact(node, meaning, std::nullopt);
      return meaning;
    }
    const auto* table = node.as_table();
    if (table == nullptr) {
      fail(node, "a column is a fact, or { fact = …, unit = … }");
      return meaning;
    }
    meaning.fact = text(*table, "fact");
    meaning.anchor = text(*table, "anchor");
    meaning.values = read_words(table->get("values"));
    if (table->get("empty") != nullptr) meaning.empty = text(*table, "empty");
    if (table->get("as") != nullptr) meaning.key = text(*table, "as");
    if (meaning.fact.empty() == meaning.anchor.empty()) fail(node, "a column has a `fact` or an `anchor`");
    if (!meaning.anchor.empty()) check_anchor(node, meaning.anchor);
    if (!meaning.fact.empty()) find_fact(node, meaning, list(*table));
    if (!is_key_of_record(meaning.key))
      fail(node, "`as` is a key of a record, not " + in_quotes(meaning.key));
    for (const auto& [key, value] : *table) {
      if (is_among(key.str(), {"fact", "anchor", "values", "empty", "as", "list"})) continue;
      if (key.str() == "unit" && value.is_string()) {
        meaning.parts.push_back({"unit", {}, text(*table, "unit"), {}, line_of(value)});
        check_unit(value, meaning.id, meaning.parts.back().text);
        check_header_unit(value, meaning);
      } else if (!is_key_of_record(key.str())) {
        unknown(value, key.str(), known_keys({"anchor", "values", "empty", "as", "list"}));
      } else {
        meaning.parts.push_back(read_part(key.str(), value));
      }
    }
    check_keys(node, meaning);
    return meaning;
  }

  /// A key that would be passed over is a fault.
  void check_keys(const toml::node& node, const ColumnMeaning& meaning) {
    if (!meaning.anchor.empty() && (!meaning.parts.empty() || !meaning.values.empty() || meaning.empty))
      fail(node, "a column with an `anchor` says nothing else");
    const bool is_attribute = meaning.id.exists() && meaning.list == FactKind::attribute;
    const bool has_more = std::any_of(meaning.parts.begin(), meaning.parts.end(),
                                      [](const RecordPart& part) { return part.key != "unit"; });
    if (is_attribute && (has_more || meaning.key != "value"))
      fail(node,
           "an attribute, as " + in_quotes(meaning.fact) + " is, has a `unit`, `values` and `empty` alone");
  }

  void find_fact(const toml::node& node, ColumnMeaning& meaning, std::optional<FactKind> kind) {
    meaning.id = fact(meaning.fact);
    if (meaning.id.exists()) {
      meaning.list = vocabulary_[meaning.id].kind;
      if (kind && *kind != meaning.list) fail(node, in_quotes(meaning.fact) + " is in another list");
    } else if (kind) {
      meaning.list = *kind;
    } else {
      no_fact(node, meaning.fact, "put the column under `ignore` if it is none of them, or state its `list`");
    }
  }

  void check_anchor(const toml::node& node, const std::string& name) {
    if (names_.anchor(name).exists()) return;
    const auto near = near_misses(std::string_view(name).substr(0, 60), names_.anchor_names(), 1);
    fail(node, in_quotes(name) + " is no anchor of this protocol" +
                   (near.empty() ? "" : "; the nearest one is " + in_quotes(near.front())));
  }

  /// `ALT (U/L)`: a unit in the header must be the one that is stated.
  void check_header_unit(const toml::node& node, const ColumnMeaning& meaning) {
    const std::string in_header = unit_in_header(meaning.column);
    const std::string& stated = meaning.parts.back().text;
    if (in_header.empty() || !meaning.id.exists()) return;
    const auto unit = parse_unit(in_header);
    const auto own = parse_unit(stated);
    const ValueType& type = vocabulary_[meaning.id].type;
    const auto from = unit ? conversion_into(type, *unit) : std::nullopt;
    const auto as_stated = own ? conversion_into(type, *own) : std::nullopt;
    if (from && as_stated && !(*from == *as_stated))
      fail(node, "the header says " + in_quotes(in_header) + ", and `unit` says " + in_quotes(stated));
  }

  static std::string unit_in_header(std::string_view header) {
    if (header.empty() || (header.back() != ')' && header.back() != ']')) return {};
    const std::size_t open = header.rfind(header.back() == ')' ? '(' : '[');
    if (open == std::string_view::npos) return {};
    return std::string(header.substr(open + 1, header.size() - open - 2));
  }

  NameMeaning read_name(const toml::node& node) {
    NameMeaning meaning;
    if (const auto* name = node.as_string()) {
      meaning.fact = name->get();
    } else if (const auto* table = node.as_table()) {
      meaning.fact = text(*table, "fact");
      meaning.unit = text(*table, "unit");
      meaning.values = read_words(table->get("values"));
      for (const auto& [key, value] : *table) {
        if (!is_among(key.str(), {"fact", "unit", "values"}))
          unknown(value, key.str(), {"fact", "unit", "values"});
      }
    } else {
      fail(node, "a name stands for a fact, or { fact = …, unit = … }");
      return meaning;
    }
    meaning.id = fact(meaning.fact);
    if (!meaning.id.exists())
      no_fact(node, meaning.fact, "put the name under `ignore-facts` if it is none of them");
    check_unit(node, meaning.id, meaning.unit);
    return meaning;
  }

  // ---- a table

  TableMeaning read_table(const toml::table& table, const TableMeaning& shared) {
    TableMeaning out = shared;
    out.line = line_of(table);
    read_forms(table, out);
    out.files = texts(table.get("file"), "`file`");
    out.patient = clean_cell(text(table, "patient"));
    out.ignored = texts(table.get("ignore"), "`ignore`");
    out.undecided = texts(table.get("undecided"), "`undecided`");
    out.ignored_names = texts(table.get("ignore-facts"), "`ignore-facts`");
    if (const toml::node* skip = table.get("skip")) {
      const auto* truth = skip->as_boolean();
      if (truth == nullptr) fail(*skip, "`skip` is true or false");
      out.is_skipped = truth != nullptr && truth->get();
    }
    if (const auto kind = list(table)) out.list = *kind;
    read_rows(table, out);
    for (const auto& [key, node] : table) {
      if (is_form(key.str()) || is_among(key.str(), {"file", "patient", "ignore", "undecided", "ignore-facts",
                                                     "skip", "list", "rows", "columns", "facts"}))
        continue;
      if (is_key_of_record(key.str()))
        out.parts.push_back(read_part(key.str(), node));
      else
        unknown(node, key.str(),
                known_keys({"file", "patient", "ignore", "ignore-facts", "skip", "list", "rows", "columns",
                            "facts"}));
    }
    if (const toml::node* columns = table.get("columns")) read_columns(*columns, out);
    if (const toml::node* names = table.get("facts")) read_names(*names, out);
    check_table(table, out);
    return out;
  }

  void read_rows(const toml::table& table, TableMeaning& out) {
    const toml::node* rows = table.get("rows");
    if (rows == nullptr) return;
    const auto* pairs = rows->as_table();
    if (pairs == nullptr) return fail(*rows, "`rows` are columns and their cells: { event = \"baseline\" }");
    for (const auto& [column, cells] : *pairs)
      out.rows.emplace_back(clean_cell(column.str()), texts(&cells, "a cell of `rows`"));
  }

  void read_columns(const toml::node& node, TableMeaning& out) {
    const auto* columns = node.as_table();
    if (columns == nullptr) return fail(node, "`columns` are columns and what they are");
    for (const auto& [column, meaning] : *columns) {
      if (const auto* several = meaning.as_array()) {  // one column may tell two things
        for (const toml::node& one : *several) out.columns.push_back(read_column(column.str(), one));
      } else {
        out.columns.push_back(read_column(column.str(), meaning));
      }
    }
  }

  void read_names(const toml::node& node, TableMeaning& out) {
    const auto* names = node.as_table();
    if (names == nullptr) return fail(node, "`facts` are names and the facts that they are");
    if (!out.is_long()) fail(node, "`facts` belongs to a table with a column `fact`");
    for (const auto& [name, meaning] : *names) out.names.emplace(clean_cell(name.str()), read_name(meaning));
  }

  void check_table(const toml::table& node, const TableMeaning& table) {
    if (table.files.empty()) fail(node, "a table has a `file`: its name, in which * is any text");
    if (table.is_skipped) return;
    if (table.patient.empty()) fail(node, "a table has a `patient`: the column that says whose a row is");
    if (!table.is_long() && table.columns.empty() && table.undecided.empty())
      fail(node, "a table has `columns`, or the column of a `fact`");
  }

  const Vocabulary& vocabulary_;
  ingest::NameIndex names_;
  std::vector<Tables::Error>& errors_;
};

}  // namespace

bool is_like(std::string_view pattern, std::string_view text) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == text;
  if (!text.starts_with(pattern.substr(0, star))) return false;
  const std::string_view rest = pattern.substr(star + 1);
  text.remove_prefix(star);
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (is_like(rest, text.substr(at))) return true;
  }
  return false;
}

std::string table_name(const std::string& path) {
  std::string name = path.substr(path.rfind('/') + 1);
  constexpr std::string_view packed = ".gz";
  if (name.ends_with(packed)) name.resize(name.size() - packed.size());
  return name;
}

bool is_numeric(const ValueType& type) {
  return type.kind == ValueKind::quantity || type.kind == ValueKind::percent_of_predicted;
}

const RecordPart* TableMeaning::part(std::string_view key) const {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const RecordPart& one) { return one.key == key; });
  return found == parts.end() ? nullptr : &*found;
}

bool TableMeaning::is_of(std::string_view name) const {
  return std::any_of(files.begin(), files.end(),
                     [&](const std::string& pattern) { return is_like(pattern, name); });
}

bool Tables::has(const std::string& path) const {
  const std::string name = table_name(path);
  return std::any_of(tables_.begin(), tables_.end(),
                     [&](const TableMeaning& table) { return table.is_of(name); });
}

Tables Tables::read(std::string_view text, const Vocabulary& vocabulary, const ingest::Dictionary* dictionary,
                    std::vector<Error>& errors) {
  Tables tables;
  tables.vocabulary_ = &vocabulary;
  tables.dictionary_ = dictionary;
  try {
    const toml::table parsed = toml::parse(text);
    MappingReader(vocabulary, dictionary, errors).read(parsed, tables.tables_);
  } catch (const toml::parse_error& error) {
    errors.push_back({error.source().begin.line, std::string(error.description())});
  } catch (const std::runtime_error& error) {
    errors.push_back({0, error.what()});
  }
  std::stable_sort(errors.begin(), errors.end(),
                   [](const Error& a, const Error& b) { return a.line < b.line; });
  return tables;
}

}  // namespace eligo::tables

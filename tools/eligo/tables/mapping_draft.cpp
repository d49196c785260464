#include "tools/eligo/tables/mapping_draft.h"

#include <algorithm>
#include <array>
#include <set>

#include "runtime/ingest/names.h"
#include "runtime/model/near_miss.h"
#include "runtime/tables/cells.h"
#include "runtime/tables/mapping.h"
#include "runtime/units/unit.h"
#include "runtime/values/ascii.h"
#include "runtime/values/contains.h"

namespace eligo {
namespace {

/// The names that columns of one purpose usually go by, folded.
struct Usual {
  std::string_view key;
  std::vector<std::string_view> names;
};

const Usual patient_names{"patient",
                          {"patient", "patient-id", "patientid", "pat-id", "patid", "pat-nr", "patnr",
                           "patientennummer", "pid", "mrn", "subject", "subject-id", "subjectid", "subjid",
                           "usubjid", "record-id", "participant", "participant-id", "id"}};
const Usual date_names{
    "date",
    {"date", "datum", "visit-date", "visitdate", "date-of-visit", "visite", "visitdat", "sample-date",
     "collection-date", "result-date", "lab-date", "entnahmedatum", "lbdtc", "lbdat", "vsdtc"}};
const Usual fact_names{"fact",
                       {"test", "test-name", "parameter", "analyte", "analyt", "fact", "measurement",
                        "lbtest", "labtest", "lab-test", "bezeichnung", "untersuchung", "vstest"}};
const std::vector<Usual> long_names{
    {"value", {"value", "result", "wert", "ergebnis", "messwert", "lborres", "vsorres"}},
    {"unit", {"unit", "units", "einheit", "uom", "lborresu", "vsorresu"}},
    {"low", {"low", "lower", "lln", "ref-low", "reference-low", "range-low", "untergrenze", "lbornrlo"}},
    {"high", {"high", "upper", "uln", "ref-high", "reference-high", "range-high", "obergrenze", "lbornrhi"}},
    {"status", {"status", "result-status"}}};

/// A text as TOML has it.
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\t')
      out += "\\t";
    else if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F')
      out += c;
  }
  return out + '"';
}

std::string comment_text(std::string_view text) {
  std::string plain = tables::clean_cell(text);
  std::erase_if(plain, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; });
  return plain;
}

class MappingDraft {
 public:
  explicit MappingDraft(const Plan& plan) : plan_(plan), names_(plan.vocabulary) {}

  std::string write(const std::vector<TableDraft>& tables) {
    out_ = "# What the columns of our tables are, for " + plan_.protocol +
           " (docs/tables.md). A draft: look at every line, and move each\n"
           "# column under `undecided` to `columns` or to `ignore`.\n";
    for (const TableDraft& table : tables) write_table(table);
    return std::move(out_);
  }

 private:
  static const ColumnDraft* usual(const TableDraft& table, const Usual& usual) {
    for (const std::string_view name : usual.names) {
      const auto found =
          std::find_if(table.columns.begin(), table.columns.end(),
                       [&](const ColumnDraft& column) { return fold_word(column.name) == name; });
      if (found != table.columns.end()) return &*found;
    }
    return nullptr;
  }

  FactId fact_of(const ColumnDraft& column) {
    for (const std::string& name : {column.name, column.label}) {
      if (name.empty()) continue;
      const ingest::NameMatch& match = names_.fact(name, std::nullopt);
      if (!match.is_near_miss && match.facts.size() == 1) return match.facts.front();
    }
    return {};
  }

  /// The fact whose limit of normal a column is: `alt_uln`.
  std::pair<FactId, std::string_view> limit_of(const ColumnDraft& column) {
    const std::string folded = fold_word(column.name);
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> endings{
        {{"-uln", "high"},
         {"-high", "high"},
         {"-upper", "high"},
         {"-lln", "low"},
         {"-low", "low"},
         {"-lower", "low"}}};
    for (const auto& [ending, key] : endings) {
      if (!folded.ends_with(ending)) continue;
      ColumnDraft stem;
      stem.name = folded.substr(0, folded.size() - ending.size());
      if (const FactId fact = fact_of(stem); fact.exists()) return {fact, key};
    }
    return {{}, ""};
  }

  void line(const std::string& text) { out_ += text + '\n'; }

  void write_table(const TableDraft& table) {
    used_.clear();
    undecided_.clear();
    line("\n[[table]]");
    line("file = " + toml_text(table.file));
    if (table.separator != ',') line("separator = " + toml_text(std::string(1, table.separator)));
    const ColumnDraft* patient = usual(table, patient_names);
    const std::string whose = !table.patient.empty() ? table.patient
                              : patient != nullptr   ? patient->name
                                                     : "";
    line(whose.empty() ? "patient = \"\"  # which column says whose a row is?"
                       : "patient = " + toml_text(whose));
    used_.insert(whose);
    if (table.is_of_redcap) {
      line(
          "ignore = [\"redcap_*\", \"*_complete\", \"*_timestamp\"]  # the project's own; see docs/tables.md "
          "for events");
      line("# rows = { redcap_event_name = \"…\" }  # if only the rows of one event are meant");
    }
    write_forms(table);
    const ColumnDraft* fact = usual(table, fact_names);
    const bool is_long = fact != nullptr && usual(table, long_names.front()) != nullptr;
    if (is_long) write_long(table, *fact);
    if (const ColumnDraft* date = usual(table, date_names)) write_key("date", *date);
    write_columns(table);
    write_undecided();
  }

  void write_key(std::string_view key, const ColumnDraft& column) {
    if (!used_.insert(column.name).second) return;
    line(std::string(key) + " = " + toml_text(column.name));
  }

  void write_long(const TableDraft& table, const ColumnDraft& fact) {
    write_key("fact", fact);
    for (const Usual& key : long_names) {
      if (const ColumnDraft* column = usual(table, key)) write_key(key.key, *column);
    }
    std::set<std::string> names(fact.samples.begin(), fact.samples.end());
    for (const std::string& name : names) {
      const ingest::NameMatch& match = names_.fact(name, std::nullopt);
      if (name.empty() || (!match.is_near_miss && match.facts.size() == 1)) continue;
      line("# facts." + toml_text(name) + " = \"\"  # which fact is it? Else put it under `ignore-facts`" +
           nearest(name));
    }
  }

  std::string nearest(std::string_view name) const {
    std::vector<std::string_view> known;
    for (const Fact& one : plan_.vocabulary.facts) {
      known.push_back(one.name);
      for (const std::string& alias : one.aliases) known.push_back(alias);
    }
    const auto near = near_misses(name.substr(0, 60), known, 1);
    return near.empty() ? std::string() : "; perhaps " + near.front();
  }

  /// What the first rows tell of dates and decimal signs.
  void write_forms(const TableDraft& table) {
    bool has_points = false;
    bool has_slashes = false;
    bool is_day_first = false;
    bool is_month_first = false;
    bool has_comma = false;
    for (const ColumnDraft& column : table.columns) {
      for (const std::string& cell : column.samples) {
        const std::string_view head = std::string_view(cell).substr(0, cell.find(' '));
        const std::size_t first = head.find_first_not_of("0123456789");
        if (first == std::string_view::npos || first == 0 || first > 2) continue;
        const std::size_t second = head.find(head[first], first + 1);
        const bool is_date = second != std::string_view::npos && head.size() == second + 5;
        if (is_date && head[first] == '.') has_points = true;
        if (!is_date || head[first] != '/') continue;
        has_slashes = true;
        constexpr int months = 12;
        is_day_first |= std::stoi(std::string(head.substr(0, first))) > months;
        is_month_first |= std::stoi(std::string(head.substr(first + 1, second - first - 1))) > months;
      }
      has_comma |= std::any_of(column.samples.begin(), column.samples.end(), is_decimal_comma);
    }
    if (has_points) line("dates = \"DD.MM.YYYY\"");
    if (has_slashes && is_day_first != is_month_first)
      line(is_day_first ? "dates = \"DD/MM/YYYY\"" : "dates = \"MM/DD/YYYY\"");
    if (has_slashes && is_day_first == is_month_first)
      line(
          "# dates = \"DD/MM/YYYY\"  # or \"MM/DD/YYYY\"? The first rows do not tell; without it no such "
          "date is read");
    if (has_comma && table.separator != ',') line("decimal = \",\"");
  }

  static bool is_decimal_comma(const std::string& cell) {
    const std::size_t comma = cell.find(',');
    return comma != std::string::npos && comma > 0 && comma + 1 < cell.size() &&
           cell.find_first_not_of("0123456789,<> ") == std::string::npos && is_digit(cell[comma - 1]) &&
           is_digit(cell[comma + 1]);
  }

  void write_columns(const TableDraft& table) {
    bool has_head = false;
    for (const ColumnDraft& column : table.columns) {
      if (column.name.empty() || used_.contains(column.name)) continue;
      const AnchorId anchor =
          names_.anchor(column.name).exists() ? names_.anchor(column.name) : names_.anchor(column.label);
      const FactId fact = fact_of(column);
      const bool is_limit = limit_of(column).first.exists();
      if (!anchor.exists() && !fact.exists()) {
        if (!is_limit) undecided_.push_back(&column);
        continue;
      }
      if (!has_head) columns_ = {};
      has_head = true;
      columns_ += toml_text(column.name) + " = " +
                  (anchor.exists() ? "{ anchor = " + toml_text(plan_.vocabulary[anchor].name) + " }"
                                   : meaning_of(table, column, fact)) +
                  "\n";
    }
    for (const ColumnDraft& column : table.columns) {
      const auto [fact, key] = limit_of(column);
      if (fact.exists() && !used_.contains(column.name)) undecided_.push_back(&column);
    }
    if (!has_head) columns_.clear();
  }

  /// `{ fact = "ALT", unit = "U/L", high = "alt_uln" }`
  std::string meaning_of(const TableDraft& table, const ColumnDraft& column, FactId id) {
    const Fact& fact = plan_.vocabulary[id];
    std::string text = "{ fact = " + toml_text(fact.name);
    const bool has_unit = fact.type.kind == ValueKind::quantity && !column.unit.empty();
    if (has_unit) text += ", unit = " + toml_text(column.unit);
    if (!column.choices.empty()) {
      text += ", values = {";
      bool is_first = true;
      for (const auto& [code, label] : column.choices) {
        text += (is_first ? " " : ", ") + toml_text(code) + " = " + toml_text(label);
        is_first = false;
      }
      text += " }";
    }
    for (const ColumnDraft& other : table.columns) {
      const auto [of, key] = limit_of(other);
      if (of == id && used_.insert(other.name).second)
        text.append(", ").append(key).append(" = ").append(toml_text(other.name));
    }
    text += " }";
    const bool lacks_unit =
        fact.type.kind == ValueKind::quantity && column.unit.empty() && !fact.type.unit_text.empty();
    if (lacks_unit) text += "  # its unit? Without one no value counts (" + fact.type.unit_text + "?)";
    return text;
  }

  void write_undecided() {
    if (!undecided_.empty()) {
      line("undecided = [");
      for (const ColumnDraft* column : undecided_) {
        std::string note = column->label == column->name ? "" : comment_text(column->label);
        note += nearest(column->label.empty() ? column->name : column->label);
        line("  " + toml_text(column->name) + "," + (note.empty() ? "" : "  # " + note));
      }
      line("]");
    }
    if (columns_.empty()) return;
    line("\n[table.columns]");
    out_ += columns_;
    columns_.clear();
  }

  const Plan& plan_;
  ingest::NameIndex names_;
  std::string out_;
  std::string columns_;
  std::set<std::string> used_;
  std::vector<const ColumnDraft*> undecided_;
};

}  // namespace

std::string mapping_draft(const Plan& plan, const std::vector<TableDraft>& tables) {
  return MappingDraft(plan).write(tables);
}

}  // namespace eligo

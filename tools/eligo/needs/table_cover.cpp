#include "tools/eligo/needs/table_cover.h"

#include <algorithm>

#include "runtime/ingest/value.h"
#include "runtime/values/contains.h"
#include "runtime/words/describe.h"
#include "tools/eligo/needs/phrases.h"

namespace eligo {
namespace {

std::string places_text(const std::vector<std::string>& items, std::string_view sign = ", ") {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? std::string() : std::string(sign)) + item;
  return text;
}

/// Looks for what the tables give.
class CoverFinder {
 public:
  CoverFinder(const Plan& plan, const Needs& needs, const tables::Tables& tables)
      : plan_(plan), needs_(needs), tables_(tables) {}

  TableCover find() {
    for (const FactNeed& need : needs_.facts) cover_.facts.push_back(fact(need));
    for (const AnchorNeed& need : needs_.anchors) cover_.anchors.push_back(anchor(need));
    for (const tables::TableMeaning& table : tables_.all()) {
      for (const std::string& column : table.undecided)
        cover_.undecided.push_back(places_text(table.files) + ", " + column);
      for (const tables::ColumnMeaning& column : table.columns) add_unasked(column.id, place(table, column));
      for (const auto& [name, meaning] : table.names) add_unasked(meaning.id, place(table, name));
    }
    return std::move(cover_);
  }

 private:
  static std::string place(const tables::TableMeaning& table, const tables::ColumnMeaning& column) {
    return places_text(table.files) + ", " + column.column;
  }

  static std::string place(const tables::TableMeaning& table, const std::string& name) {
    const tables::RecordPart* fact = table.part("fact");
    return places_text(table.files) + ", " + (fact == nullptr ? "" : fact->column) + " “" + name + "”";
  }

  [[nodiscard]] bool serves(FactId given, FactId asked) const {
    return given.exists() && (given == asked || contains(plan_.vocabulary[asked].narrower, given));
  }

  /// Notes what a record lacks that has only the given keys.
  template <typename HasKey>
  void note_missing(const FactNeed& need, const HasKey& has, std::vector<std::string>& missing) const {
    const auto note = [&](bool is_there, std::string what) {
      if (!is_there && !contains(missing, what)) missing.push_back(std::move(what));
    };
    const FactKind kind = plan_.vocabulary[need.fact].kind;
    note(!need.wants_upper_limit || has("high") || has("reference"), "its upper limit of normal");
    note(!need.wants_lower_limit || has("low") || has("reference"), "its lower limit of normal");
    for (const FieldNeed& field : need.fields) {
      const std::string& name = plan_.vocabulary[field.field].name;
      note(has(name), "its " + name);
    }
    const bool has_day = has("date") || has("start") || has("onset");
    note(kind == FactKind::attribute || need.windows.empty() || has_day, "its day");
    note(plan_.vocabulary[need.fact].type.kind != ValueKind::quantity ||
             !ingest::ValueReader::needs_unit(plan_.vocabulary[need.fact].type) || has("unit"),
         "its unit");
  }

  FactCover fact(const FactNeed& need) const {
    FactCover cover;
    for (const tables::TableMeaning& table : tables_.all()) {
      for (const tables::ColumnMeaning& column : table.columns) {
        if (!serves(column.id, need.fact)) continue;
        cover.places.push_back(place(table, column));
        const auto has = [&](std::string_view key) {
          const bool is_own = std::any_of(column.parts.begin(), column.parts.end(),
                                          [&](const tables::RecordPart& part) { return part.key == key; });
          return is_own || column.key == key || (key == "date" && table.part(key) != nullptr);
        };
        note_missing(need, has, cover.missing);
      }
      for (const auto& [name, meaning] : table.names) {
        if (!serves(meaning.id, need.fact)) continue;
        cover.places.push_back(place(table, name));
        const auto has = [&, &unit = meaning.unit](std::string_view key) {
          return table.part(key) != nullptr || (key == "unit" && !unit.empty());
        };
        note_missing(need, has, cover.missing);
      }
      const tables::RecordPart* names =
          table.part("fact") != nullptr ? table.part("fact") : table.part("code");
      if (names != nullptr && table.list == plan_.vocabulary[need.fact].kind)
        cover.perhaps.push_back(places_text(table.files) + ", " + names->column);
    }
    return cover;
  }

  std::vector<std::string> anchor(const AnchorNeed& need) const {
    std::vector<std::string> places;
    const std::string name = fold_word(plan_.vocabulary[need.anchor].name);
    for (const tables::TableMeaning& table : tables_.all()) {
      for (const tables::ColumnMeaning& column : table.columns) {
        if (!column.anchor.empty() && fold_word(column.anchor) == name)
          places.push_back(place(table, column));
      }
    }
    return places;
  }

  void add_unasked(FactId given, std::string where) {
    if (!given.exists()) return;
    const bool is_asked = std::any_of(needs_.facts.begin(), needs_.facts.end(),
                                      [&](const FactNeed& need) { return serves(given, need.fact); });
    if (!is_asked) cover_.unasked.emplace_back(plan_.vocabulary[given].name, std::move(where));
  }

  const Plan& plan_;
  const Needs& needs_;
  const tables::Tables& tables_;
  TableCover cover_;
};

/// Lays out what was found.
class CoverText {
 public:
  explicit CoverText(const Style& style) : style_(style) {}

  void head(const std::string& text) { out_ += '\n' + paint(text, Tone::strong, style_) + '\n'; }
  void line(const std::string& before, const std::string& text, Tone tone) {
    std::string start = before;
    for (const std::string& part : wrapped(text, style_.width - display_width(before))) {
      out_ += start + paint(part, tone, style_) + '\n';
      start = std::string(static_cast<std::size_t>(display_width(before)), ' ');
    }
  }
  void add(const std::string& text) { out_ += text; }
  std::string take() { return std::move(out_); }

 private:
  const Style& style_;
  std::string out_;
};

}  // namespace

bool TableCover::is_whole() const {
  return std::all_of(anchors.begin(), anchors.end(), [](const auto& places) { return !places.empty(); }) &&
         std::all_of(facts.begin(), facts.end(),
                     [](const FactCover& cover) {
                       return (!cover.places.empty() || !cover.perhaps.empty()) && cover.missing.empty();
                     }) &&
         undecided.empty();
}

TableCover cover_of(const Plan& plan, const Needs& needs, const tables::Tables& tables) {
  return CoverFinder(plan, needs, tables).find();
}

std::string cover_text(const Plan& plan, const Needs& needs, const TableCover& cover, const Style& style) {
  CoverText out(style);
  out.add(paint(plan.protocol, Tone::strong, style) + "\nWhat criteria ask for, and which column gives it\n");
  out.head("Days");
  for (std::size_t i = 0; i < needs.anchors.size(); ++i) {
    const std::string& name = plan.vocabulary[needs.anchors[i].anchor].name;
    const bool is_given = !cover.anchors[i].empty();
    out.line(is_given ? "  ✓ " : "  ✗ ",
             name + ": " +
                 (is_given ? places_text(cover.anchors[i], "; ")
                           : "no column gives it; --anchor " + name + "=DATE gives it for all"),
             is_given ? Tone::plain : Tone::open);
  }
  out.head("Facts");
  for (std::size_t i = 0; i < needs.facts.size(); ++i) {
    const FactNeed& need = needs.facts[i];
    const FactCover& one = cover.facts[i];
    const std::string name =
        plan.vocabulary[need.fact].name + " (" + places_text(asker_names(needs, need.askers)) + "): ";
    if (!one.places.empty())
      out.line("  ✓ ", name + places_text(one.places, "; "), Tone::plain);
    else if (!one.perhaps.empty())
      out.line("  ? ", name + "where it is named in " + places_text(one.perhaps, "; "), Tone::plain);
    else
      out.line("  ✗ ", name + "no column gives it", Tone::open);
    if (!one.missing.empty()) out.line("      ✗ no column gives ", places_text(one.missing), Tone::open);
  }
  if (!needs.lists.empty()) {
    out.head("Lists that must hold all there is");
    for (const ListNeed& need : needs.lists) {
      const std::string list(list_name(need.kind));
      out.line("  ",
               list + " (" + places_text(asker_names(needs, need.askers)) +
                   "): tables cannot say it; --complete " + list + " does",
               Tone::plain);
    }
  }
  if (!cover.unasked.empty()) {
    out.head("Read, and asked for by no criterion");
    for (const auto& [fact, where] : cover.unasked) out.line("  ", fact + ": " + where, Tone::dim);
  }
  if (!cover.undecided.empty()) {
    out.head("Nobody has decided yet what these columns are");
    for (const std::string& column : cover.undecided) out.line("  ✗ ", column, Tone::open);
  }
  return out.take();
}

}  // namespace eligo

// Any text as a mapping of the founding trial, and what stands behind its line `---` as a table: whatever
// comes of a row is a piece of a patient document.
#include <cstring>
#include <nlohmann/json.hpp>

#include "compiler/source/compilation.h"
#include "runtime/tables/rows.h"
#include "tests/fuzz/target.h"

namespace {

using namespace eligo;  // NOLINT(google-build-using-namespace)

constexpr std::size_t most_bytes = 4096;  // of a row

/// The pieces of the rows of a table.
void read_rows(const tables::Tables& tables, std::string_view table) {
  tables::RowReader rows(tables, "a.csv");
  const auto read = [table](char* buffer, std::size_t size) mutable {
    const std::size_t count = std::min(size, table.size());
    std::memcpy(buffer, table.data(), count);
    table.remove_prefix(count);
    return count;
  };
  tables::CsvReader file(read, rows.encoding(), most_bytes);
  if (rows.separator() != '\0') file.set_separator(rows.separator());
  tables::CsvRow row;
  if (!file.next(row) || !rows.begin(row).empty()) return;
  while (file.next(row)) {
    rows.read(row, [](const std::string&, tables::PieceKind kind, std::string_view piece) {
      if (kind == tables::PieceKind::gap || kind == tables::PieceKind::person) return;
      const bool is_member = kind == tables::PieceKind::attribute || kind == tables::PieceKind::anchor;
      const std::string json = is_member ? "{" + std::string(piece) + "}" : std::string(piece);
      fuzz::hold(nlohmann::json::accept(json), "a piece of a document is JSON");
    });
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Compilation trial = compile_file(fuzz::criteria_file("nct06710717/nct06710717.crit"));
  fuzz::hold(trial.plan.has_value(), "the founding trial compiles");
  const std::string_view text = fuzz::text_of(data, size);
  constexpr std::string_view mark = "\n---\n";
  const std::size_t end = text.find(mark);
  std::vector<tables::Tables::Error> errors;
  const auto tables = tables::Tables::read(text.substr(0, end), trial.plan->vocabulary, nullptr, errors);
  for (const auto& one : errors) fuzz::hold(!one.text.empty(), "an error has a text");
  if (errors.empty() && end != std::string_view::npos && tables.has("a.csv"))
    read_rows(tables, text.substr(end + mark.size()));
  return 0;
}

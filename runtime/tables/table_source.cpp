// From the files of a site to a document for each patient.
//
// A CsvReader hands out rows, and a RowReader makes pieces of documents of each: records, attributes,
// anchors, gaps. The pieces are dealt out by patient (DealtParts), and each patient's are put together as one
// document, which is read like any other (runtime/ingest). A row of nobody in particular may be of anybody,
// so that it is a gap of each.
#include "runtime/tables/table_source.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "runtime/words/json_writer.h"

namespace eligo::tables {
namespace {

std::size_t size_of(const std::vector<std::string>& paths) {
  std::size_t all = 0;
  for (const std::string& path : paths) {
    std::error_code ignored;
    const auto size = std::filesystem::file_size(path, ignored);
    if (!ignored) all += static_cast<std::size_t>(size);
  }
  return all;
}

/// The key of the document that pieces of a kind stand under, and its bracket.
struct Section {
  PieceKind kind;
  std::string_view key;
  char open, close;
};
constexpr std::array<Section, 7> sections{{{PieceKind::attribute, "attributes", '{', '}'},
                                           {PieceKind::anchor, "anchors", '{', '}'},
                                           {PieceKind::observation, "observations", '[', ']'},
                                           {PieceKind::condition, "conditions", '[', ']'},
                                           {PieceKind::treatment, "treatments", '[', ']'},
                                           {PieceKind::procedure, "procedures", '[', ']'},
                                           {PieceKind::answer, "answers", '[', ']'}}};

}  // namespace

TableSource::TableSource(const Tables& tables, std::vector<std::string> paths, const Limits& limits,
                         fhir::RunFacts run)
    : tables_(tables),
      paths_(std::move(paths)),
      limits_(limits),
      run_(std::move(run)),
      size_(size_of(paths_)),
      parts_(size_) {}

void TableSource::read_file(const std::string& path, DataNotices& notices) {
  RowReader rows(tables_, path);
  CsvReader file(path, rows.encoding(), limits_.document_bytes);
  if (rows.separator() != '\0') file.set_separator(rows.separator());
  if (see_) file.bytes().show_to([&](std::string_view bytes) { see_(path, bytes); });
  const std::size_t before = bytes_read_;
  CsvRow row;
  const auto fail = [&](const std::string& why) { error_ = path + ": " + why; };
  if (!file.next(row))
    return fail(file.error().empty() ? "it is empty; a table begins with its header" : file.error());
  if (const std::string why = rows.begin(row); !why.empty()) return fail(why);
  bool is_of_anybody = false;
  const auto take = [&](const std::string& patient, PieceKind kind, std::string_view piece) {
    is_of_anybody = patient.empty();
    if (is_of_anybody) {
      gaps_.emplace_back(piece);
    } else {
      parts_.put(patient, std::string(1, static_cast<char>(kind)).append(piece));
    }
  };
  while (error_.empty() && file.next(row)) {
    is_of_anybody = false;
    const std::string why = rows.read(row, take);
    bytes_read_ = before + file.bytes().bytes_read();
    if (why.empty() || !is_of_anybody) continue;
    notices.add(
        {DataNotice::Kind::unreadable, {}, row.number, 0, why + ", so that every patient's lists stay open"});
  }
  if (!file.error().empty()) fail(file.error());
}

void TableSource::read_all(DataNotices& notices) {
  has_read_ = true;
  for (const std::string& path : paths_) {
    if (error_.empty()) read_file(path, notices);
  }
  if (error_.empty()) error_ = parts_.error();
}

void TableSource::write_document(const std::string& patient, std::vector<std::string_view>& pieces) {
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](std::string_view a, std::string_view b) { return a.front() < b.front(); });
  std::erase_if(pieces,
                [](std::string_view piece) { return piece.front() == static_cast<char>(PieceKind::person); });
  JsonWriter json;
  json.open('{');
  json.member("patient", patient);
  std::size_t at = 0;
  for (const Section& section : sections) {
    const bool is_anchors = section.kind == PieceKind::anchor;
    const std::size_t first = at;
    while (at < pieces.size() && pieces[at].front() == static_cast<char>(section.kind)) ++at;
    if (first == at && !(is_anchors && !run_.anchors.empty())) continue;
    json.key(section.key);
    json.open(section.open);
    for (std::size_t i = first; i < at; ++i) json.literal(pieces[i].substr(1));
    for (const auto& [name, date] : run_.anchors) {
      // What the tables say of a patient goes before what the run says of all.
      JsonWriter key;
      key.key(name);
      const std::string begin = key.take();
      const bool is_own =
          std::any_of(pieces.begin() + static_cast<std::ptrdiff_t>(first),
                      pieces.begin() + static_cast<std::ptrdiff_t>(at),
                      [&](std::string_view piece) { return piece.substr(1).starts_with(begin); });
      if (is_anchors && !is_own) json.member(name, date);
    }
    json.close(section.close);
  }
  if (!run_.complete.empty()) {
    json.key("complete");
    json.open('[');
    for (const std::string& entry : run_.complete) json.literal(entry);
    json.close(']');
  }
  if (at < pieces.size() || !gaps_.empty()) {
    json.key("gaps");
    json.open('[');
    for (; at < pieces.size(); ++at) json.text(pieces[at].substr(1));
    for (const std::string& gap : gaps_) json.text(gap);
    json.close(']');
  }
  json.close('}');
  document_ = json.take();
}

bool TableSource::next(std::string_view& json, std::size_t& line, DataNotices& notices) {
  if (!has_read_) read_all(notices);
  std::string patient;
  std::vector<std::string_view> pieces;
  if (!error_.empty()) return false;
  if (!parts_.next(patient, pieces)) {
    error_ = parts_.error();
    return false;
  }
  write_document(patient, pieces);
  json = document_;
  line = 0;
  return true;
}

}  // namespace eligo::tables

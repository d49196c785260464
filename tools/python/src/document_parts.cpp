#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "tools/python/src/arrow_documents.h"

namespace eligo::python {
namespace {

constexpr std::array<std::string_view, 9> part_lists{"anchors",    "attributes", "observations",
                                                     "conditions", "treatments", "procedures",
                                                     "answers",    "complete",   "gaps"};
constexpr std::size_t first_array = 2;  // before it objects

/// The three columns of a batch.
struct PartColumns {
  explicit PartColumns(const ArrowView& of) : batch(&of) {
    for (const ArrowView& column : of.children()) {
      if (column.name() == "patient") patient = &column;
      if (column.name() == "list") list = &column;
      if (column.name() == "part") part = &column;
    }
    if (patient == nullptr || list == nullptr || part == nullptr || !part->is_text())
      throw std::invalid_argument("parts have the columns patient, list and part");
  }

  const ArrowView* batch;
  const ArrowView* patient = nullptr;
  const ArrowView* list = nullptr;
  const ArrowView* part = nullptr;
};

std::string json_of(const ArrowView& column, std::int64_t row) {
  JsonWriter out;
  column.write(out, row);
  return out.take();
}

std::size_t place_of(const ArrowView& column, std::int64_t row) {
  const std::string text = json_of(column, row);
  std::size_t place = part_lists.size();
  std::from_chars(text.data(), text.data() + text.size(), place);
  if (place >= part_lists.size()) throw std::invalid_argument("a part is of no list: " + text);
  return place;
}

/// The parts of one patient by their lists: views into the table.
class PatientParts {
 public:
  void begin(std::string id) {
    id_ = std::move(id);
    for (auto& list : lists_) list.clear();
  }
  [[nodiscard]] const std::string& id() const { return id_; }
  void add(std::size_t list, std::string_view part) { lists_[list].push_back(part); }

  std::string document() {
    std::string text = R"({"patient":)" + id_;
    for (std::size_t i = 0; i < part_lists.size(); ++i) {
      auto& parts = lists_[i];
      if (parts.empty()) continue;
      std::sort(parts.begin(), parts.end());
      const bool is_object = i < first_array;
      ((text += ",\"") += part_lists[i]) += is_object ? "\":{" : "\":[";
      for (const std::string_view part : parts) (text += part) += ',';
      text.back() = is_object ? '}' : ']';
    }
    text += '}';
    return text;
  }

 private:
  std::string id_;  // as JSON
  std::array<std::vector<std::string_view>, part_lists.size()> lists_;
};

}  // namespace

std::vector<std::string> documents_of_parts(const ArrowTable& table) {
  std::vector<std::string> documents;
  PatientParts patient;
  for (const ArrowView& batch : table.batches()) {
    const PartColumns columns(batch);
    for (std::int64_t i = 0; i < batch.length(); ++i) {
      const std::int64_t row = batch.child_row(i);
      if (columns.patient->is_null(row)) throw std::invalid_argument("a part names no patient");
      if (columns.part->is_null(row)) throw std::invalid_argument("a part is null");
      std::string id = json_of(*columns.patient, row);
      if (id != patient.id()) {
        if (!patient.id().empty()) documents.push_back(patient.document());
        patient.begin(std::move(id));
      }
      const std::string_view part = columns.part->text(row);
      if (!part.empty()) patient.add(place_of(*columns.list, row), part);
    }
  }
  if (!patient.id().empty()) documents.push_back(patient.document());
  return documents;
}

}  // namespace eligo::python

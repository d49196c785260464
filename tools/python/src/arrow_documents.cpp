#include "tools/python/src/arrow_documents.h"

#include <stdexcept>

namespace eligo::python {

std::vector<std::string> documents_of_rows(const ArrowTable& table) {
  std::vector<std::string> documents;
  for (const ArrowView& batch : table.batches()) {
    for (std::int64_t row = 0; row < batch.length(); ++row) {
      JsonWriter out;
      batch.write(out, row);
      documents.push_back(out.take());
    }
  }
  return documents;
}

std::vector<std::string> documents_of_texts(const ArrowTable& table) {
  std::vector<std::string> documents;
  for (const ArrowView& batch : table.batches()) {
    if (batch.children().size() != 1 || !batch.children().front().is_text())
      throw std::invalid_argument("documents are one column of texts");
    const ArrowView& column = batch.children().front();
    for (std::int64_t i = 0; i < batch.length(); ++i) {
      const std::int64_t row = batch.child_row(i);
      documents.emplace_back(column.is_null(row) ? "null" : column.text(row));
    }
  }
  return documents;
}

}  // namespace eligo::python

#pragma once

#include <string>
#include <vector>

#include "tools/python/src/arrow.h"

/// From tables to patients' documents (docs/python.md). Nothing is dropped: a value that makes no sense in
/// its place goes into the document as it is, for the library to say so.
namespace eligo::python {

/// A row a patient, in the shape of the document.
std::vector<std::string> documents_of_rows(const ArrowTable& table);

/// A row a patient: the document as JSON in the table's one column.
std::vector<std::string> documents_of_texts(const ArrowTable& table);

/// A row a record. The patients stand in the order of their first rows; all rows of one patient belong
/// together wherever they stand. Throws std::invalid_argument where a row has no patient.
std::vector<std::string> documents_of_records(const ArrowTable& table);

}  // namespace eligo::python

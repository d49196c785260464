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

/// A row a part of a document, which its columns name: `patient`, `list` (a place in the order of
/// docs/patients.md: anchors, attributes, observations, conditions, treatments, procedures, answers,
/// complete, gaps) and `part`, the JSON of entries of that list, of anchors and attributes of members; an
/// empty one says nothing. The rows of a patient stand together. The parts of a list are brought into one
/// order, so that it does not matter in which they come. Throws std::invalid_argument where a column is
/// missing or a value is none of these.
std::vector<std::string> documents_of_parts(const ArrowTable& table);

}  // namespace eligo::python

#include "runtime/fhir/patient_source.h"

#include <filesystem>
#include <utility>

#include "runtime/fhir/resource_types.h"

namespace eligo {

PatientSource::PatientSource(const std::string& path, const Limits& limits, fhir::DataForm form)
    : path_(path), file_(path), form_(form), nesting_(limits.nesting) {
  file_.set_document_bytes(limits.document_bytes);
}

PatientSource::PatientSource(ingest::ByteSource::Read read, const Limits& limits)
    : file_(std::move(read)), form_(fhir::DataForm::by_content), nesting_(limits.nesting) {
  file_.set_document_bytes(limits.document_bytes);
}

void PatientSource::show_to(const std::function<void(const std::string& path, std::string_view)>& see) {
  file_.show_to([see, path = path_](std::string_view bytes) { see(path, bytes); });
}

bool PatientSource::next(std::string_view& json, std::size_t& line, DataNotices& notices) {
  if (waiting_.empty()) {
    if (!file_.next(json, line_, notices)) return false;
    line = line_;
    if (!fhir::is_fhir(json, form_)) return true;
    fhir::split_persons(json, nesting_,
                        [&](std::string document) { waiting_.push_back(std::move(document)); });
  }
  handed_out_ = std::move(waiting_.front());
  waiting_.pop_front();
  json = handed_out_;
  line = line_;
  return true;
}

bool is_bulk_export(const std::string& path, const Limits& limits) {
  std::error_code ignored;
  if (path == "-" || !std::filesystem::is_regular_file(path, ignored)) return false;
  PatientFile file(path);
  file.set_document_bytes(limits.document_bytes);
  DataNotices notices;
  std::string_view first;
  std::size_t line = 0;
  fhir::Tree tree;
  tree.set_nesting(limits.nesting);
  if (!file.next(first, line, notices) || !fhir::is_fhir(first) || !tree.read(first)) return false;
  const std::string_view type = tree.root()["resourceType"].text();
  return type != "Bundle" && fhir::type_handling(type) != fhir::TypeHandling::unknown;
}

}  // namespace eligo

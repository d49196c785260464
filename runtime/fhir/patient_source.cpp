#include "runtime/fhir/patient_source.h"

#include <utility>

#include "runtime/fhir/convert.h"

namespace eligo {

PatientSource::PatientSource(const fhir::FileGroup& files, std::size_t document_bytes)
    : path_(files.paths.front()) {
  if (files.is_bulk) {
    bulk_ = std::make_unique<fhir::BulkExport>(files.paths, document_bytes);
    return;
  }
  file_ = std::make_unique<PatientFile>(path_);
  file_->set_document_bytes(document_bytes);
}

void PatientSource::show_to(const std::function<void(const std::string& path, std::string_view)>& see) {
  if (bulk_) return bulk_->show_to(see);
  file_->show_to([see, path = path_](std::string_view bytes) { see(path, bytes); });
}

bool PatientSource::next(std::string_view& json, std::size_t& line, DataNotices& notices) {
  if (bulk_) {
    line = 0;
    if (!bulk_->next(handed_out_, notices)) return false;
    json = handed_out_;
    return true;
  }
  if (waiting_.empty()) {
    if (!file_->next(json, line_, notices)) return false;
    line = line_;
    if (!fhir::is_fhir(json)) return true;
    fhir::split_persons(json, [&](std::string document) { waiting_.push_back(std::move(document)); });
  }
  handed_out_ = std::move(waiting_.front());
  waiting_.pop_front();
  json = handed_out_;
  line = line_;
  return true;
}

}  // namespace eligo

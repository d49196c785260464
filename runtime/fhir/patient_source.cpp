#include "runtime/fhir/patient_source.h"

#include <utility>

#include "runtime/fhir/convert.h"

namespace eligo {

bool PatientSource::next(std::string_view& json, std::size_t& line, DataNotices& notices) {
  if (waiting_.empty()) {
    if (!file_.next(json, line_, notices)) return false;
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

#include "tests/oracle/identities.h"

namespace eligo::oracle {
namespace {

/// An entry in error is no record whatever it is.
bool is_open(const Record& record) {
  return record.fact == unlisted_drug() && record.status != Record::Status::void_;
}

}  // namespace

std::vector<Patient> identities_of(const Patient& patient, std::size_t most) {
  std::vector<Patient> result{patient};
  for (std::size_t i = 0; i < patient.records.size(); ++i) {
    if (!is_open(patient.records[i])) continue;
    const std::vector<Patient> before = result;
    for (int fact = 0; fact < unlisted_drug(); ++fact) {
      if (kind_of(fact) != Kind::treatment) continue;
      for (const Patient& one : before) result.emplace_back(one).records[i].fact = fact;
    }
    if (result.size() > most) return {};
  }
  return result;
}

}  // namespace eligo::oracle

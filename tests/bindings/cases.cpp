// The patients of a case file as documents, so that other languages can screen them. Writes a document a
// line, and prints the path of the protocol; does nothing for cases of a library, which has no criteria.
// Usage: eligo_case_patients CASES PATIENTS
#include <algorithm>
#include <cstdio>
#include <fstream>

#include "compiler/source/compilation.h"

int main(int count, char** arguments) {
  if (count != 3) return 2;
  eligo::CaseFile file = eligo::compile_cases(arguments[1]);
  if (!file.compilation.plan || file.compilation.files.size() < 2) return 2;
  if (file.compilation.plan->criteria.empty()) return 0;
  std::ofstream patients(arguments[2], std::ios::binary);
  for (eligo::Case& one : file.cases) {
    // A line break stands only between the tokens of a document.
    std::replace(one.patient_json.begin(), one.patient_json.end(), '\n', ' ');
    patients << one.patient_json << '\n';
  }
  std::puts(file.compilation.files[1].path.c_str());
  return patients.good() ? 0 : 2;
}

// A host: compiles a protocol, screens a patient that its own code builds, and says why.
#include <eligo/compile.h>
#include <eligo/eligo.h>

#include <iostream>

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const eligo::CompiledProtocol compiled = eligo::compile_protocol(arguments[1]);
  if (!compiled.protocol) {
    std::cerr << compiled.unreadable;
    for (const eligo::Diagnostic& diagnostic : compiled.diagnostics)
      std::cerr << eligo::diagnostic_text(diagnostic, compiled.files) << '\n';
    return 2;
  }
  auto screener = eligo::Screener::make(*compiled.protocol);
  if (!screener) return 2;

  eligo::Patient patient("P-001");
  patient.anchor("enrolment", "2025-06-30");
  patient.attribute("birth-date", "1990-05-17");
  patient.add(eligo::Observation{.fact = "ALT", .value = 200.0, .unit = "U/L", .date = "2025-06-20"});
  patient.add(eligo::Treatment{.fact = "methotrexate", .start = "2025-01-10", .end = "2025-03-01"});
  patient.complete("treatments");

  eligo::Screening screening;
  if (const eligo::Error error = screener->screen(patient, screening)) {
    std::cerr << error.code << ": " << error.message << '\n';
    return 1;
  }
  std::cout << screening.patient() << ": " << eligo::verdict_name(screening.verdict()) << '\n';
  for (const eligo::CriterionResult& criterion : screening.criteria()) {
    std::cout << "  " << criterion.id << ' ' << eligo::status_name(criterion.status) << '\n';
    for (const eligo::OpenReason& reason : criterion.reasons) std::cout << "    " << reason.text << '\n';
  }
  const auto questions = screener->ask(screening);
  for (const eligo::OpenQuestion& question : *questions) std::cout << "ask for " << question.text << '\n';
}

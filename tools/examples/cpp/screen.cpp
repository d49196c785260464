// Screens the patients of a file: id and verdict, a line each. Usage: screen PROTOCOL PATIENTS
#include <eligo/compile.h>
#include <eligo/eligo.h>

#include <fstream>
#include <iostream>

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const eligo::CompiledProtocol compiled = eligo::compile_protocol(arguments[1]);
  if (!compiled.protocol) {
    std::cerr << compiled.unreadable << '\n';
    for (const eligo::Diagnostic& diagnostic : compiled.diagnostics)
      std::cerr << eligo::diagnostic_text(diagnostic, compiled.files) << '\n';
    return 2;
  }
  auto screener = eligo::Screener::make(*compiled.protocol);
  if (!screener) return 2;

  int status = 0;
  eligo::Screening screening;
  std::ifstream patients(arguments[2]);
  for (std::string document; std::getline(patients, document);) {
    if (const eligo::Error error = screener->screen(document, screening)) {
      std::cerr << error.code << ": " << error.message << ' ' << error.place << '\n';
      status = 1;
      continue;
    }
    std::cout << screening.patient() << '\t' << eligo::verdict_name(screening.verdict()) << '\n';
  }
  return status;
}

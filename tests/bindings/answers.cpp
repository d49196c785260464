// Screens the documents of a file through the front door in C++ or in C, and prints the line of JSON of each.
// Usage: eligo_answers cpp|c PROTOCOL PATIENTS
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

#include "eligo/c_compile.h"
#include "eligo/compile.h"
#include "eligo/eligo.h"

namespace {

int by_cpp(const char* path, std::ifstream& patients) {
  const eligo::CompiledProtocol compiled = eligo::compile_protocol(path);
  if (!compiled.protocol) return 2;
  auto screener = eligo::Screener::make(*compiled.protocol);
  if (!screener) return 2;
  eligo::Screening screening;
  for (std::string document; std::getline(patients, document);) {
    if (const eligo::Error error = screener->screen(document, screening)) return 1;
    const auto json = screener->json(screening);
    if (!json) return 1;
    std::puts(json->c_str());
  }
  return 0;
}

int by_c(const char* path, std::ifstream& patients) {
  eligo_compilation* compilation = eligo_compile_file(path, nullptr);
  if (compilation == nullptr) return 2;
  eligo_protocol* protocol = eligo_compilation_protocol(compilation);
  eligo_compilation_free(compilation);
  if (protocol == nullptr) return 2;
  eligo_screener* screener = nullptr;
  eligo_error* error = eligo_screener_make(protocol, nullptr, &screener);
  eligo_protocol_free(protocol);  // the screener keeps what it needs
  for (std::string document; error == nullptr && std::getline(patients, document);) {
    error = eligo_screen(screener, document.data(), document.size());
    if (error == nullptr) std::puts(eligo_json(screener));
  }
  const int status = error == nullptr ? 0 : 1;
  eligo_error_free(error);
  eligo_screener_free(screener);
  return status;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  std::ifstream patients(arguments[3]);
  if (!patients) return 2;
  return std::string_view(arguments[1]) == "c" ? by_c(arguments[2], patients)
                                               : by_cpp(arguments[2], patients);
}

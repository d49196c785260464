// A host without the compiler: loads a saved plan, and screens the documents of its standard input.
#include <eligo/eligo.h>

#include <iostream>
#include <string>

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const eligo::Result<eligo::Protocol> protocol = eligo::load_protocol_file(arguments[1]);
  if (!protocol) {
    std::cerr << protocol.error().code << ": " << protocol.error().message << '\n';
    return 2;
  }
  auto screener = eligo::Screener::make(*protocol);
  if (!screener) return 2;
  eligo::Screening screening;
  int status = 0;
  for (std::string document; std::getline(std::cin, document);) {
    if (const eligo::Error error = screener->screen(document, screening)) {
      std::cerr << error.place << ": " << error.message << '\n';
      status = 1;
    } else {
      std::cout << screening.patient() << ' ' << eligo::verdict_name(screening.verdict()) << '\n';
    }
  }
  return status;
}

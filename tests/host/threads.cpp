// Many threads, one Protocol: each has a Screener of its own and screens the patients of a file again and
// again. Every verdict must be the one that a single thread comes to. Built with the thread sanitizer by
// tests/host/run-threads. Usage: eligo_threads PROTOCOL PATIENTS [THREADS [SCREENINGS]]

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "eligo/eligo.h"

namespace {

std::vector<std::string> lines_of(const char* path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

/// The verdict of each document, as one thread sees them.
std::vector<eligo::Verdict> verdicts_of(const eligo::Protocol& protocol,
                                        const std::vector<std::string>& documents) {
  std::vector<eligo::Verdict> verdicts;
  auto screener = eligo::Screener::make(protocol);
  eligo::Screening screening;
  for (const std::string& document : documents) {
    const eligo::Error error = screener->screen(document, screening);
    verdicts.push_back(screening.verdict());
  }
  return verdicts;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const eligo::Result<eligo::Protocol> protocol = eligo::load_protocol_file(arguments[1]);
  if (!protocol) {
    std::fprintf(stderr, "%s\n", protocol.error().message.c_str());
    return 2;
  }
  const std::vector<std::string> documents = lines_of(arguments[2]);
  const std::size_t threads = count > 3 ? std::strtoul(arguments[3], nullptr, 10) : 8;
  const std::size_t screenings = count > 4 ? std::strtoul(arguments[4], nullptr, 10) : 1'000'000;
  const std::vector<eligo::Verdict> expected = verdicts_of(*protocol, documents);

  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> different = 0;
  std::vector<std::thread> workers;
  for (std::size_t t = 0; t < threads; ++t) {
    workers.emplace_back([&] {
      auto screener = eligo::Screener::make(*protocol);
      eligo::Screening screening;
      for (std::size_t i = next++; i < screenings; i = next++) {
        const std::size_t which = i % documents.size();
        const eligo::Error error = screener->screen(documents[which], screening);
        if (error || screening.verdict() != expected[which]) ++different;
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  std::printf("%zu threads, one protocol, %zu screenings: %zu differ from a single thread's\n", threads,
              screenings, different.load());
  return different == 0 ? 0 : 1;
}

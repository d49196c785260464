// How many times a screening takes memory from the heap, once a Screener has seen the patient before. Prints
// one line a patient file: patients, and allocations of a patient of whom all is known and of one of whom
// something is not. Usage: eligo_benchmark_allocations PROTOCOL PATIENTS

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <new>
#include <string>
#include <vector>

#include "eligo/compile.h"
#include "eligo/eligo.h"

namespace {

std::size_t allocations = 0;

struct Tally {
  std::size_t patients = 0;
  std::size_t allocations = 0;
  std::size_t without = 0;  ///< patients that took none
};

void print(const char* name, const Tally& tally) {
  std::printf("%-12s %6zu patients, %8.1f allocations each, %zu took none\n", name, tally.patients,
              tally.patients == 0
                  ? 0.0
                  : static_cast<double>(tally.allocations) / static_cast<double>(tally.patients),
              tally.without);
}

bool is_all_known(const eligo::Screening& screening) {
  for (const eligo::CriterionResult& criterion : screening.criteria()) {
    if (criterion.status == eligo::Status::unknown) return false;
  }
  return true;
}

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const auto compiled = eligo::compile_protocol(arguments[1]);
  if (!compiled.protocol) return 2;
  std::vector<std::string> documents;
  std::ifstream file(arguments[2]);
  for (std::string line; std::getline(file, line);) documents.push_back(line);

  auto screener = eligo::Screener::make(*compiled.protocol);
  eligo::Screening screening;
  for (int round = 0; round < 2; ++round) {
    for (const std::string& document : documents) {
      if (screener->screen(document, screening)) return 1;
    }
  }
  Tally known;
  Tally open;
  for (const std::string& document : documents) {
    const std::size_t before = allocations;
    if (screener->screen(document, screening)) return 1;
    const std::size_t taken = allocations - before;
    Tally& tally = is_all_known(screening) ? known : open;
    ++tally.patients;
    tally.allocations += taken;
    if (taken == 0) ++tally.without;
  }
  print("all known", known);
  print("with gaps", open);
}

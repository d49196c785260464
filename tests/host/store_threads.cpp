// Many threads screen by one protocol of a store while it is swapped all the time. The two versions differ in
// the answer to every patient, so that each answer must be wholly that of the version which it names. Built
// with the thread sanitizer by tests/host/run-threads. Usage: eligo_store_threads [THREADS [SCREENINGS]]
#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "eligo/compile.h"
#include "eligo/eligo.h"
#include "eligo/store.h"

namespace {

namespace fs = std::filesystem;
constexpr int patients = 40;

/// Version 0 lets in those under 40 years, version 1 those of 40 and more; each in both of two criteria.
std::string text_of(int version) {
  const std::string rule = version == 0 ? "  age < 40 years\n" : "  age >= 40 years\n";
  return "protocol SWAPPED\n  title \"a trial\"\n  version \"" + std::to_string(version) +
         "\"\n  sponsor \"nobody\"\n  as of enrolment\n\nanchor enrolment \"day of enrolment\"\n"
         "attribute birth-date date\n\ninclusion I1 \"An age\"\n" +
         rule + "\ninclusion I2 \"The same age\"\n" + rule;
}

std::string document_of(int patient) {
  return R"({"patient": "P-)" + std::to_string(patient) +
         R"(", "anchors": {"enrolment": "2025-06-30"}, "attributes": {"birth-date": ")" +
         std::to_string(1960 + patient) + R"(-01-01"}})";
}

bool is_eligible(int version, int patient) { return (1960 + patient > 1985) == (version == 0); }

/// Written elsewhere and renamed into its place.
void deploy(const fs::path& folder, int version) {
  std::ofstream(folder / "swapped.new") << text_of(version);
  fs::rename(folder / "swapped.new", folder / "swapped.crit");
}

/// Follows a protocol of a store: a Screener of the version in force.
class Follower {
 public:
  Follower(const eligo::ProtocolStore& store, std::atomic<std::size_t>& swaps)
      : store_(store), swaps_(swaps) {}

  /// Whether the answer is that of one version, which is the version that was in force before.
  bool is_whole_answer(int patient, const std::string& document) {
    const auto now = store_.find("SWAPPED");
    if (!now) return false;
    if (!screener_ || now->number != version_->number) {
      auto made = eligo::Screener::make(now->protocol);
      if (!made) return false;
      screener_.emplace(std::move(*made));
      version_ = now;
      ++swaps_;
    }
    if (screener_->screen(document, screening_)) return false;
    if (screening_.protocol()->digest() != version_->protocol.digest()) return false;
    const bool expected = is_eligible(screening_.protocol()->version() == "0" ? 0 : 1, patient);
    const auto status = expected ? eligo::Status::met : eligo::Status::not_met;
    const auto json = screener_->json(screening_);
    return (screening_.verdict() == eligo::Verdict::eligible) == expected &&
           screening_.criteria()[0].status == status && screening_.criteria()[1].status == status && json &&
           json->find(version_->protocol.digest()) != std::string::npos;
  }

 private:
  const eligo::ProtocolStore& store_;
  std::shared_ptr<const eligo::StoredProtocol> version_;
  std::optional<eligo::Screener> screener_;
  eligo::Screening screening_;
  std::atomic<std::size_t>& swaps_;
};

}  // namespace

int main(int count, char** arguments) {
  const std::size_t threads = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 8;
  const std::size_t screenings = count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 1'000'000;
  std::string made = (fs::temp_directory_path() / "eligo-swaps-XXXXXX").string();
  if (::mkdtemp(made.data()) == nullptr) return 2;
  const fs::path folder = made;
  deploy(folder, 0);
  auto store = eligo::ProtocolStore::open(made, {{}, std::chrono::milliseconds(0)});
  if (!store || !store->find("SWAPPED")) return 2;

  std::vector<std::string> documents;
  for (int patient = 0; patient < patients; ++patient) documents.push_back(document_of(patient));
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> wrong = 0;
  std::atomic<std::size_t> swaps = 0;
  std::atomic<bool> stop = false;
  std::size_t deployed = 1;
  std::thread reloading([&] {
    for (; !stop; ++deployed) {
      deploy(folder, static_cast<int>(deployed % 2));
      const auto refreshed = store->refresh();
      if (!refreshed || !*refreshed || !store->contents()->problems.empty()) ++wrong;
    }
  });
  std::vector<std::thread> workers;
  for (std::size_t t = 0; t < threads; ++t) {
    workers.emplace_back([&] {
      Follower follower(*store, swaps);
      // A short run goes on until each thread may have seen some versions.
      for (std::size_t i = next++; i < screenings || swaps < 4 * threads; i = next++) {
        const int patient = static_cast<int>(i % patients);
        if (!follower.is_whole_answer(patient, documents[static_cast<std::size_t>(patient)])) ++wrong;
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  stop = true;
  reloading.join();
  std::error_code error;
  fs::remove_all(folder, error);
  std::printf("%zu threads, %zu screenings, %zu versions deployed, %zu taken up by threads: %zu wrong\n",
              threads, screenings, deployed, swaps.load(), wrong.load());
  return wrong == 0 ? 0 : 1;
}

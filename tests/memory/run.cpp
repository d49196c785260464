// Memory runs out at every allocation in turn. Each piece of work is done with its first allocation failing,
// then with its second, and so on until it is done before one fails; once with that allocation alone failing
// and once with all that follow. It must end with an answer, which is the right one, or with an error that
// says so; nothing may be left taken; and the same objects must give the right answers afterwards.
//
//   run          a small trial at every allocation (at every fourth with all that follow), the founding trial
//                at some
//   run --all    both at every allocation: an hour
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>

#include "tests/memory/work.h"

namespace eligo::memory {

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

namespace {

constexpr std::size_t tries_of_large = 12;
constexpr std::size_t less_of_lasting = 4;
constexpr int most_reported = 5;

Trial small_trial() {
  Trial trial;
  trial.path = "tests/memory/small.crit";
  trial.documents = {
      R"({"patient":"P-0, of a name that no short text holds","anchors":{"enrolment":"2025-06-30"},"attributes":{"birth-date":"1990-05-17","sex":"male"},
  "observations":[{"fact":"ALT","value":130,"unit":"U/L","date":"2025-06-20"},{"fact":"weight","value":70,"unit":"kg","date":"2025-06-01"},
    {"fact":"height","value":1.7,"unit":"m","date":"2025-05-05"}],"treatments":[{"fact":"leflunomide","start":"2024-11","end":"2025"}],
  "complete":["conditions","treatments"]})",
      R"({"patient":"P-1, of a name that no short text holds","anchors":{"enrolment":"2025-06-30"},"attributes":{"birth-date":"1990-05","sex":"female"},
  "observations":[{"fact":"ALT","value":"1.9e2","unit":"U/L","date":"2025-06-20","id":"a"},{"fact":"weight","value":81.25,"unit":"kg","date":"2025-06"},
    {"fact":"h\u0065ight","value":170,"unit":"cm","date":"2025-05-05"},{"fact":"ALT","value":"high","unit":"furlongs","date":"2025-06-21"}],
  "conditions":[{"fact":"gout","onset":"2024"},{"fact":"hepatitis","onset":"2024-11","resolved":"2025-01"},{"fact":"zzyzx of unknown kind"},{"fact":"infection","onset":"2025","resolved":"2025-06-15"}],
  "treatments":[{"code":{"system":"ATC","code":"L04AX03"},"start":"2025-01"},{"fact":"leflunomide","start":"2024-01-01","end":"2025-02"}],
  "complete":["procedures"]})",
      R"({"patient":"P-2","anchors":{"enrolment":"2025-06-30"},"attributes":{"birth-date":"1990-05-17","sex":"female"},
  "observations":[{"fact":"ALT","value":30,"unit":"U/L","date":"2025-06-20","reference":{"low":5,"high":40}},{"fact":"weight","value":70,"unit":"kg","date":"2025-06-01"},
    {"fact":"height","value":1.7,"unit":"m","date":"2025-05-05"}],"complete":["conditions","treatments"]})",
      R"({"patient":"P-3","anchors":{"enrolment":"2025-06-30"},"attributes":{"birth-date":"2010-05-17"},"observations":[{"fact":)"};
  trial.wrong_text = R"(protocol WRONG
  title "a text with mistakes"
  as of enrolment

anchor enrolment "day of enrolment"
observation ALT in U/L
observation ALT in U/L

inclusion I1 "Aged 18 or older"
  age >= 18 yeers

inclusion I2 "ALT"
  ALT < 40 U/L

inclusion I3 "a bracket that is not closed"
  (most recent ATL < 40 U/L

exclusion E1 "no such name"
  any course of metothrexate within 4 weeks before enrollment
)";
  return trial;
}

Trial founding_trial() {
  Trial trial;
  trial.path = "criteria/nct06710717/nct06710717.crit";
  trial.is_large = true;
  std::ifstream file("criteria/nct06710717/patients.ndjson");
  // The second is undetermined.
  for (std::string line; std::getline(file, line) && trial.documents.size() < 2;)
    trial.documents.insert(trial.documents.begin(), line);
  return trial;
}

class Run {
 public:
  explicit Run(bool tries_all) : tries_all_(tries_all) {}

  void all(const Trial& trial) {
    for (const auto works_of : {compiler_works, plan_works, screener_works, c_works, store_works})
      for (const Work& work : works_of(trial)) all(work);
  }
  [[nodiscard]] bool has_failed() const { return faults_ > 0; }
  [[nodiscard]] std::size_t tries() const { return tries_; }

 private:
  void all(const Work& work) {
    reported_ = 0;
    if (!work.is_large) begin_anew(work);
    Shortage none = Shortage::none();
    expected_ = work.attempt(none);
    afterwards_ = work.afterwards();
    const std::size_t last = none.allocations();
    const std::size_t step = work.is_large && !tries_all_ ? last / tries_of_large + 1 : 1;
    for (const Lasting lasting : {Lasting::once, Lasting::to_the_end}) {
      const std::size_t stride = lasting == Lasting::once || tries_all_ ? step : step * less_of_lasting;
      for (std::size_t at = 1; at <= last; at += stride) try_one(work, at, lasting);
    }
    std::printf("%-40s %7zu allocations, one in %zu\n", work.name.c_str(), last, step);
  }

  /// What a program makes once and keeps is not there yet: each try comes one allocation further.
  void begin_anew(const Work& work) {
    std::set<std::string> answers;
    for (std::size_t at = 1;; ++at) {
      Shortage shortage(at, Lasting::once);
      Outcome outcome = attempt(work, shortage, at, Lasting::once);
      if (!outcome.is_out_of_memory) answers.insert(std::move(outcome.answer));
      if (!shortage.has_happened()) break;
    }
    if (answers.size() != 1)
      report(work, 0, Lasting::once, std::to_string(answers.size()) + " different answers");
  }

  void try_one(const Work& work, std::size_t at, Lasting lasting) {
    const std::size_t before = outstanding();
    {
      Shortage shortage(at, lasting);
      const Outcome outcome = attempt(work, shortage, at, lasting);
      if (!outcome.is_out_of_memory && outcome.answer != expected_.answer)
        report(work, at, lasting,
               "another answer:\n" + outcome.answer + "\nin place of\n" + expected_.answer);
      if (outcome.is_out_of_memory && !shortage.has_happened())
        report(work, at, lasting, "an error without cause");
      if (work.afterwards() != afterwards_) report(work, at, lasting, "another answer afterwards");
    }
    if (outstanding() > before)
      report(work, at, lasting, std::to_string(outstanding() - before) + " blocks are not given back");
  }

  Outcome attempt(const Work& work, Shortage& shortage, std::size_t at, Lasting lasting) {
    ++tries_;
    try {
      return work.attempt(shortage);
    } catch (const std::exception& exception) {
      report(work, at, lasting, std::string("an exception: ") + exception.what());
      return {true, {}};
    }
  }

  void report(const Work& work, std::size_t at, Lasting lasting, const std::string& what) {
    ++faults_;
    if (++reported_ > most_reported) return;
    std::printf("%s, allocation %zu%s: %.600s\n", work.name.c_str(), at,
                lasting == Lasting::once ? "" : " and all that follow", what.c_str());
  }

  bool tries_all_;
  Outcome expected_;
  std::string afterwards_;
  int reported_ = 0;
  int faults_ = 0;
  std::size_t tries_ = 0;
};

}  // namespace
}  // namespace eligo::memory

int main(int count, char** arguments) {
  using namespace eligo::memory;  // NOLINT(google-build-using-namespace)
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  Run run(count > 1 && std::string_view(arguments[1]) == "--all");
  run.all(small_trial());
  run.all(founding_trial());
  std::printf("%zu shortages of memory\n", run.tries());
  return run.has_failed() ? 1 : 0;
}

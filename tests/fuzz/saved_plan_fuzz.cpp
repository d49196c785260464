// Mutates saved plans, loads each, and screens a patient with each that loads. Whatever the bytes, it must
// not crash, and no single one may take long. It links the runtime alone, as a host does.
//
//   eligo_saved_plan_fuzz MUTATIONS SEED PLAN…
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "runtime/ingest/names.h"
#include "runtime/ingest/patient_parser.h"
#include "runtime/saved/load_plan.h"
#include "runtime/screen/settling.h"
#include "runtime/words/screening_json.h"
#include "runtime/words/wording.h"
#include "tests/saved/forged.h"

namespace {

using namespace eligo;  // NOLINT(google-build-using-namespace)

/// Processor time since the start, which does not depend on what else the machine does.
double seconds_used() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// One mutation after another of a saved plan, the same for the same seed.
class Mutator {
 public:
  Mutator(std::vector<std::string> plans, std::uint64_t seed) : plans_(std::move(plans)), random_(seed) {}

  /// With the checksum that belongs to it in half of all cases.
  std::string next() {
    const std::string& plan = plans_[below(plans_.size())];
    const bool is_forged = below(2) == 0;
    std::string bytes = is_forged ? std::string(testing::body_of(plan)) : plan;
    for (std::size_t times = 1 + below(3); times > 0; --times) mutate(bytes);
    return is_forged ? testing::forged(bytes) : bytes;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void mutate(std::string& bytes) {
    const std::size_t at = below(bytes.size());
    switch (below(8)) {
      case 0:
      case 1:
        if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ (1U << below(8)));
        break;
      case 2: bytes.resize(at); break;
      case 3: bytes.erase(at, 1 + below(16)); break;
      case 4: splice(bytes, at); break;
      case 5:
        if (!bytes.empty()) bytes[at] = static_cast<char>(random_());
        break;
      default: set_word(bytes, at);
    }
  }

  /// A piece of this or another plan in the place of as long a piece, or between two bytes.
  void splice(std::string& bytes, std::size_t at) {
    const std::string& other = plans_[below(plans_.size())];
    const std::string piece = other.substr(below(other.size()), 1 + below(64));
    bytes.replace(at, below(2) == 0 ? piece.size() : 0, piece);
  }

  /// Four bytes at once: a number at the end of some range, or a small one, which is most often an index.
  void set_word(std::string& bytes, std::size_t at) {
    static constexpr std::array<std::uint32_t, 10> extremes{
        0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 0x01000000};
    const bool is_small = below(2) == 0;
    std::uint32_t word = is_small ? static_cast<std::uint32_t>(below(600)) : extremes[below(extremes.size())];
    for (std::size_t i = at; i < std::min(at + 4, bytes.size()); ++i, word >>= 8U)
      bytes[i] = static_cast<char>(word & 0xFFU);
  }

  std::vector<std::string> plans_;
  std::mt19937_64 random_;
};

bool is_plain(std::string_view name) {
  return std::none_of(name.begin(), name.end(),
                      [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' '; });
}

std::string value_of(const ValueType& type, const Vocabulary& vocabulary) {
  switch (type.kind) {
    case ValueKind::titre: return R"("1:160")";
    case ValueKind::date: return R"("1980-02-29")";
    case ValueKind::list: return R"(["pill"])";
    case ValueKind::word:
    case ValueKind::grade:
      if (type.words.empty() || !is_plain(vocabulary.words[type.words.front().value])) return R"("x")";
      return '"' + vocabulary.words[type.words.front().value] + '"';
    default: return "\"40 " + (is_plain(type.unit.code) ? type.unit.code : std::string()) + '"';
  }
}

/// A small patient, with an entry for every third fact of the vocabulary, in the list of its kind.
std::string patient_of(const Vocabulary& vocabulary) {
  constexpr std::size_t most_entries = 24;
  constexpr std::size_t step = 3;
  std::map<FactKind, std::string> lists;
  for (std::size_t i = 0; i < std::min(vocabulary.facts.size(), most_entries * step); i += step) {
    const Fact& fact = vocabulary.facts[i];
    if (!is_plain(fact.name)) continue;
    std::string& list = lists[fact.kind];
    if (!list.empty()) list += ',';
    const std::string value = value_of(fact.type, vocabulary);
    if (fact.kind == FactKind::attribute) {
      list += '"' + fact.name + "\":" + value;
      continue;
    }
    list += "{\"fact\":\"" + fact.name + "\",\"date\":\"2025-0" + std::to_string(1 + i % 9) + '"';
    if (fact.type.kind != ValueKind::none) list += ",\"value\":" + value;
    if (fact.kind == FactKind::observation) list += R"(,"reference":{"low":0,"high":40})";
    list += '}';
  }
  std::string text = R"({"patient":"P","anchors":{)";
  for (std::size_t i = 0; i < vocabulary.anchors.size(); ++i) {
    if (!is_plain(vocabulary.anchors[i].name)) continue;
    if (text.back() != '{') text += ',';
    text += '"' + vocabulary.anchors[i].name + R"(":"2025-06-15")";
  }
  text += '}';
  for (const auto& [kind, list] : lists) {
    const bool is_object = kind == FactKind::attribute;
    text += ",\"" + std::string(ingest::list_name(kind)) + "\":" + (is_object ? '{' : '[') + list +
            (is_object ? '}' : ']');
  }
  return text + R"(,"complete":["treatments"]})";
}

/// All that is said of the patient and of the rules; its length, so that no compiler leaves it out.
std::size_t screen_with(const Plan& plan) {
  PatientParser parser(plan.vocabulary);
  PatientFacts patient;
  DataNotices notices;
  Workspace workspace;
  std::size_t length = 0;
  for (const std::string& text : {patient_of(plan.vocabulary), std::string(R"({"patient":"Q"})")}) {
    if (!parser.parse(text, 1, patient, notices)) continue;
    evaluate(plan, patient, workspace);
    const ScreeningOutcome outcome = screen(plan, patient, workspace);
    Details details{&workspace, {}, {}};
    details.evidence.resize(plan.criteria.size());
    length += screening_json(plan, patient, outcome, &details).size();
  }
  for (const Criterion& criterion : plan.criteria)
    length += wording(plan, criterion.root, {criterion.parts, {}, {}}).text.size();
  return length;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: eligo_saved_plan_fuzz MUTATIONS SEED PLAN…\n", stderr);
    return 2;
  }
  std::vector<std::string> plans;
  for (int i = 3; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    plans.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    if (!load_plan(plans.back()).plan) {
      std::fprintf(stderr, "%s cannot be loaded\n", argv[i]);
      return 2;
    }
  }
  const std::uint64_t mutations = std::stoull(argv[1]);
  Mutator mutator(std::move(plans), std::stoull(argv[2]));
  std::map<std::string, std::uint64_t> results;
  double slowest = 0;
  std::size_t length = 0;
  const double begin = seconds_used();
  for (std::uint64_t i = 0; i < mutations; ++i) {
    const std::string bytes = mutator.next();
    const double start = seconds_used();
    const LoadedPlan loaded = load_plan(bytes);
    ++results[loaded.plan ? "loaded" : loaded.error.code];
    if (loaded.plan) length += screen_with(*loaded.plan);
    const double seconds = seconds_used() - start;
    if (seconds > slowest) {
      slowest = seconds;
      std::fprintf(stderr, "mutation %llu takes %.3f s\n", static_cast<unsigned long long>(i), seconds);
    }
  }
  std::printf("%llu mutations in %.1f s, the slowest %.3f s; %zu bytes of answers\n",
              static_cast<unsigned long long>(mutations), seconds_used() - begin, slowest, length);
  for (const auto& [result, count] : results)
    std::printf("  %-16s %llu\n", result.c_str(), static_cast<unsigned long long>(count));
  constexpr double longest_wait = 20;
  return slowest > longest_wait ? 1 : 0;
}

// Random amendments of the founding trial. What is said of each criterion must fit every patient of a random
// cohort, screened by both versions.

#include <nlohmann/json.hpp>
#include <random>

#include "tests/amendment/versions.h"

using namespace eligo;
using namespace eligo::amendment;
using eligo::testing::Folder;

namespace {

using Random = std::mt19937;

const std::string trial = "criteria/nct06710717/nct06710717.crit";

std::string read(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t pick(Random& random, std::size_t size) { return random() % size; }

/// An edit: some place where `from` stands becomes `to`.
struct Edit {
  const char* from;
  const char* to;
};

constexpr Edit edits[] = {
    {" < ", " <= "},
    {" <= ", " < "},
    {" >= ", " > "},
    {" > ", " >= "},
    {"any of {", "all of {"},
    {"weeks", "months"},
    {"weeks", "days"},
    {"months", "weeks"},
    {" up to ", " before "},
    {"most recent", "highest"},
    {"enrolment", "screening"},
    {"active ", "ever "},
    {"is positive", "is negative"},
    {" and ", " or "},
    {"ULN", "LLN"},
    {"at least 2 ", "at least 1 "},
    {"insufficient", "intolerance"},
    {"any course", "any course lasting at least 2 months"},
};

/// Where rules stand: behind a criterion's head, outside of quotations and remarks.
std::vector<std::size_t> places(const std::string& text, const std::string& what) {
  std::vector<std::size_t> result;
  std::size_t line = text.find("\ninclusion");
  bool is_quoted = false;
  for (std::size_t at = line; at + what.size() <= text.size(); ++at) {
    if (text[at] == '"') is_quoted = !is_quoted;
    if (!is_quoted && text.compare(at, what.size(), what) == 0) result.push_back(at);
  }
  return result;
}

/// A number of some rule is changed.
bool change_number(Random& random, std::string& text) {
  std::vector<std::size_t> numbers;
  for (const char* before : {"< ", "> ", "<= ", ">= ", "from ", "to ", "within ", "at least "}) {
    for (const std::size_t at : places(text, before)) {
      const std::size_t digit = at + std::string(before).size();
      if (std::isdigit(static_cast<unsigned char>(text[digit])) != 0) numbers.push_back(digit);
    }
  }
  const std::size_t at = numbers[pick(random, numbers.size())];
  std::size_t end = at;
  while (std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
  const int value = std::stoi(text.substr(at, end - at));
  const int changes[] = {value + 1, value - 1, value * 2, value / 2};
  text.replace(at, end - at, std::to_string(std::max(1, changes[pick(random, 4)])));
  return true;
}

bool change_words(Random& random, std::string& text) {
  const Edit& edit = edits[pick(random, std::size(edits))];
  const auto found = places(text, edit.from);
  if (found.empty()) return false;
  text.replace(found[pick(random, found.size())], std::string(edit.from).size(), edit.to);
  return true;
}

/// An item of a list is taken out.
bool drop_item(Random& random, std::string& text) {
  const auto found = places(text, "\n    ");
  const std::size_t at = found[pick(random, found.size())];
  const std::size_t end = text.find('\n', at + 1);
  const std::string line = text.substr(at, end - at);
  if (line.find_first_of("{}\"") != std::string::npos) return false;
  text.erase(at, end - at);
  return true;
}

/// A patient of the founding trial with something changed: a record less, another value, another day.
std::string changed_patient(Random& random, const std::string& json) {
  auto document = nlohmann::json::parse(json);
  for (int i = 0; i < 3; ++i) {
    for (auto& [key, list] : document.items()) {
      if (!list.is_array() || list.empty() || key == "complete" || random() % 3 != 0) continue;
      auto& record = list[pick(random, list.size())];
      if (random() % 4 == 0) {
        list.erase(pick(random, list.size()));
      } else if (record.is_object() && record.contains("value") && record["value"].is_number()) {
        static constexpr double factors[] = {0.5, 0.8, 1.25, 2, 3};
        record["value"] = record["value"].get<double>() * factors[pick(random, 5)];
      } else if (record.is_object() && record.contains("date") && record["date"].is_string()) {
        const auto day = parse_date(record["date"].get<std::string>());
        if (day) record["date"] = date_text(day->first - static_cast<Day>(pick(random, 120)));
      }
    }
  }
  if (random() % 4 == 0) document["complete"] = {"observations", "conditions", "treatments", "procedures"};
  return document.dump();
}

std::vector<std::string> cohort(Random& random) {
  std::vector<std::string> patients;
  std::ifstream in("criteria/nct06710717/patients.ndjson");
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    patients.push_back(line);
    patients.push_back(changed_patient(random, line));
  }
  return patients;
}

/// One version, ready to screen.
class Screen {
 public:
  explicit Screen(const Plan& plan) : plan_(plan), parser_(plan.vocabulary) {}

  const ScreeningOutcome& operator()(const std::string& json) {
    DataNotices notices;
    REQUIRE(parser_.parse(json, 1, patient_, notices));
    evaluate(plan_, patient_, workspace_);
    return screening_ = screen(plan_, patient_, workspace_);
  }

  [[nodiscard]] Standing standing(const Criterion* criterion) const {
    if (criterion == nullptr) return Standing::passes;
    const auto index = static_cast<std::size_t>(criterion - plan_.criteria.data());
    return standing_of(screening_.criteria[index].status, criterion->polarity);
  }

 private:
  const Plan& plan_;
  PatientParser parser_;
  PatientFacts patient_;
  Workspace workspace_;
  ScreeningOutcome screening_;
};

/// Whether what was said of a criterion leaves room for this patient.
bool is_allowed(const Effect& effect, Standing before, Standing after) {
  if (before == after) return true;
  if (before == Standing::passes && after == Standing::ruled_out) return effect.tighter != Likelihood::no;
  if (before == Standing::ruled_out && after == Standing::passes) return effect.looser != Likelihood::no;
  return !effect.is_same();
}

}  // namespace

TEST_CASE("no patient contradicts what is said of an amendment") {
  Random random(6710717);
  const Folder folder("generated");
  std::filesystem::copy("criteria", folder.path(), std::filesystem::copy_options::recursive);
  const std::string source = read(trial);
  const Compilation old = compile_file(trial);
  REQUIRE(old.plan);
  const std::vector<std::string> patients = cohort(random);

  std::size_t compared = 0;
  std::size_t changed = 0;
  std::size_t decided = 0;
  std::size_t moved = 0;
  while (compared < 20) {
    std::string text = source;
    bool is_edited = true;
    for (std::size_t n = 1 + pick(random, 3); n > 0; --n) {
      const std::size_t kind = pick(random, 3);
      is_edited &= kind == 0   ? change_number(random, text)
                   : kind == 1 ? change_words(random, text)
                               : drop_item(random, text);
    }
    const Compilation now = compile_file(folder.write("nct06710717/nct06710717.crit", text));
    if (!is_edited || !now.plan || now.has_errors()) continue;
    ++compared;
    const Amendment amendment = compare(old, now);
    Screen before(*old.plan);
    Screen after(*now.plan);
    for (const CriterionChange& change : amendment.criteria) {
      if (change.effect.is_same()) continue;
      ++changed;
      if (change.effect.is_decided()) ++decided;
    }
    for (const std::string& json : patients) {
      before(json);
      after(json);
      for (const CriterionChange& change : amendment.criteria) {
        const Standing was = before.standing(change.old);
        const Standing is = after.standing(change.now);
        if (was != is) ++moved;
        if (is_allowed(change.effect, was, is)) continue;
        const std::string_view word = effect_word(change.effect);
        FAIL_CHECK(change.old_rule << "\nbecame\n"
                                   << change.new_rule << "\n"
                                   << std::string(word) << "\n"
                                   << json);
      }
    }
  }
  MESSAGE(compared << " amendments, " << changed << " criteria changed in meaning, " << decided
                   << " decided in both directions; " << moved << " moves of a patient looked at");
  CHECK(moved > 300);
  CHECK(decided * 2 > changed);
}

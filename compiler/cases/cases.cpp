#include <algorithm>
#include <map>

#include "compiler/cases/case_patient.h"
#include "compiler/program.h"
#include "runtime/model/near_miss.h"

/// Case files: their patients and expectations.
namespace eligo {
namespace {

class CaseReader {
 public:
  CaseReader(Program& program, CaseFile& out) : program_(program), out_(out) {}

  void run(const Module& module) {
    for (const std::uint32_t node : module.tree.blocks) {
      const Place block{&module, node};
      if (block.kind() == Syntax::patient) read_patient(block);
      if (block.kind() == Syntax::case_) read_case(block);
    }
  }

 private:
  CasePatient begin(const Place& block) {
    const Place like = block.child(Syntax::like);
    if (like.exists()) {
      const Place name = like.first();
      const auto found = patients_.find(name.text());
      if (found != patients_.end()) {
        CasePatient patient(found->second);
        patient.begin_block();
        return patient;
      }
      std::vector<std::string_view> names;
      for (const auto& [known, patient] : patients_) names.push_back(known);
      if (program_.scope().excuses(name.text()))
        return {program_.plan().vocabulary, program_.scope(), program_.findings()};
      program_.findings()
          .add(codes::no_patient_to_follow, name.span(),
               "there is no patient `" + std::string(name.text()) + "` above")
          .did_you_mean(near_misses(name.text(), names), name.span());
    }
    return {program_.plan().vocabulary, program_.scope(), program_.findings()};
  }

  void state_all(const Place& block, CasePatient& patient) {
    for (const Place& piece : block.children()) {
      if (piece.kind() == Syntax::statement) patient.state(piece);
      if (piece.kind() == Syntax::complete_statement) patient.declare_complete(piece);
      if (piece.kind() == Syntax::without_statement) patient.remove(piece);
    }
  }

  void read_patient(const Place& block) {
    CasePatient patient = begin(block);
    state_all(block, patient);
    const Place name = block.child(Syntax::name);
    if (!patients_.try_emplace(std::string(name.text()), patient).second) {
      program_.findings().add(codes::defined_twice, name.span(),
                              "the patient `" + std::string(name.text()) + "` stands twice");
    }
  }

  void read_case(const Place& block) {
    CasePatient patient = begin(block);
    state_all(block, patient);
    Case made;
    made.name = text_content(block.child(Syntax::text).text());
    made.span = block.child(Syntax::text).span();
    patient.name(made.name);
    made.patient_json = patient.json();
    for (const Place& expect : block.children(Syntax::expect)) {
      if (auto expectation = read_expectation(expect)) made.expectations.push_back(std::move(*expectation));
    }
    if (block.children(Syntax::expect).empty()) {
      program_.findings()
          .add(codes::unexpected, made.span, "this case expects nothing")
          .note("say what must come out: `expect I1 met`");
    }
    out_.cases.push_back(std::move(made));
  }

  static Status status_of_words(std::string_view words) {
    if (words == "met") return Status::met;
    if (words == "unknown") return Status::unknown;
    return words.ends_with("applicable") ? Status::not_applicable : Status::not_met;
  }

  std::optional<Expectation> read_expectation(const Place& expect) {
    Expectation made;
    made.span = expect.span();
    for (const char c : expect.text()) {
      const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!is_blank) made.text += c;
      if (is_blank && !made.text.empty() && made.text.back() != ' ') made.text += ' ';
    }
    const Place because = expect.child(Syntax::expect_because);
    if (because.exists()) {
      const Place words = because.first();
      made.because = words.kind() == Syntax::text ? text_content(words.text()) : std::string(words.text());
    }
    made.readings.assign(program_.plan().criteria.size(), -1);
    const Place under = expect.child(Syntax::expect_under);
    if (under.exists()) {
      for (const Place& name : under.children(Syntax::name)) {
        if (!choose_reading(name, made)) return std::nullopt;
      }
    }
    const Place what = expect.first();
    if (what.kind() == Syntax::expect_verdict) return read_verdict(what, std::move(made));
    made.status = status_of_words(what.child(Syntax::expect_status).text());
    if (what.kind() == Syntax::expect_condition) {
      made.kind = Expectation::Kind::condition;
      made.node = program_.lowerer().expected_condition(what.first());
      program_.lowerer().take_parts();
      return made;
    }
    return find_criterion(what.child(Syntax::name), std::move(made));
  }

  std::optional<Expectation> read_verdict(const Place& what, Expectation made) {
    made.kind = Expectation::Kind::verdict;
    const Place word = what.child(Syntax::word);
    for (const Verdict verdict : {Verdict::eligible, Verdict::ineligible, Verdict::undetermined}) {
      if (verdict_name(verdict) != word.text()) continue;
      made.verdict = verdict;
      return made;
    }
    program_.findings()
        .add(codes::unknown_word, word.span(), "a verdict is `eligible`, `ineligible` or `undetermined`")
        .did_you_mean(near_misses(word.text(), {"eligible", "ineligible", "undetermined"}), word.span());
    return std::nullopt;
  }

  bool choose_reading(const Place& name, Expectation& made) {
    const auto& criteria = program_.plan().criteria;
    std::vector<std::string_view> known;
    for (std::size_t c = 0; c < criteria.size(); ++c) {
      for (std::size_t r = 0; r < criteria[c].readings.size(); ++r) {
        known.push_back(criteria[c].readings[r].id);
        if (known.back() != name.text()) continue;
        made.readings[c] = static_cast<int>(r);
        return true;
      }
    }
    if (!program_.scope().excuses(name.text())) {
      program_.findings()
          .add(codes::unknown_name, name.span(), "there is no reading `" + std::string(name.text()) + "`")
          .did_you_mean(near_misses(name.text(), known), name.span());
    }
    return false;
  }

  std::optional<Expectation> find_criterion(const Place& name, Expectation made) {
    const auto& criteria = program_.plan().criteria;
    std::vector<std::string_view> known;
    for (std::size_t c = 0; c < criteria.size(); ++c) {
      known.push_back(criteria[c].id);
      made.criterion = static_cast<std::uint32_t>(c);
      if (known.back() == name.text()) {
        made.kind = Expectation::Kind::criterion;
        return made;
      }
      for (const auto& part : criteria[c].parts) {
        known.push_back(part.id);
        if (known.back() != name.text()) continue;
        made.kind = Expectation::Kind::part;
        made.part = part.id;
        return made;
      }
    }
    if (!program_.scope().excuses(name.text())) {
      program_.findings()
          .add(codes::unknown_name, name.span(),
               "there is no criterion or part `" + std::string(name.text()) + "`")
          .did_you_mean(near_misses(name.text(), known), name.span());
    }
    return std::nullopt;
  }

  Program& program_;
  CaseFile& out_;
  std::map<std::string, CasePatient, std::less<>> patients_;
};

}  // namespace

void Program::read_cases(CaseFile& out) {
  const Module* asked = main();
  if (asked == nullptr) return;
  if (asked->kind == Module::Kind::cases) {
    out.tests = asked->name;
    CaseReader(*this, out).run(*asked);
  } else if (!out_.has_errors()) {
    findings_.add(codes::wrong_file_kind, {0, 0, 0},
                  "this is no case file: one begins with `cases for NAME`");
  }
}

CaseFile compile_cases(const std::string& path, const CompileOptions& options) {
  CaseFile out;
  Program program(path, options, out.compilation);
  program.read_cases(out);
  program.finish();
  return out;
}

}  // namespace eligo

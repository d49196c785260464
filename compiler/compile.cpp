#include <algorithm>

#include "compiler/gather.h"
#include "compiler/names/expansion.h"
#include "compiler/program.h"
#include "compiler/source/digest.h"
#include "compiler/source/provenance.h"
#include "runtime/model/near_miss.h"
#include "runtime/saved/plan_check.h"

namespace eligo {

bool Compilation::has_errors() const {
  return !unreadable.empty() || std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) {
    return d.severity == Severity::error;
  });
}

Program::Program(const std::string& path, const CompileOptions& options, Compilation& out)
    : options_(options), out_(out), findings_(out.diagnostics), set_(load_modules(path, options, out)) {
  for (const auto& module : set_.modules) check_kinds(*module, module.get() == main());
  scope_ = declare(set_, FileSources{options_, out_.files, out_.tables}, plan_.vocabulary, findings_);
  const auto attribute = [&](const char* name, ValueKind kind) {
    const auto found = plan_.vocabulary.fact_by_name.find(name);
    if (found == plan_.vocabulary.fact_by_name.end()) return FactId{};
    const Fact& fact = plan_.vocabulary[found->second];
    return fact.kind == FactKind::attribute && fact.type.kind == kind ? found->second : FactId{};
  };
  const auto birth_date = plan_.vocabulary.fact_by_name.find("birth-date");
  if (birth_date != plan_.vocabulary.fact_by_name.end()) plan_.birth_date = birth_date->second;
  plan_.deceased = attribute("deceased", ValueKind::word);
  plan_.death_date = attribute("death-date", ValueKind::date);
  const auto field = [&](const char* name) {
    const auto found = plan_.vocabulary.field_by_name.find(name);
    return found == plan_.vocabulary.field_by_name.end() ? FieldId{} : found->second;
  };
  plan_.dose = field("dose");
  plan_.line = field("line");
  lowerer_ = std::make_unique<Lowerer>(plan_, scope_, findings_, out_.files);
  const Module* protocol = tested();
  if (protocol != nullptr) take_header(*protocol);
  // Libraries count their windows from the as-of date; on their own they have none, so the first anchor
  // stands for it.
  if (!plan_.as_of.exists() && !plan_.vocabulary.anchors.empty()) plan_.as_of = AnchorId{0};
  for (const auto& module : set_.modules) lowerer_->definitions(*module);
  if (protocol != nullptr && protocol->kind == Module::Kind::protocol) {
    lowerer_->criteria(*protocol);
    check_provenance(*protocol, options_, out_, findings_);
  }
  take_digests();
}

Program::~Program() = default;

const Module* Program::main() const {
  // Uses stand before users: the file asked for is the last.
  return set_.modules.empty() || set_.modules.back()->file != 0 ? nullptr : set_.modules.back().get();
}

const Module* Program::tested() const {
  const Module* asked = main();
  if (asked == nullptr || asked->kind != Module::Kind::cases) return asked;
  return set_.modules.size() < 2 ? nullptr : set_.modules[set_.modules.size() - 2].get();
}

void Program::check_kinds(const Module& module, bool is_main) {
  if (module.tree.blocks.empty()) return;
  const Place first{&module, module.tree.blocks.front()};
  const bool is_head = first.kind() == Syntax::protocol_head || first.kind() == Syntax::library_head ||
                       first.kind() == Syntax::cases_head;
  const bool has_head_error = std::any_of(
      out_.diagnostics.begin(), out_.diagnostics.end(),
      [&](const Diagnostic& d) { return d.span.file == module.file && d.span.begin <= first.span().begin; });
  if (!is_head && !has_head_error) {
    findings_.add(codes::stray_text, {module.file, first.span().begin, first.span().begin + 1},
                  "a file begins with `protocol NAME`, `library PATH` or `cases for NAME`");
    return;
  }
  if (!is_main && main() != nullptr && main()->kind != Module::Kind::cases &&
      module.kind == Module::Kind::protocol) {
    const Place name = first.child(Syntax::name);
    findings_
        .add(codes::wrong_file_kind, module.used.value_or(name.span()),
             "`use` takes in libraries, and `" + module.name + "` is a protocol")
        .note("what two trials share stands in a library of its own");
  }
  for (const std::uint32_t node : module.tree.blocks) {
    const Place block{&module, node};
    const Syntax kind = block.kind();
    const bool is_case = kind == Syntax::patient || kind == Syntax::case_;
    const bool is_criterion = kind == Syntax::inclusion || kind == Syntax::exclusion || kind == Syntax::waive;
    const bool is_second_head =
        block.node != first.node &&
        (kind == Syntax::protocol_head || kind == Syntax::library_head || kind == Syntax::cases_head);
    const Span head{module.file, block.span().begin, block.span().begin + 1};
    if (is_second_head)
      findings_.add(codes::misplaced_block, head, "a file has one head, and it stands first");
    if (module.kind == Module::Kind::unclear) continue;  // the mistake is in its head
    if (is_case && module.kind != Module::Kind::cases)
      findings_.add(codes::misplaced_block, head,
                    "patients and cases belong in a file that begins with `cases for NAME`");
    if (is_criterion && module.kind != Module::Kind::protocol)
      findings_.add(codes::misplaced_block, head, "criteria belong in a protocol");
    if (module.kind == Module::Kind::cases && !is_case && kind != Syntax::cases_head && kind != Syntax::use) {
      findings_.add(codes::misplaced_block, head, "a case file holds patients and cases only");
    }
  }
}

void Program::take_header(const Module& module) {
  plan_.protocol = module.name;
  for (const std::uint32_t node : module.tree.blocks) {
    const Place head{&module, node};
    if (head.kind() != Syntax::protocol_head) continue;
    for (const Place& entry : head.children(Syntax::header_entry)) {
      const std::string word(entry.child(Syntax::header_word).text());
      const std::string text = text_content(entry.child(Syntax::text).text());
      if (word == "title") plan_.title = text;
      if (word == "version") plan_.version = text;
      plan_.header.push_back({word, text});
    }
    const Place as_of = head.child(Syntax::as_of);
    if (!as_of.exists()) {
      findings_
          .add(codes::missing_declaration, head.child(Syntax::name).span(),
               "this protocol does not say which day its rules are asked on")
          .note("write `as of screening` in its head");
      return;
    }
    const Place name = as_of.child(Syntax::name);
    const auto found = plan_.vocabulary.anchor_by_name.find(std::string(name.text()));
    if (found != plan_.vocabulary.anchor_by_name.end()) {
      plan_.as_of = found->second;
    } else if (!scope_.excuses(name.text())) {
      std::vector<std::string_view> names;
      for (const auto& anchor : plan_.vocabulary.anchors) names.push_back(anchor.name);
      findings_.add(codes::unknown_name, name.span(), "there is no anchor `" + std::string(name.text()) + "`")
          .did_you_mean(near_misses(name.text(), names), name.span());
    }
  }
}

void Program::take_digests() {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& file : out_.files) {
    plan_.sources.push_back({file.name, digest(file.text)});
    if (file.name.ends_with(".cases"))
      continue;  // tests are no part of the rules that patients are screened by
    all.emplace_back(plan_.sources.back().name, plan_.sources.back().digest);
  }
  for (const Fact& fact : plan_.vocabulary.facts) {
    for (const CodeExpansion& own : fact.expansions) {
      if (std::any_of(all.begin(), all.end(),
                      [&](const auto& file) { return file.first == own.file && file.second == own.digest; }))
        continue;
      plan_.sources.push_back({own.file, own.digest});
      all.emplace_back(own.file, own.digest);
    }
  }
  std::sort(all.begin(), all.end());
  plan_.digest = digest(all);
}

void Program::refuse_cases() {
  if (main() != nullptr && main()->kind == Module::Kind::cases)
    findings_.add(codes::wrong_file_kind, {0, 0, 0}, "this is a case file; `eligo test` runs it");
}

/// What a saved plan must keep to holds for every plan.
void Program::refuse_work() {
  if (out_.has_errors()) return;
  const auto fault = saved::check_work(plan_);
  if (!fault) return;
  const std::string& text = fault->message;
  const std::size_t reason = text.rfind(": ");
  findings_
      .add(
          codes::chain_too_long, {0, 0, 0},
          "this takes more work than the limit: " + text.substr(reason == std::string::npos ? 0 : reason + 2))
      .note(fault->repair);
}

void Program::finish() {
  refuse_work();
  auto& diagnostics = out_.diagnostics;
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.span.file, a.span.begin) < std::pair(b.span.file, b.span.begin);
  });
  // One fault in a part that several rules share is one fault.
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return a.code == b.code && a.span == b.span && a.message == b.message;
  };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
  gather(diagnostics, out_.files, set_, options_);
  if (!out_.has_errors()) out_.plan = std::move(plan_);
}

Compilation compile_file(const std::string& path, const CompileOptions& options) {
  Compilation out;
  Program program(path, options, out);
  program.refuse_cases();
  program.finish();
  return out;
}

}  // namespace eligo

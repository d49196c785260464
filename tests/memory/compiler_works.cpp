#include "eligo/compile.h"
#include "eligo/format.h"
#include "eligo/saved_plan.h"
#include "tests/memory/work.h"

namespace eligo::memory {
namespace {

/// All that came of compiling: the bytes of the plan, or why there is none.
Outcome outcome_of(const CompiledProtocol& compiled) {
  if (compiled.unreadable_code == "out-of-memory") return {true, {}};
  Outcome result;
  result.answer = compiled.unreadable;
  for (const Diagnostic& one : compiled.diagnostics)
    result.answer += diagnostic_text(one, compiled.files) + '\n';
  if (compiled.protocol) result.answer += *save_protocol(*compiled.protocol);
  return result;
}

Work compiling(const Trial& trial, std::string name, const CompileRequest& request) {
  const auto once = [path = trial.path, request](Shortage& shortage) {
    return outcome_of(under(shortage, [&] { return compile_protocol(path, request); }));
  };
  return {std::move(name), once, [] { return std::string(); }, trial.is_large};
}

Work compiling_text(const Trial& trial, std::string name, const std::string& text) {
  CompileRequest request;
  const std::string folder = trial.path.substr(0, trial.path.rfind('/') + 1);
  request.libraries = [folder](const std::string& library) -> std::optional<std::string> {
    return text_of_file(folder + library + ".crit");
  };
  const auto once = [=](Shortage& shortage) {
    return outcome_of(under(shortage, [&] { return compile_text(text, "memory.crit", request); }));
  };
  return {std::move(name), once, [] { return std::string(); }, trial.is_large};
}

/// What is said of a diagnostic where there is no memory for it is its code.
Work wording(const Trial& trial) {
  CompileRequest request;
  request.wants_lint = true;
  const CompiledProtocol wrong = compile_text(trial.wrong_text, "memory.crit", request);
  const auto once = [wrong](Shortage& shortage) {
    Outcome result;
    for (const Diagnostic& one : wrong.diagnostics) {
      const std::string text = under(shortage, [&] { return diagnostic_text(one, wrong.files); });
      if (text == one.code) return Outcome{true, {}};
      result.answer += text;
    }
    return result;
  };
  return {"the text of diagnostics", once, [] { return std::string(); }, trial.is_large};
}

Work laying_out(const Trial& trial, const std::string& text) {
  const auto once = [text](Shortage& shortage) -> Outcome {
    const Result<Formatted> formatted = under(shortage, [&] { return format_source(text); });
    if (!formatted) return failed(formatted.error());
    Outcome result{false, formatted->is_refused ? "refused" : formatted->text};
    for (const Diagnostic& one : formatted->diagnostics) result.answer += one.message;
    return result;
  };
  return {"laying a file out", once, [] { return std::string(); }, trial.is_large};
}

}  // namespace

std::vector<Work> compiler_works(const Trial& trial) {
  CompileRequest lint;
  lint.wants_lint = true;
  std::vector<Work> works;
  works.push_back(compiling(trial, "compiling a file", {}));
  works.push_back(compiling(trial, "checking a file", lint));
  works.push_back(laying_out(trial, text_of_file(trial.path)));
  if (trial.is_large) return works;
  works.push_back(compiling_text(trial, "compiling a text", text_of_file(trial.path)));
  works.push_back(compiling_text(trial, "compiling a text with mistakes", trial.wrong_text));
  works.push_back(laying_out(trial, trial.wrong_text));
  works.push_back(wording(trial));
  return works;
}

}  // namespace eligo::memory

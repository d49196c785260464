// The front door in C. Where memory runs out a function gives an error with a code, or NULL; never NULL for
// "no error" without the work done.
#include <cstring>
#include <memory>

#include "eligo/c.h"
#include "eligo/c_compile.h"
#include "tests/memory/work.h"

namespace eligo::memory {
namespace {

template <typename Handle, void (*give_back)(Handle*)>
struct Free {
  void operator()(Handle* handle) const { give_back(handle); }
};
using ProtocolHandle = std::unique_ptr<eligo_protocol, Free<eligo_protocol, eligo_protocol_free>>;
using ScreenerHandle = std::unique_ptr<eligo_screener, Free<eligo_screener, eligo_screener_free>>;
using CompilationHandle = std::unique_ptr<eligo_compilation, Free<eligo_compilation, eligo_compilation_free>>;
using FormattedHandle = std::unique_ptr<eligo_formatted, Free<eligo_formatted, eligo_formatted_free>>;

Outcome failed(eligo_error* error) {
  const Outcome outcome = memory::failed(
      Error{eligo_error_code(error), eligo_error_message(error), eligo_error_place(error), {}});
  eligo_error_free(error);
  return outcome;
}

std::string saved(eligo_protocol* protocol) {
  std::size_t size = 0;
  const void* bytes = eligo_protocol_save(protocol, &size);
  return {static_cast<const char*>(bytes), size};
}

Outcome all_of(const eligo_compilation* compilation) {
  if (std::strcmp(eligo_compilation_unreadable_code(compilation), "out-of-memory") == 0) return {true, {}};
  Outcome outcome{false, eligo_compilation_unreadable(compilation)};
  for (std::size_t i = 0; i < eligo_compilation_diagnostics(compilation); ++i)
    outcome.answer += std::string(eligo_diagnostic_text(compilation, i)) +
                      eligo_diagnostic_code(compilation, i) + eligo_diagnostic_severity(compilation, i) +
                      eligo_diagnostic_file(compilation, i) + eligo_diagnostic_message(compilation, i);
  return outcome;
}

ProtocolHandle compiled(const std::string& path) {
  const CompilationHandle compilation(eligo_compile_file(path.c_str(), nullptr));
  return ProtocolHandle(eligo_compilation_protocol(compilation.get()));
}

Work compiling(const Trial& trial) {
  const auto compile = [path = trial.path, is_large = trial.is_large](Shortage& shortage) -> Outcome {
    const char* const folder = "criteria";
    const eligo_compile_options options{&folder, 1, is_large ? 1 : 0, 0, 0};
    const CompilationHandle compilation(
        under(shortage, [&] { return eligo_compile_file(path.c_str(), &options); }));
    if (!compilation) return {true, {}};
    Outcome outcome = all_of(compilation.get());
    if (outcome.is_out_of_memory) return outcome;
    ProtocolHandle protocol(under(shortage, [&] { return eligo_compilation_protocol(compilation.get()); }));
    const bool is_short = !protocol;
    // What failed for want of memory is asked for again.
    if (!protocol) protocol.reset(eligo_compilation_protocol(compilation.get()));
    if (!protocol) return {false, "no protocol"};
    outcome.answer += saved(protocol.get());
    outcome.is_out_of_memory = is_short;
    return outcome;
  };
  return {"C: compiling a file", compile, [] { return std::string(); }, trial.is_large};
}

Work compiling_text(const Trial& trial) {
  const auto compile = [text = trial.wrong_text](Shortage& shortage) -> Outcome {
    const CompilationHandle compilation(under(
        shortage, [&] { return eligo_compile_text(text.data(), text.size(), "memory.crit", nullptr); }));
    return compilation ? all_of(compilation.get()) : Outcome{true, {}};
  };
  return {"C: compiling a text with mistakes", compile, [] { return std::string(); }, trial.is_large};
}

Work laying_out(const Trial& trial) {
  const auto lay_out = [text = text_of_file(trial.path)](Shortage& shortage) -> Outcome {
    const FormattedHandle formatted(under(shortage, [&] { return eligo_format(text.data(), text.size()); }));
    if (!formatted) return {true, {}};
    std::size_t size = 0;
    const char* result = eligo_formatted_text(formatted.get(), &size);
    return {false, std::string(result, size)};
  };
  return {"C: laying a file out", lay_out, [] { return std::string(); }, trial.is_large};
}

Work loading(const std::string& bytes, const std::shared_ptr<eligo_protocol>& protocol, bool is_large) {
  const auto load = [=](Shortage& shortage) {
    eligo_protocol* made = nullptr;
    eligo_error* error =
        under(shortage, [&] { return eligo_protocol_load(bytes.data(), bytes.size(), &made); });
    const ProtocolHandle handle(made);
    if (error != nullptr) return failed(error);
    return Outcome{false, made == nullptr ? "nothing" : saved(made)};
  };
  return {"C: loading a plan", load, [=] { return saved(protocol.get()); }, is_large};
}

Work saving(const std::shared_ptr<eligo_protocol>& protocol, bool is_large) {
  const auto save = [=](Shortage& shortage) -> Outcome {
    std::size_t size = 0;
    const void* bytes = under(shortage, [&] { return eligo_protocol_save(protocol.get(), &size); });
    if (bytes == nullptr) return {true, {}};
    return {false, std::string(static_cast<const char*>(bytes), size)};
  };
  return {"C: saving a plan", save, [=] { return saved(protocol.get()); }, is_large};
}

std::string json_of(eligo_screener* screener, const std::string& document) {
  if (eligo_error* error = eligo_screen(screener, document.data(), document.size()))
    return failed(error).answer;
  return std::string(eligo_verdict(screener)) + eligo_json(screener);
}

Work screening(const std::shared_ptr<eligo_protocol>& protocol, const std::vector<std::string>& documents,
               bool is_large) {
  const auto screen = [=](Shortage& shortage) -> Outcome {
    eligo_screener* made = nullptr;
    eligo_error* error = under(shortage, [&] { return eligo_screener_make(protocol.get(), nullptr, &made); });
    const ScreenerHandle screener(made);
    if (error != nullptr) return failed(error);
    const std::string& document = documents.front();
    error = under(shortage, [&] { return eligo_screen(made, document.data(), document.size()); });
    if (error != nullptr) {
      if (eligo_verdict(made) != nullptr) return {false, "a verdict after an error"};
      if (json_of(made, documents.back()).empty()) return {false, "no answer afterwards"};
      return failed(error);
    }
    if (eligo_verdict(made) == nullptr) return {false, "no error and no verdict"};
    const std::string verdict = eligo_verdict(made);
    const char* json = under(shortage, [&] { return eligo_json(made); });
    if (json == nullptr) return {true, {}};
    const std::string answer = verdict + json;
    return {false, answer + json_of(made, documents.back()) + json_of(made, document)};
  };
  return {"C: screening", screen, [] { return std::string(); }, is_large};
}

}  // namespace

std::vector<Work> c_works(const Trial& trial) {
  const std::shared_ptr<eligo_protocol> protocol(compiled(trial.path));
  const std::string bytes = saved(protocol.get());
  std::vector<Work> works{compiling(trial), loading(bytes, protocol, trial.is_large),
                          saving(protocol, trial.is_large),
                          screening(protocol, trial.documents, trial.is_large)};
  if (!trial.is_large) {
    works.push_back(compiling_text(trial));
    works.push_back(laying_out(trial));
  }
  return works;
}

}  // namespace eligo::memory

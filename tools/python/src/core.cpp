// The module eligo._core: the front door as Python sees it, values in and values out. All that is pleasant
// stands above it, in the package eligo.
#include <nanobind/nanobind.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "eligo/compare.h"
#include "eligo/eligo.h"
#include "eligo/format.h"
#include "tools/python/src/arrow_documents.h"
#include "tools/python/src/cohort_stream.h"
#include "tools/python/src/core_error.h"
#include "tools/python/src/diagnostics.h"
#include "tools/python/src/plan_facts.h"
#include "tools/python/src/store.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace eligo::python {
namespace {

using TupleList = nb::typed<nb::list, nb::typed<nb::tuple, nb::any, nb::ellipsis>>;

nb::bytes bytes_of(std::string_view text) { return nb::bytes(text.data(), text.size()); }
std::string_view view_of(const nb::bytes& bytes) {
  return {static_cast<const char*>(bytes.data()), bytes.size()};
}

Fields compiled_of(const CompiledProtocol& compiled) {
  nb::dict result;
  result["protocol"] = compiled.protocol ? nb::cast(*compiled.protocol) : nb::none();
  result["diagnostics"] = diagnostics_of(compiled.diagnostics, compiled.files);
  result["unreadable"] = compiled.unreadable;
  result["unreadable_code"] = compiled.unreadable_code;
  return result;
}

using Loader = std::function<std::optional<std::string>(const std::string&)>;

/// Runs a compilation without the GIL, which a loader written in Python takes for as long as it runs. The
/// exception that it may throw is thrown again behind the front door, which lets none through.
template <typename Work>
auto with_request(const std::vector<std::string>& folders, const std::optional<Loader>& loader,
                  bool wants_lint, Work work) {
  CompileRequest request;
  request.library_folders = folders;
  request.wants_lint = wants_lint;
  std::exception_ptr thrown;
  if (loader) {
    request.libraries = [&](const std::string& name) -> std::optional<std::string> {
      const nb::gil_scoped_acquire acquired;
      try {
        return (*loader)(name);
      } catch (...) {
        if (!thrown) thrown = std::current_exception();
        return std::nullopt;
      }
    };
  }
  auto result = [&] {
    const nb::gil_scoped_release released;
    return work(request);
  }();
  if (thrown) std::rethrow_exception(thrown);
  return result;
}

Fields compile_version(const std::string& path, const std::optional<std::string>& text,
                       const std::vector<std::string>& folders, const std::optional<Loader>& loader,
                       bool wants_lint) {
  return compiled_of(with_request(folders, loader, wants_lint, [&](const CompileRequest& request) {
    return text ? compile_text(*text, path, request) : compile_protocol(path, request);
  }));
}

Fields compare_versions(const std::string& old_path, const std::optional<std::string>& old_text,
                        const std::string& new_path, const std::optional<std::string>& new_text,
                        const std::vector<std::string>& folders, const std::optional<Loader>& loader) {
  const ComparedProtocols compared = with_request(folders, loader, false, [&](const CompileRequest& request) {
    return compare_protocols({old_path, old_text}, {new_path, new_text}, request);
  });
  nb::dict result;
  result["old"] = compiled_of(compared.old);
  result["new"] = compiled_of(compared.now);
  result["json"] = compared.json;
  return result;
}

Fields format_text(const std::string& text, const std::string& name) {
  const Formatted formatted = value_of(format_source(text));
  nb::dict result;
  result["text"] = formatted.text;
  result["diagnostics"] = diagnostics_of(formatted.diagnostics, {{name, name, text}});
  result["is_refused"] = formatted.is_refused;
  return result;
}

// ---- screening

ScreenerOptions options_of(const std::vector<std::tuple<std::string, std::string>>& settings) {
  ScreenerOptions options;
  for (const auto& [name, value] : settings)
    if (Error error = set_option(options, name, value)) throw CoreError(std::move(error));
  return options;
}

TupleList notices_of(const PatientResult& result) {
  nb::list list;
  for (const RecordNotice& notice : result.notices)
    list.append(nb::make_tuple(notice.text, notice.line, notice.column));
  return list;
}

/// Answers in the order of the patients.
class PatientResults {
 public:
  PatientResults() = default;
  explicit PatientResults(std::vector<PatientResult> results) : results_(std::move(results)) {}

  [[nodiscard]] std::size_t size() const { return results_.size(); }
  [[nodiscard]] const PatientResult& at(std::size_t index) const {
    if (index >= results_.size()) throw nb::index_error();
    return results_[index];
  }
  void take(PatientResults& more) {
    std::move(more.results_.begin(), more.results_.end(), std::back_inserter(results_));
    more.results_.clear();
  }
  [[nodiscard]] nb::bytes ndjson() const {
    std::size_t size = 0;
    for (const PatientResult& result : results_) size += result.json.size() + 1;
    std::string lines;
    lines.reserve(size);
    for (const PatientResult& result : results_) lines.append(result.json).append("\n");
    return bytes_of(lines);
  }
  /// A byte a patient: the verdict, or 255 where there is no answer.
  [[nodiscard]] nb::bytes verdicts() const {
    std::string codes;
    for (const PatientResult& result : results_)
      codes += static_cast<char>(result.error.empty() ? static_cast<int>(result.verdict) : 255);
    return bytes_of(codes);
  }
  /// A byte a patient: the status of one criterion, or 255 where there is no answer.
  [[nodiscard]] nb::bytes statuses(std::size_t criterion) const {
    std::string codes;
    for (const PatientResult& result : results_)
      codes += static_cast<char>(
          criterion < result.statuses.size() ? static_cast<int>(result.statuses[criterion]) : 255);
    return bytes_of(codes);
  }
  [[nodiscard]] std::vector<std::string> patients() const {
    std::vector<std::string> ids;
    ids.reserve(results_.size());
    for (const PatientResult& result : results_) ids.push_back(result.patient);
    return ids;
  }

 private:
  std::vector<PatientResult> results_;
};

Fields explanation_of(const Explanation& node) {
  nb::dict result;
  result["text"] = node.text;
  result["label"] = node.label;
  constexpr std::string_view states[] = {"holds", "fails", "open", "not_applicable"};
  result["state"] = node.is_quantity ? nb::none() : nb::cast(states[static_cast<std::size_t>(node.state)]);
  result["value"] = node.value;
  result["window"] = node.window;
  nb::list records;
  for (const ExplainedRecord& record : node.records)
    records.append(nb::make_tuple(record.text, record.why, record.has_decided, record.source));
  result["records"] = records;
  result["reasons"] = node.reasons;
  result["assumptions"] = node.assumptions;
  result["file"] = node.file;
  result["line"] = node.line;
  nb::list parts;
  for (const Explanation& part : node.parts) parts.append(explanation_of(part));
  result["parts"] = parts;
  return result;
}

template <typename Work>
auto without_gil(Work work) {
  return value_of([&] {
    const nb::gil_scoped_release released;
    return work();
  }());
}

/// One thread's Screener with the patient that it screened last.
class PatientScreener {
 public:
  PatientScreener(const Protocol& protocol, const ScreenerOptions& options)
      : screener_(value_of(Screener::make(protocol, options))) {}

  PatientResults screen(const nb::bytes& document, std::size_t line, const std::string& file) {
    std::vector<PatientResult> results(1);
    results.front().document = {std::string(view_of(document)), line, {}};
    const nb::gil_scoped_release released;
    screen_into(screener_, screening_, file, results.front());
    return PatientResults(std::move(results));
  }
  Fields explain(std::string_view criterion) {
    return explanation_of(without_gil([&] { return screener_.explain(screening_, criterion); }));
  }
  TupleList ask() {
    nb::list list;
    for (const OpenQuestion& question : without_gil([&] { return screener_.ask(screening_); }))
      list.append(nb::make_tuple(question.text, question.criteria, question.settles_alone));
    return list;
  }
  TupleList readings() {
    nb::list list;
    for (const ReadingResult& one : without_gil([&] { return screener_.readings(screening_); }))
      list.append(
          nb::make_tuple(one.criterion, one.reading, status_name(one.status), verdict_name(one.verdict)));
    return list;
  }

 private:
  Screener screener_;
  Screening screening_;
};

/// A CohortStream with the bytes that it reads.
class StreamHandle {
 public:
  StreamHandle(const Protocol& protocol, const ScreenerOptions& options, unsigned threads,
               const std::string& file, std::unique_ptr<DocumentSource> source, bool keeps_documents,
               nb::object kept)
      : kept_(std::move(kept)),
        stream_(protocol, options, threads, file, std::move(source), keeps_documents) {}

  PatientResults next() {
    const nb::gil_scoped_release released;
    return PatientResults(stream_.next());
  }

 private:
  nb::object kept_;
  CohortStream stream_;
};

std::unique_ptr<DocumentSource> source_of(const nb::object& given, const Limits& limits,
                                          std::size_t first_line) {
  if (nb::isinstance<nb::str>(given)) {
    const auto path = nb::cast<std::string>(given);
    const nb::gil_scoped_release released;  // a pipe may have to wait for its writer
    return file_source(path, limits);
  }
  if (nb::isinstance<nb::bytes>(given)) return text_source(view_of(nb::cast<nb::bytes>(given)), limits);
  std::vector<std::string> documents;
  for (const nb::handle document : given) documents.emplace_back(view_of(nb::cast<nb::bytes>(document)));
  return list_source(std::move(documents), first_line);
}

/// The documents of a table behind an Arrow stream.
std::vector<nb::bytes> documents_of(const nb::object& stream, std::string_view layout) {
  auto* raw = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(stream.ptr(), "arrow_array_stream"));
  if (raw == nullptr) throw nb::python_error();
  const ArrowTable table(*raw);
  std::vector<std::string> documents;
  {
    const nb::gil_scoped_release released;
    documents = layout == "long"    ? documents_of_records(table)
                : layout == "rows"  ? documents_of_rows(table)
                : layout == "parts" ? documents_of_parts(table)
                                    : documents_of_texts(table);
  }
  std::vector<nb::bytes> result;
  result.reserve(documents.size());
  for (const std::string& document : documents) result.push_back(bytes_of(document));
  return result;
}

TupleList criteria_of(const Protocol& protocol) {
  nb::list list;
  for (const CriterionInfo& one : protocol.criteria()) {
    list.append(nb::make_tuple(one.id, one.polarity == Polarity::inclusion ? "inclusion" : "exclusion",
                               one.quotation, one.readings));
  }
  return list;
}

void translate(const std::exception_ptr& thrown, void* /*unused*/) {
  try {
    std::rethrow_exception(thrown);
  } catch (const CoreError& fault) {
    const Error& error = fault.error();
    const nb::object made = nb::module_::import_("eligo._errors")
                                .attr("from_core")(error.code, error.message, error.place, error.repair);
    PyErr_SetObject(made.type().ptr(), made.ptr());
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): one line a name of the module
void define(nb::module_& module) {
  nb::register_exception_translator(translate);

  nb::class_<Protocol>(module, "Protocol")
      .def_prop_ro("name", &Protocol::name)
      .def_prop_ro("title", &Protocol::title)
      .def_prop_ro("version", &Protocol::version)
      .def_prop_ro("digest", &Protocol::digest)
      .def_prop_ro("as_of", &Protocol::as_of)
      .def("criteria", &criteria_of)
      .def("save", [](const Protocol& protocol) { return bytes_of(value_of(save_protocol(protocol))); });
  module.def("load", [](const nb::bytes& bytes) { return value_of(load_protocol(view_of(bytes))); });
  module.def("compile", &compile_version, "path"_a, "text"_a.none(), "folders"_a, "loader"_a.none(),
             "lint"_a);
  module.def("compare", &compare_versions, "old_path"_a, "old_text"_a.none(), "new_path"_a,
             "new_text"_a.none(), "folders"_a, "loader"_a.none());
  module.def("format", &format_text, "text"_a, "name"_a);
  module.def("program_version", &program_version);
  module.def("language_version", &language_version);

  nb::class_<ScreenerOptions>(module,
                              "Options");  // NOLINT(bugprone-unused-raii): it is what the module keeps
  module.def("options", &options_of, "settings"_a);

  nb::class_<PatientResults>(module, "Results")
      .def(nb::init<>())
      .def("__len__", &PatientResults::size)
      .def("take", &PatientResults::take)
      .def("ndjson", &PatientResults::ndjson)
      .def("verdicts", &PatientResults::verdicts)
      .def("statuses", &PatientResults::statuses)
      .def("patients", &PatientResults::patients)
      .def("json", [](const PatientResults& self, std::size_t i) { return bytes_of(self.at(i).json); })
      .def("error", [](const PatientResults& self,
                       std::size_t i) { return std::make_tuple(self.at(i).error, self.at(i).why); })
      .def("notices", [](const PatientResults& self, std::size_t i) { return notices_of(self.at(i)); })
      .def("document", [](const PatientResults& self, std::size_t i) {
        const CohortDocument& document = self.at(i).document;
        return std::make_tuple(bytes_of(document.text), document.line);
      });

  nb::class_<PatientScreener>(module, "Screener")
      .def(nb::init<const Protocol&, const ScreenerOptions&>())
      .def("screen", &PatientScreener::screen, "document"_a, "line"_a, "file"_a)
      .def("explain", &PatientScreener::explain)
      .def("ask", &PatientScreener::ask)
      .def("readings", &PatientScreener::readings);

  nb::class_<StreamHandle>(module, "Run").def("next", &StreamHandle::next);
  module.def(
      "run",
      [](const Protocol& protocol, const ScreenerOptions& options, unsigned threads, const std::string& file,
         const nb::object& source, std::size_t first_line, bool keeps_documents) {
        return new StreamHandle(protocol, options, threads, file,
                                source_of(source, options.limits, first_line), keeps_documents, source);
      },
      "protocol"_a, "options"_a, "threads"_a, "file"_a, "source"_a, "first_line"_a, "keeps_documents"_a);
  module.def("documents", &documents_of, "stream"_a, "layout"_a);
  define_store(module);
  define_plan_facts(module);
}

}  // namespace eligo::python

NB_MODULE(_core, module) { eligo::python::define(module); }

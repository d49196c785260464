#include "tools/python/src/diagnostics.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>

#include "eligo/compile.h"

namespace nb = nanobind;

namespace eligo::python {
namespace {

Fields place_of(const Span& span, const std::vector<SourceText>& files) {
  nb::dict place;
  if (span.file >= files.size()) return place;
  const SourceText& file = files[span.file];
  const LineColumn begin = locate(file.text, span.begin);
  const LineColumn end = locate(file.text, span.end);
  place["file"] = file.name;
  place["line"] = begin.line;
  place["column"] = begin.column;
  place["end_line"] = end.line;
  place["end_column"] = end.column;
  return place;
}

std::string_view severity_name(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "hint";
}

}  // namespace

FieldsList diagnostics_of(const std::vector<Diagnostic>& diagnostics, const std::vector<SourceText>& files) {
  nb::list list;
  for (const Diagnostic& one : diagnostics) {
    nb::dict entry;
    entry["code"] = one.code;
    entry["severity"] = severity_name(one.severity);
    entry["message"] = one.message;
    entry["label"] = one.label;
    entry["place"] = place_of(one.span, files);
    entry["text"] = diagnostic_text(one, files);
    nb::list notes;
    for (const DiagnosticNote& note : one.notes) {
      nb::dict said;
      said["text"] = note.text;
      said["place"] = note.has_span ? place_of(note.span, files) : nb::dict();
      notes.append(said);
    }
    entry["notes"] = notes;
    nb::list fixes;
    for (const Fix& fix : one.fixes) {
      nb::dict repair;
      repair["label"] = fix.label;
      repair["place"] = place_of(fix.span, files);
      repair["text"] = fix.text;
      fixes.append(repair);
    }
    entry["fixes"] = fixes;
    list.append(entry);
  }
  return list;
}

}  // namespace eligo::python

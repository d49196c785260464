#include "tools/eligo/check/findings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/source/lines.h"

namespace eligo {
namespace {

using nlohmann::ordered_json;

/// A span for programs: bytes, and lines and columns from 1.
ordered_json span_json(const Span& span, const std::vector<SourceText>& files, LineIndex& lines) {
  const LineColumn begin = lines.locate(span);
  const LineColumn end = lines.locate({span.file, span.end, span.end});
  return {{"file", files[span.file].name},
          {"begin", {{"byte", span.begin}, {"line", begin.line}, {"column", begin.column}}},
          {"end", {{"byte", span.end}, {"line", end.line}, {"column", end.column}}}};
}

ordered_json diagnostic_json(const Diagnostic& diagnostic, const std::vector<SourceText>& files,
                             LineIndex& lines) {
  ordered_json json = {{"code", diagnostic.code},
                       {"severity", severity_name(diagnostic.severity)},
                       {"message", diagnostic.message},
                       {"span", span_json(diagnostic.span, files, lines)}};
  if (!diagnostic.label.empty()) json["label"] = diagnostic.label;
  for (const DiagnosticNote& note : diagnostic.notes) {
    ordered_json entry = {{"text", note.text}};
    if (note.has_span) entry["span"] = span_json(note.span, files, lines);
    json["notes"].push_back(std::move(entry));
  }
  for (const Fix& fix : diagnostic.fixes) {
    json["fixes"].push_back(
        {{"label", fix.label}, {"span", span_json(fix.span, files, lines)}, {"text", fix.text}});
  }
  return json;
}

std::size_t count(const std::vector<Compilation>& checked, Severity severity) {
  std::size_t result = 0;
  for (const Compilation& compilation : checked) {
    result +=
        static_cast<std::size_t>(std::count_if(compilation.diagnostics.begin(), compilation.diagnostics.end(),
                                               [&](const Diagnostic& d) { return d.severity == severity; }));
  }
  return result;
}

/// A workflow command's text: percent signs and line breaks would end it; in properties `:` and `,` as well.
std::string escaped(std::string_view text, bool is_property) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '%': result += "%25"; break;
      case '\r': result += "%0D"; break;
      case '\n': result += "%0A"; break;
      case ':': result += is_property ? "%3A" : ":"; break;
      case ',': result += is_property ? "%2C" : ","; break;
      default: result += c;
    }
  }
  return result;
}

}  // namespace

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::hint: return "hint";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

std::string findings_json(const std::vector<Compilation>& checked) {
  ordered_json findings = ordered_json::array();
  for (const Compilation& compilation : checked) {
    LineIndex lines(compilation.files);
    for (const Diagnostic& diagnostic : compilation.diagnostics)
      findings.push_back(diagnostic_json(diagnostic, compilation.files, lines));
  }
  const ordered_json report = {{"files", checked.size()},
                               {"errors", count(checked, Severity::error)},
                               {"warnings", count(checked, Severity::warning)},
                               {"hints", count(checked, Severity::hint)},
                               {"findings", std::move(findings)}};
  return report.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string findings_github(const std::vector<Compilation>& checked) {
  std::string result;
  for (const Compilation& compilation : checked) {
    LineIndex lines(compilation.files);
    for (const Diagnostic& d : compilation.diagnostics) {
      const LineColumn begin = lines.locate(d.span);
      const LineColumn end = lines.locate({d.span.file, d.span.end, d.span.end});
      std::string text = d.message;
      for (const DiagnosticNote& note : d.notes) {
        if (!note.has_span) text += "\n" + note.text;
      }
      for (const Fix& fix : d.fixes) text += "\nhelp: " + fix.label;
      result += d.severity == Severity::error     ? "::error"
                : d.severity == Severity::warning ? "::warning"
                                                  : "::notice";
      result += " file=" + escaped(compilation.files[d.span.file].path, true) +
                ",line=" + std::to_string(begin.line) + ",endLine=" + std::to_string(end.line);
      // Columns are of one line only.
      if (begin.line == end.line)
        result += ",col=" + std::to_string(begin.column) + ",endColumn=" + std::to_string(end.column);
      result += ",title=" + escaped(d.code, true) + "::" + escaped(text, false) + "\n";
    }
  }
  return result;
}

}  // namespace eligo

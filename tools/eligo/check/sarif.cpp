#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/diagnostics/codes.h"
#include "compiler/lint/lint.h"
#include "compiler/source/lines.h"
#include "eligo/version.h"
#include "tools/eligo/check/findings.h"
#include "tools/eligo/report/embedded.h"

/// SARIF 2.1.0, the OASIS form in which checkers hand their results to other programs.
namespace eligo {
namespace {

using nlohmann::ordered_json;

std::string_view sarif_level(Severity severity) {
  switch (severity) {
    case Severity::hint: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

std::string_view sarif_level(Level level) {
  switch (level) {
    case Level::off: return "none";
    case Level::hint: return "note";
    case Level::warning: return "warning";
    case Level::error: return "error";
  }
  return "error";
}

/// A path as a URI: absolute ones with their scheme, others relative to where the program runs.
std::string uri(std::string_view path) {
  static constexpr std::string_view plain = "-._~/";
  static constexpr std::string_view hex = "0123456789ABCDEF";
  std::string result = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (byte < 0x80 && std::isalnum(byte) != 0) || plain.find(c) != std::string_view::npos;
    if (is_plain) {
      result += c;
    } else {
      result += {'%', hex[byte >> 4U], hex[byte & 15U]};
    }
  }
  return result;
}

ordered_json region(const Span& span, LineIndex& lines) {
  const LineColumn begin = lines.locate(span);
  const LineColumn end = lines.locate({span.file, span.end, span.end});
  return {{"startLine", begin.line},
          {"startColumn", begin.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

ordered_json artifact(const Span& span, const std::vector<SourceText>& files) {
  return {{"uri", uri(files[span.file].path)}};
}

ordered_json location(const Span& span, const std::vector<SourceText>& files, LineIndex& lines) {
  return {
      {"physicalLocation", {{"artifactLocation", artifact(span, files)}, {"region", region(span, lines)}}}};
}

struct SarifRule {
  std::string_view code;
  std::string_view name;
  std::string_view title;
  std::string_view level;
  std::string_view group;
};

/// All codes in the order of the log's rules.
std::vector<SarifRule> rules() {
  std::vector<SarifRule> result;
  for (const DiagnosticKind& kind : codes::all)
    result.push_back({kind.code, kind.code, kind.title, sarif_level(kind.severity), "language"});
  for (const lint::LintRule& rule : lint::all_rules())
    result.push_back({rule.code, rule.name, rule.title, sarif_level(rule.level), lint::name_of(rule.group)});
  return result;
}

ordered_json rule_json(const SarifRule& rule) {
  ordered_json json = {{"id", rule.code},
                       {"name", rule.name},
                       {"shortDescription", {{"text", rule.title}}},
                       {"defaultConfiguration", {{"level", rule.level}}},
                       {"properties", {{"tags", {rule.group}}}}};
  if (rule.level == "none") json["defaultConfiguration"] = {{"enabled", false}};
  const std::string_view page = embedded_text(std::string(rule.code) + ".md");
  if (!page.empty()) json["help"] = {{"text", page}, {"markdown", page}};
  return json;
}

ordered_json fix_json(const Fix& fix, const std::vector<SourceText>& files, LineIndex& lines) {
  const ordered_json replacement = {{"deletedRegion", region(fix.span, lines)},
                                    {"insertedContent", {{"text", fix.text}}}};
  return {{"description", {{"text", fix.label}}},
          {"artifactChanges",
           {{{"artifactLocation", artifact(fix.span, files)}, {"replacements", {replacement}}}}}};
}

ordered_json result_json(const Diagnostic& d, std::size_t rule, const std::vector<SourceText>& files,
                         LineIndex& lines) {
  std::string text = d.message;
  ordered_json related = ordered_json::array();
  for (const DiagnosticNote& note : d.notes) {
    if (!note.has_span) {
      text += "\n" + note.text;
      continue;
    }
    ordered_json place = location(note.span, files, lines);
    place["message"] = {{"text", note.text}};
    related.push_back(std::move(place));
  }
  ordered_json json = {{"ruleId", d.code},
                       {"ruleIndex", rule},
                       {"level", sarif_level(d.severity)},
                       {"message", {{"text", text}}},
                       {"locations", {location(d.span, files, lines)}}};
  if (!related.empty()) json["relatedLocations"] = std::move(related);
  for (const Fix& fix : d.fixes) json["fixes"].push_back(fix_json(fix, files, lines));
  return json;
}

}  // namespace

std::string findings_sarif(const std::vector<Compilation>& checked) {
  const std::vector<SarifRule> all = rules();
  ordered_json descriptions = ordered_json::array();
  for (const SarifRule& rule : all) descriptions.push_back(rule_json(rule));
  ordered_json results = ordered_json::array();
  for (const Compilation& compilation : checked) {
    LineIndex lines(compilation.files);
    for (const Diagnostic& d : compilation.diagnostics) {
      const auto rule =
          std::find_if(all.begin(), all.end(), [&](const SarifRule& r) { return r.code == d.code; });
      results.push_back(
          result_json(d, static_cast<std::size_t>(rule - all.begin()), compilation.files, lines));
    }
  }
  const ordered_json driver = {
      {"name", "eligo"}, {"version", program_version()}, {"rules", std::move(descriptions)}};
  const ordered_json run = {
      {"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}};
  ordered_json log;
  log["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  log["version"] = "2.1.0";
  log["runs"] = ordered_json::array({run});
  return log.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace eligo

#include "tools/javascript/wasm/bridge_json.h"

#include <array>
#include <nlohmann/json.hpp>

namespace eligo::bridge {
namespace {

using Json = nlohmann::ordered_json;

/// Sources may hold bytes that are no UTF-8: they are replaced, as a browser does.
std::string written(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// A stretch of a file, with its place for people.
Json place_of(const Span& span, const std::vector<SourceText>& files) {
  if (span.file >= files.size()) return nullptr;
  const SourceText& file = files[span.file];
  const LineColumn at = locate(file.text, span.begin);
  return {{"file", file.name}, {"line", at.line},     {"column", at.column},
          {"path", file.path}, {"begin", span.begin}, {"end", span.end}};
}

Json diagnostics_of(const std::vector<Diagnostic>& diagnostics, const std::vector<SourceText>& files) {
  static constexpr std::array<const char*, 3> severities{"hint", "warning", "error"};
  Json result = Json::array();
  for (const Diagnostic& one : diagnostics) {
    Json notes = Json::array();
    for (const DiagnosticNote& note : one.notes)
      notes.push_back({{"text", note.text}, {"place", note.has_span ? place_of(note.span, files) : Json()}});
    Json fixes = Json::array();
    for (const Fix& fix : one.fixes)
      fixes.push_back({{"label", fix.label}, {"place", place_of(fix.span, files)}, {"text", fix.text}});
    result.push_back({{"code", one.code},
                      {"severity", severities.at(static_cast<std::size_t>(one.severity))},
                      {"message", one.message},
                      {"label", one.label},
                      {"place", place_of(one.span, files)},
                      {"notes", std::move(notes)},
                      {"fixes", std::move(fixes)},
                      {"text", diagnostic_text(one, files)}});
  }
  return result;
}

Json json_of(const Protocol& protocol) {
  Json criteria = Json::array();
  for (const CriterionInfo& one : protocol.criteria())
    criteria.push_back({{"id", one.id},
                        {"kind", one.polarity == Polarity::inclusion ? "inclusion" : "exclusion"},
                        {"quotation", one.quotation},
                        {"readings", one.readings}});
  return {{"name", protocol.name()},     {"title", protocol.title()}, {"version", protocol.version()},
          {"digest", protocol.digest()}, {"asOf", protocol.as_of()},  {"criteria", std::move(criteria)}};
}

Json json_of(const Explanation& explanation) {
  static constexpr std::array<const char*, 4> states{"holds", "fails", "open", "not_applicable"};
  Json records = Json::array();
  for (const ExplainedRecord& one : explanation.records)
    records.push_back(
        {{"text", one.text}, {"why", one.why}, {"hasDecided", one.has_decided}, {"source", one.source}});
  Json parts = Json::array();
  for (const Explanation& part : explanation.parts) parts.push_back(json_of(part));
  return {{"text", explanation.text},
          {"label", explanation.label},
          {"isQuantity", explanation.is_quantity},
          {"state",
           explanation.is_quantity ? Json() : Json(states.at(static_cast<std::size_t>(explanation.state)))},
          {"value", explanation.value},
          {"window", explanation.window},
          {"records", std::move(records)},
          {"reasons", explanation.reasons},
          {"assumptions", explanation.assumptions},
          {"file", explanation.file},
          {"line", explanation.line},
          {"parts", std::move(parts)}};
}

}  // namespace

std::string error_json(const Error& error) {
  return written(
      {{"code", error.code}, {"message", error.message}, {"place", error.place}, {"repair", error.repair}});
}

std::string protocol_json(const Protocol& protocol) { return written(json_of(protocol)); }

std::string compiled_json(const CompiledProtocol& compiled) {
  return written({{"diagnostics", diagnostics_of(compiled.diagnostics, compiled.files)},
                  {"unreadable", compiled.unreadable},
                  {"unreadableCode", compiled.unreadable_code},
                  {"protocol", compiled.protocol ? json_of(*compiled.protocol) : Json()}});
}

std::string formatted_json(const Formatted& formatted, std::string_view source) {
  const std::vector<SourceText> files{{"text", "text", std::string(source)}};
  return written({{"text", formatted.text},
                  {"isRefused", formatted.is_refused},
                  {"diagnostics", diagnostics_of(formatted.diagnostics, files)}});
}

std::string explanation_json(const Explanation& explanation) { return written(json_of(explanation)); }

std::string questions_json(const std::vector<OpenQuestion>& questions) {
  Json result = Json::array();
  for (const OpenQuestion& one : questions)
    result.push_back({{"text", one.text}, {"criteria", one.criteria}, {"settlesAlone", one.settles_alone}});
  return written(result);
}

std::string notices_json(const Screening& screening) {
  Json result = Json::array();
  for (const RecordNotice& one : screening.notices())
    result.push_back({{"text", one.text}, {"line", one.line}, {"column", one.column}});
  return written(result);
}

}  // namespace eligo::bridge

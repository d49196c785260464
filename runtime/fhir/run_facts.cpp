#include <algorithm>
#include <string>

#include "runtime/fhir/convert.h"
#include "runtime/values/date.h"
#include "runtime/words/json_writer.h"

namespace eligo::fhir {

/// `enrolment=2025-09-18`
std::string add_anchor(RunFacts& run, std::string_view given, const Vocabulary& vocabulary) {
  const std::size_t equals = given.find('=');
  const std::string name(given.substr(0, equals));
  const std::string date(equals == std::string_view::npos ? "" : given.substr(equals + 1));
  const bool is_known = std::any_of(vocabulary.anchors.begin(), vocabulary.anchors.end(),
                                    [&](const Anchor& anchor) { return anchor.name == name; });
  if (!is_known) return "the vocabulary has no anchor " + name;
  if (!parse_date(date)) return "`" + date + "` is no date";
  run.anchors.emplace_back(name, date);
  return {};
}

/// `conditions`, `conditions=2020-01-01..`, `conditions=2020-01-01..2025-09-18`
std::string add_complete(RunFacts& run, std::string_view given) {
  const std::size_t equals = given.find('=');
  JsonWriter json;
  json.open('{');
  json.member("list", given.substr(0, equals));
  if (equals != std::string_view::npos) {
    const std::string_view span = given.substr(equals + 1);
    const std::size_t dots = span.find("..");
    if (dots == std::string_view::npos) return "a period is written FROM..TO, of which one may be missing";
    const std::string_view from = span.substr(0, dots);
    const std::string_view to = span.substr(dots + 2);
    for (const std::string_view date : {from, to}) {
      if (!date.empty() && !parse_date(date)) return "`" + std::string(date) + "` is no date";
    }
    if (!from.empty()) json.member("from", from);
    if (!to.empty()) json.member("to", to);
  }
  json.close('}');
  run.complete.push_back(json.take());
  return {};
}

}  // namespace eligo::fhir

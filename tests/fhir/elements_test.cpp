// The table of elements has each element of the R4 structure definitions, and nothing else.
#include "runtime/fhir/elements.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "runtime/fhir/convert.h"

namespace eligo::fhir {
namespace {

std::map<std::string, const ElementRow*> table() {
  std::map<std::string, const ElementRow*> rows;
  for (const ElementRow& row : element_rows()) rows[std::string(row.path)] = &row;
  return rows;
}

/// The row that speaks of a path: its own, that of what every resource or element has, or the one above that
/// is passed over, or is not understood as a whole.
const ElementRow* row_for(const std::map<std::string, const ElementRow*>& rows, const std::string& path) {
  if (const auto own = rows.find(path); own != rows.end()) return own->second;
  const std::size_t dot = path.rfind('.');
  const bool is_of_resource = path.find('.') == dot;
  for (const std::string common : {"Resource", "Element"}) {
    if (common == "Resource" && !is_of_resource) continue;
    const auto found = rows.find(common + path.substr(dot));
    if (found != rows.end()) return found->second;
  }
  for (std::size_t end = dot; end != std::string::npos && end > 0; end = path.rfind('.', end - 1)) {
    const auto above = rows.find(path.substr(0, end));
    if (above != rows.end()) return above->second->handling != Handling::read ? above->second : nullptr;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("each element of the R4 structure definitions is in the table") {
  const auto rows = table();
  std::ifstream file("tests/fhir/r4_elements.tsv");
  std::string line;
  int count = 0;
  while (std::getline(file, line)) {
    if (line.starts_with('#')) continue;
    const std::string path = line.substr(0, line.find('\t'));
    CAPTURE(path);
    const ElementRow* row = row_for(rows, path);
    CHECK(row != nullptr);
    ++count;
  }
  constexpr int fewest = 900;
  CHECK(count > fewest);
}

TEST_CASE("no modifier of a resource that is read is passed over") {
  const auto rows = table();
  std::ifstream file("tests/fhir/r4_elements.tsv");
  std::string line;
  while (std::getline(file, line)) {
    const bool is_modifier = line.ends_with("\tM");
    const std::string path = line.substr(0, line.find('\t'));
    const std::string type = path.substr(0, path.find('.'));
    // No record is drawn from compositions, and a list's entries stand for themselves.
    if (!is_modifier || type == "Composition" || path.ends_with(".modifierExtension")) continue;
    CAPTURE(path);
    const ElementRow* row = row_for(rows, path);
    REQUIRE(row != nullptr);
    CHECK((row->handling != Handling::ignored || path == "List.entry.deleted"));
  }
}

TEST_CASE("whatever is passed over says why") {
  for (const ElementRow& row : element_rows()) {
    CAPTURE(row.path);
    CHECK((row.handling == Handling::read) == row.why.empty());
  }
}

TEST_CASE("what is no resources of one person is refused, with the reason") {
  Vocabulary vocabulary;
  Converter converter(vocabulary, nullptr);
  std::string document;
  for (const char* text :
       {"{\"resourceType\":\"Bundle\"}", "{\"resourceType\":\"Bundle\",\"entry\":7}",
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"",
        "{\"resourceType\":\"Bundle\",\"entry\":[[[]],null,{\"resource\":[]}]}", "{\"resourceType\":{}}",
        "[]", ""}) {
    CAPTURE(text);
    CHECK_FALSE(converter.convert(text, {}, document));
    CHECK_FALSE(converter.error().empty());
  }
  const std::string two =
      R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"1"}},{"resource":{"resourceType":"Patient","id":"2"}}]})";
  CHECK_FALSE(converter.convert(two, {}, document));
  int parts = 0;
  split_persons(two, Limits{}.nesting, [&](const std::string& part) {
    CHECK(converter.convert(part, {}, document));
    ++parts;
  });
  CHECK(parts == 2);
}

TEST_CASE("hostile nesting is refused") {
  constexpr int many = 100000;
  std::string text = "{\"resourceType\":\"Bundle\",\"entry\":";
  text.append(many, '[');
  Vocabulary vocabulary;
  Converter converter(vocabulary, nullptr);
  std::string document;
  CHECK_FALSE(converter.convert(text, {}, document));
}

}  // namespace eligo::fhir

// Bulk exports: files of one resource type each, handed out as one bundle a person.
#include "runtime/fhir/bulk_export.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "runtime/fhir/convert.h"
#include "runtime/fhir/resource_head.h"
#include "runtime/tables/patient_inputs.h"

namespace eligo::fhir {
namespace {

/// A folder that goes with the test.
class ExportFolder {
 public:
  ExportFolder() : path_(std::filesystem::temp_directory_path() / "eligo-bulk-export-test") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~ExportFolder() { std::filesystem::remove_all(path_); }
  ExportFolder(const ExportFolder&) = delete;
  ExportFolder& operator=(const ExportFolder&) = delete;

  std::string write(const std::string& name, const std::string& text) {
    const std::string path = (path_ / name).string();
    std::ofstream(path) << text;
    return path;
  }

 private:
  std::filesystem::path path_;
};

const char* const patients = R"({"resourceType":"Patient","id":"b"}
{"resourceType":"Patient","id":"a"}
)";
const char* const results =
    R"({"resourceType":"Observation","id":"1","status":"final","subject":{"reference":"Patient/a"},"code":{"text":"x"}}
{"resourceType":"Observation","id":"2","status":"final","subject":{"reference":"Patient/b"},"code":{"text":"x"}}
{"resourceType":"Observation","id":"3","status":"final","subject":{"reference":"Patient/a"},"code":{"text":"x"}}
)";
const char* const drugs =
    R"({"resourceType":"MedicationStatement","id":"4","status":"active","subject":{"reference":"Patient/b"},"medicationReference":{"reference":"Medication/m"}}
)";
const char* const medications = R"({"resourceType":"Medication","id":"m","code":{"text":"aspirin"}}
)";

std::vector<std::string> documents_of(const std::vector<std::string>& paths, DataNotices& notices) {
  std::vector<std::string> documents;
  Vocabulary vocabulary;
  Converter converter(vocabulary, nullptr);
  const InputSettings settings;
  for (const InputGroup& group : grouped_inputs(paths, settings)) {
    const auto source = open_inputs(group, settings);
    std::string_view json;
    std::size_t line = 0;
    while (source->next(json, line, notices)) {
      std::string document;
      CHECK_MESSAGE(converter.convert(json, {}, document), converter.error());
      documents.push_back(document);
    }
    CHECK(source->error().empty());
  }
  return documents;
}

int count(const std::string& text, const std::string& word) {
  int number = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++number;
  return number;
}

}  // namespace

TEST_CASE("the resources of an export come together by person, whatever the order of its files") {
  ExportFolder folder;
  const std::string first = folder.write("Patient.ndjson", patients);
  const std::string second = folder.write("Observation.ndjson", results);
  const std::string third = folder.write("MedicationStatement.ndjson", drugs);
  const std::string fourth = folder.write("Medication.ndjson", medications);
  DataNotices notices;
  const auto documents = documents_of({first, second, third, fourth}, notices);
  CHECK(notices.all().empty());
  REQUIRE(documents.size() == 2);
  CHECK(count(documents[0], "\"patient\":\"a\"") == 1);
  CHECK(count(documents[0], "Observation/") == 2);
  CHECK(count(documents[1], "Observation/") == 1);
  CHECK(count(documents[1], "aspirin") == 1);
  CHECK(documents_of({fourth, third, second, first}, notices) == documents);
}

TEST_CASE("the head of a resource is its type, its id and whose it is") {
  ResourceHead head;
  REQUIRE(head.read(R"({"id":"7","code":{"id":"8","subject":{"reference":"Patient/no"}},"patient":null,
    "resourceType":"Observation","subject":{"display":"x","reference":"Patient\/a"}})"));
  CHECK(head.type() == "Observation");
  CHECK(head.name() == "Observation/7");
  CHECK(head.subject() == "Patient/a");
  REQUIRE(head.read(R"({"resourceType":"Consent","patient":{"reference":"Patient/b"}})"));
  CHECK(head.name() == "Consent");
  CHECK(head.subject() == "Patient/b");
  REQUIRE(head.read(R"({"resourceType":"Condition","subject":"Patient/b"})"));
  CHECK(head.subject().empty());
  for (const char* text : {"{", "{}}", "[]", "{\"a\":tru}", "{\"a\":[1,]}", "{\"a\":01}", ""})
    CHECK_FALSE_MESSAGE(head.read(text), text);
}

TEST_CASE("a line of an export that cannot be read leaves every patient's lists open") {
  ExportFolder folder;
  const std::string first = folder.write("Patient.ndjson", patients);
  const std::string second =
      folder.write("Observation.ndjson", std::string(results) + "{\"resourceType\":\n");
  DataNotices notices;
  const auto documents = documents_of({first, second}, notices);
  CHECK(notices.all().size() == 1);
  REQUIRE(documents.size() == 2);
  for (const std::string& document : documents) CHECK(count(document, "\"gaps\"") == 1);
}

TEST_CASE("a resource of an export that does not say whose it is may be anybody's") {
  ExportFolder folder;
  const std::string first = folder.write("Patient.ndjson", patients);
  const std::string second = folder.write(
      "Observation.ndjson",
      "{\"resourceType\":\"Observation\",\"id\":\"9\",\"status\":\"final\",\"code\":{\"text\":\"x\"}}\n");
  DataNotices notices;
  for (const std::string& document : documents_of({first, second}, notices))
    CHECK(count(document, "it does not say whose it is") == 1);
}

}  // namespace eligo::fhir

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "eligo/compare.h"
#include "eligo/eligo.h"

/// The front door for files of patients and for amendments.
namespace eligo {
namespace {

const char* const trial_text =
    "protocol T-1\n"
    "  as of screening\n"
    "\n"
    "anchor screening \"day of screening\"\n"
    "observation ALT in U/L\n"
    "  plausible 5 to 50000 U/L\n"
    "\n"
    "inclusion I1 \"ALT below 100\"\n"
    "  most recent ALT < 100 U/L\n";

/// Each entry of a text in a line: `3 {"patient": "P"}`, or `2 lost`.
std::vector<std::string> entries(std::string_view text) {
  auto documents = Documents::of_text(text);
  REQUIRE(documents);
  std::vector<std::string> found;
  while (true) {
    auto entry = documents->next();
    REQUIRE(entry);
    if (!*entry) return found;
    if (const auto* document = std::get_if<DocumentText>(&**entry)) {
      found.push_back(std::to_string(document->line) + " " + std::string(document->text));
    } else {
      found.push_back(std::to_string(std::get<LostDocument>(**entry).line) + " lost");
    }
  }
}

TEST_CASE("documents of a text come with their lines") {
  CHECK(entries("{\"a\": 1}\n\n{\"b\": 2}\n") == std::vector<std::string>{"1 {\"a\": 1}", "3 {\"b\": 2}"});
  CHECK(entries("[{\"a\": 1},\n{\"b\": 2}]") == std::vector<std::string>{"1 {\"a\": 1}", "2 {\"b\": 2}"});
  CHECK(entries("").empty());
}

TEST_CASE("what is no document has its place among the others") {
  CHECK(entries("[{\"a\": 1},\n{\"b\": 2}") ==
        std::vector<std::string>{"1 {\"a\": 1}", "2 {\"b\": 2}", "2 lost"});
}

TEST_CASE("a bundle of FHIR with several persons is taken apart") {
  const std::vector<std::string> found = entries(
      "{\"patient\": \"P\"}\n"
      R"({"resourceType": "Bundle", "type": "collection", "entry": [)"
      R"({"resource": {"resourceType": "Patient", "id": "A"}}, {"resource": {"resourceType": "Patient", "id": "B"}}]})");
  REQUIRE(found.size() == 3);
  CHECK(found[1].starts_with("2 "));
  CHECK(found[1].find("\"A\"") != std::string::npos);
  CHECK(found[1].find("\"B\"") == std::string::npos);
  CHECK(found[2].starts_with("2 "));
  CHECK(found[2].find("\"B\"") != std::string::npos);
}

TEST_CASE("a file that is not there is an error") {
  const auto documents = Documents::open("/no/such/file");
  REQUIRE_FALSE(documents);
  CHECK(documents.error().code == "file-unreadable");
}

TEST_CASE("tables are documents by a mapping, and wrong mappings are errors") {
  const CompiledProtocol compiled = compile_text(trial_text, "trial.crit");
  REQUIRE(compiled.protocol);
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "eligo-host-tables";
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "labs.csv").string();
  std::ofstream(path) << "id,ALT (U/L),day\nP-1,120,2025-05-20\nP-2,20,2025-05-20\nP-1,99,2025-05-21\n";
  DocumentOptions options;
  options.tables =
      "[[table]]\nfile = \"labs.csv\"\npatient = \"id\"\ndate = \"day\"\n"
      "columns.\"ALT (U/L)\" = { fact = \"ALT\", unit = \"U/L\" }\n";
  auto documents = Documents::open({folder.string()}, *compiled.protocol, options);
  REQUIRE(documents);
  std::vector<std::string> patients;
  while (true) {
    auto entry = documents->next();
    REQUIRE(entry);
    if (!*entry) break;
    auto screener = Screener::make(*compiled.protocol);
    const auto screening = screener->screen(std::get<DocumentText>(**entry).text);
    REQUIRE(screening);
    patients.emplace_back(screening->patient());
  }
  CHECK(patients == std::vector<std::string>{"P-1", "P-2"});

  CHECK(Documents::open({path}, *compiled.protocol).error().code == "tables-invalid");
  CHECK(Documents::open({path + ".not"}, *compiled.protocol).error().code == "file-unreadable");
  options.tables += "columns.x = \"ATL\"\n";
  const auto wrong = Documents::open({path}, *compiled.protocol, options);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().place == "line 6");
  std::filesystem::remove_all(folder);
}

TEST_CASE("a screener says of a lost document what the program says") {
  const CompiledProtocol compiled = compile_text(trial_text, "trial.crit");
  REQUIRE(compiled.protocol);
  auto screener = Screener::make(*compiled.protocol);
  REQUIRE(screener);
  Screening screening;
  REQUIRE(screener->screen("{\"patient\": \"P\",\n  x: 1}", screening, 7));
  REQUIRE(screener->lost() != nullptr);
  const auto line = lost_json("p.ndjson", *screener->lost());
  REQUIRE(line);
  CHECK(
      line->starts_with("{\"file\":\"p.ndjson\",\"line\":8,\"column\":3,\"patient\":\"P\","
                        "\"error\":\"document-unreadable\",\"text\":\"this is no patient"));

  CHECK_FALSE(screener->screen("{}", screening, 9));
  CHECK(screener->lost() == nullptr);
  CHECK(screening.patient() == "line 9");
}

TEST_CASE("a document that is too large is lost, too") {
  const CompiledProtocol compiled = compile_text(trial_text, "trial.crit");
  REQUIRE(compiled.protocol);
  ScreenerOptions options;
  options.limits.document_bytes = 10;
  auto screener = Screener::make(*compiled.protocol, options);
  REQUIRE(screener);
  Screening screening;
  CHECK(screener->screen("{\"patient\": \"P-001\"}", screening).code == "document-too-large");
  REQUIRE(screener->lost() != nullptr);
  CHECK(screener->lost()->text == "the document has more than 10 bytes");
}

TEST_CASE("two versions are compared from their texts") {
  std::string stricter = trial_text;
  stricter.replace(stricter.rfind("100"), 3, "50");
  const ComparedProtocols compared = compare_protocols({"old.crit", trial_text}, {"new.crit", stricter});
  REQUIRE(compared.old.protocol);
  REQUIRE(compared.now.protocol);
  CHECK(compared.changes_meaning);
  CHECK(compared.json.find("\"effect\": \"tighter\"") != std::string::npos);
  CHECK_FALSE(compare_protocols({"old.crit", trial_text}, {"new.crit", trial_text}).changes_meaning);
}

TEST_CASE("a version with an error has its diagnostics, and nothing is compared") {
  const ComparedProtocols compared = compare_protocols({"old.crit", trial_text}, {"new.crit", "protocol"});
  CHECK(compared.old.protocol);
  CHECK_FALSE(compared.now.protocol);
  CHECK_FALSE(compared.now.diagnostics.empty());
  CHECK(compared.json.empty());
}

}  // namespace
}  // namespace eligo

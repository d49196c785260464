// The front door in C says what the one in C++ says.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "eligo/c_compile.h"
#include "eligo/c_store.h"

namespace eligo {
namespace {

std::string c_trial(const std::string& version) {
  return "protocol IN_C\n  title \"a trial\"\n  version \"" + version +
         "\"\n  sponsor \"nobody\"\n  as of enrolment\n\n"
         "anchor enrolment \"day of enrolment\"\nattribute birth-date date\n\n"
         "inclusion I1 \"Old enough\"\n  age >= 18 years\n  reading R-I1 \"older\" age >= 60 years\n";
}

/// A protocol and a screener, both freed.
struct InC {
  explicit InC(const std::string& text) {
    eligo_compilation* compilation = eligo_compile_text(text.data(), text.size(), "c.crit", nullptr);
    protocol = eligo_compilation_protocol(compilation);
    eligo_compilation_free(compilation);
    REQUIRE(protocol != nullptr);
    REQUIRE(eligo_screener_make(protocol, nullptr, &screener) == nullptr);
  }
  ~InC() {
    eligo_screener_free(screener);
    eligo_protocol_free(protocol);
  }
  InC(const InC&) = delete;
  InC& operator=(const InC&) = delete;

  void screen(const std::string& document) const {
    REQUIRE(eligo_screen(screener, document.data(), document.size()) == nullptr);
  }

  eligo_protocol* protocol = nullptr;
  eligo_screener* screener = nullptr;
};

std::string code_of(eligo_error* error) {
  REQUIRE(error != nullptr);
  std::string code = eligo_error_code(error);
  eligo_error_free(error);
  return code;
}

constexpr const char* without_birth_date = R"({"patient": "P", "anchors": {"enrolment": "2025-06-30"}})";
constexpr const char* adult =
    R"({"patient": "P", "anchors": {"enrolment": "2025-06-30"}, "attributes": {"birth-date": "1990-01-01"}})";

TEST_CASE("C: an open criterion has reasons, and a patient questions") {
  const InC c(c_trial("1"));
  c.screen(without_birth_date);
  REQUIRE(eligo_reason_count(c.screener, 0) == 1);
  CHECK(std::string(eligo_reason_fact(c.screener, 0, 0)) == "birth-date");
  CHECK(std::string(eligo_reason_code(c.screener, 0, 0)).find('-') != std::string::npos);
  CHECK_FALSE(std::string(eligo_reason_text(c.screener, 0, 0)).empty());
  CHECK(eligo_reason_text(c.screener, 0, 1) == nullptr);
  CHECK(eligo_reason_count(c.screener, 9) == 0);

  const char* json = nullptr;
  REQUIRE(eligo_ask(c.screener, &json) == nullptr);
  const auto questions = nlohmann::json::parse(json);
  REQUIRE(questions.size() == 1);
  CHECK(questions[0]["criteria"] == nlohmann::json{"I1"});
  CHECK(questions[0]["settles_alone"] == true);
}

TEST_CASE("C: an explanation is a tree, and readings that change the verdict are listed") {
  const InC c(c_trial("1"));
  c.screen(adult);
  const char* json = nullptr;
  REQUIRE(eligo_explain(c.screener, "I1", &json) == nullptr);
  const auto explanation = nlohmann::json::parse(json);
  CHECK(explanation["text"] == "age >= 18 years");
  CHECK(explanation["state"] == "holds");
  CHECK(explanation["line"] == 11);
  REQUIRE(eligo_readings(c.screener, &json) == nullptr);
  const auto readings = nlohmann::json::parse(json);
  REQUIRE(readings.size() == 1);
  CHECK(readings[0]["reading"] == "R-I1");
  CHECK(readings[0]["verdict"] == "ineligible");
  CHECK(code_of(eligo_explain(c.screener, "I9", &json)) == "criterion-unknown");
  CHECK(json == nullptr);
}

TEST_CASE("C: options are set by their names") {
  const InC c(c_trial("1"));
  eligo_screener_options* options = eligo_screener_options_make();
  REQUIRE(options != nullptr);
  REQUIRE(eligo_screener_options_set(options, "reading", "R-I1") == nullptr);
  REQUIRE(eligo_screener_options_set(options, "anchor", "enrolment=2025-06-30") == nullptr);
  REQUIRE(eligo_screener_options_set(options, "limit", "document-bytes=80") == nullptr);
  CHECK(code_of(eligo_screener_options_set(options, "limit", "steps=0")) == "limit-invalid");
  CHECK(code_of(eligo_screener_options_set(options, "threads", "1")) == "option-unknown");
  eligo_screener* screener = nullptr;
  REQUIRE(eligo_screener_make(c.protocol, options, &screener) == nullptr);
  REQUIRE(eligo_screener_options_set(options, "anchor", "screening=2025-06-30") == nullptr);
  eligo_screener* none = nullptr;
  CHECK(code_of(eligo_screener_make(c.protocol, options, &none)) == "anchor-invalid");
  CHECK(none == nullptr);
  eligo_screener_options_free(options);
  eligo_screener_options_free(nullptr);

  const std::string fhir = R"({"resourceType": "Patient", "id": "P", "birthDate": "1970-01-01"})";
  REQUIRE(eligo_screen(screener, fhir.data(), fhir.size()) == nullptr);
  CHECK(std::string(eligo_verdict(screener)) == "ineligible");  // by the other reading, on the day given
  CHECK(code_of(eligo_screen(screener, adult, std::string(adult).size())) == "document-too-large");
  eligo_screener_free(screener);
}

TEST_CASE("C: a protocol that is made of more text than the host allows is refused") {
  const std::string text = c_trial("1");
  const auto is_compiled = [&](std::size_t bytes) {
    const eligo_compile_options options{nullptr, 0, 0, bytes, 0};
    eligo_compilation* compilation = eligo_compile_text(text.data(), text.size(), "c.crit", &options);
    eligo_protocol* protocol = eligo_compilation_protocol(compilation);
    const bool is_there = protocol != nullptr;
    if (!is_there) CHECK(std::string(eligo_diagnostic_code(compilation, 0)) == "E0105");
    eligo_protocol_free(protocol);
    eligo_compilation_free(compilation);
    return is_there;
  };
  CHECK(is_compiled(0));
  CHECK(is_compiled(text.size()));
  CHECK_FALSE(is_compiled(text.size() - 1));
}

TEST_CASE("C: where nobody was screened there is nothing to explain") {
  const InC c(c_trial("1"));
  const char* json = nullptr;
  CHECK(code_of(eligo_explain(c.screener, "I1", &json)) == "screening-stale");
  CHECK(code_of(eligo_ask(c.screener, &json)) == "screening-stale");
  CHECK(eligo_reason_count(c.screener, 0) == 0);
  CHECK(eligo_notice_count(c.screener) == 0);
  CHECK(code_of(eligo_screen(c.screener, "{", 1)) == "document-unreadable");
  CHECK(eligo_reason_code(c.screener, 0, 0) == nullptr);
  CHECK(eligo_json(c.screener) == nullptr);
}

TEST_CASE("C: what cannot be used is a notice") {
  const InC c(c_trial("1"));
  c.screen(
      R"({"patient": "P", "anchors": {"enrolment": "2025-06-30"}, "attributes": {"birth-date": "soon"}})");
  REQUIRE(eligo_notice_count(c.screener) == 1);
  CHECK(std::string(eligo_notice_text(c.screener, 0)).find("soon") != std::string::npos);
  CHECK(eligo_notice_line(c.screener, 0) == 1);
  CHECK(eligo_notice_text(c.screener, 1) == nullptr);
}

TEST_CASE("C: a store takes up changes, says problems, and is stopped by another thread") {
  namespace fs = std::filesystem;
  std::string folder = (fs::temp_directory_path() / "eligo-c-XXXXXX").string();
  REQUIRE(::mkdtemp(folder.data()) != nullptr);
  const auto write = [&](const std::string& text) {
    std::ofstream(folder + "/new") << text;
    fs::rename(folder + "/new", folder + "/trial.crit");
  };
  write(c_trial("1"));
  eligo_store_options options{nullptr, 0, -1, 0, 0};
  eligo_store* store = nullptr;
  REQUIRE(eligo_store_open(folder.c_str(), &options, &store) == nullptr);
  const auto first = eligo_store_number(store, "IN_C");
  CHECK(first > 0);
  CHECK(eligo_store_number(store, "OTHER") == 0);

  write(c_trial("2") + "inclusion\n");
  int has_changed = 0;
  REQUIRE(eligo_store_refresh(store, &has_changed) == nullptr);
  CHECK(has_changed == 1);
  CHECK(eligo_store_number(store, "IN_C") == first);
  eligo_store_contents* contents = eligo_store_look(store);
  REQUIRE(eligo_stored_count(contents) == 1);
  CHECK(std::string(eligo_stored_version(contents, 0)) == "1");
  CHECK(eligo_stored_name(contents, 1) == nullptr);
  REQUIRE(eligo_problem_count(contents) == 1);
  CHECK(std::string(eligo_problem_file(contents, 0)) == folder + "/trial.crit");
  CHECK(std::string(eligo_problem_code(contents, 0)) == "protocol-invalid");
  CHECK(std::string(eligo_problem_diagnostics(contents, 0)).find("error[") != std::string::npos);
  eligo_store_contents_free(contents);

  std::thread watching([&] { eligo_store_watch(store, 1); });
  write(c_trial("3"));
  while (eligo_store_number(store, "IN_C") == first) std::this_thread::yield();
  eligo_store_stop(store);
  watching.join();
  eligo_protocol* protocol = nullptr;
  unsigned long long number = 0;
  REQUIRE(eligo_store_find(store, "IN_C", &protocol, &number) == nullptr);
  CHECK(number > first);
  eligo_store_free(store);
  CHECK(std::string(eligo_protocol_version(protocol)) == "3");
  eligo_protocol_free(protocol);
  fs::remove_all(folder);
  CHECK(code_of(eligo_store_open(folder.c_str(), nullptr, &store)) == "folder-unreadable");
}

}  // namespace
}  // namespace eligo

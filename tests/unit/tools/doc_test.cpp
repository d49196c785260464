#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <regex>
#include <set>
#include <sstream>

#include "tools/eligo/doc/page.h"

namespace eligo {

namespace {

namespace fs = std::filesystem;

constexpr const char* founding_trial = "criteria/nct06710717/nct06710717.crit";

/// Files of one test, in a folder that goes with it.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("eligo-doc-" + std::to_string(std::random_device{}()))) {
    fs::create_directories(path_);
    write("words.crit", R"(library words
anchor screening "day of the screening visit"
attribute birth-date date
observation ALT "alanine <b>aminotransferase</b>" in U/L with normal range
  codes LOINC 1742-6
observation platelets in 10*9/L
observation anti-HCV one of { Positive; Negative }
condition cancer
condition breast-cancer
  is a cancer
treatment steroid
)");
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

Document document_of(const std::string& path) {
  const Compilation compiled = compile_file(path);
  for (const Diagnostic& diagnostic : compiled.diagnostics) INFO(diagnostic.message);
  REQUIRE(compiled.plan);
  return make_document(path, {}, compiled);
}

/// A protocol over the words above: its criteria, and its source text if there is one.
Document trial(const Folder& folder, const std::string& blocks, const std::string& source = {}) {
  if (!source.empty()) folder.write("source.txt", source);
  const std::string head = "protocol TRIAL\n  title \"A trial\"\n";
  folder.write("trial.crit", head + (source.empty() ? "" : "  source \"source.txt\"\n") +
                                 "  as of screening\nuse words\n" + blocks);
  return document_of(folder.file("trial.crit"));
}

/// In words, the rule of a one-criterion protocol.
std::string words_of(const std::string& rule) {
  const Folder folder;
  return in_one_line(trial(folder, "inclusion I1\n  " + rule + "\n").criteria.at(0).rule.words);
}

std::string without_blanks(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) result += c;
  }
  return result;
}

std::vector<std::string> all_matches(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at)
    found.push_back((*at)[1]);
  return found;
}

}  // namespace

TEST_SUITE("tools: the page of a protocol") {
  TEST_CASE("every word of the source stands in the source column once, in order") {
    std::ifstream file("criteria/nct06710717/protocol.txt");
    std::stringstream source;
    source << file.rdbuf();
    std::string passages;
    std::string column;
    const Document document = document_of(founding_trial);
    for (const Passage& passage : document.passages) passages += passage.text;
    for (const std::string& text :
         all_matches(document_page(document), "<blockquote class=\"source\">([^<]*)<"))
      column += std::regex_replace(text, std::regex("&(lt|gt|quot|amp);"), "");
    CHECK(without_blanks(passages) == without_blanks(source.str()));
    CHECK(without_blanks(column) == without_blanks(source.str()));
  }

  TEST_CASE("every criterion and reading has its anchor, anchors are single, and links lead to one") {
    const Document document = document_of(founding_trial);
    const std::string page = document_page(document);
    const auto ids = all_matches(page, " id=\"([^\"]*)\"");
    const std::set<std::string> known(ids.begin(), ids.end());
    CHECK(known.size() == ids.size());
    CHECK(document.criteria.size() == 30);
    for (const DocCriterion& criterion : document.criteria) {
      CHECK(known.contains("criterion-" + criterion.id));
      for (const ReadingText& reading : criterion.readings) CHECK(known.contains("reading-" + reading.id));
    }
    for (const std::string& target : all_matches(page, "href=\"#([^\"]*)\"")) {
      INFO(target);
      CHECK(known.contains(target));
    }
  }

  TEST_CASE("the page needs nothing else, and is the same each time") {
    const std::string page = document_page(document_of(founding_trial));
    for (const char* outside : {"http:", "https:", "src=", "url(", "<script", "<link", "@import"}) {
      INFO(outside);
      CHECK(page.find(outside) == std::string::npos);
    }
    CHECK(page == document_page(document_of(founding_trial)));
  }

  TEST_CASE("text that no rule carries, and text that is waived, stand in plain sight") {
    const Folder folder;
    const Document document = trial(folder,
                                    "waive \"Inclusion:\" because \"a heading\"\n"
                                    "exclusion E1 \"Active cancer\"\n  active cancer\n",
                                    "Inclusion:\n• Active cancer.\n• No other disease \\<5 years\n");
    REQUIRE(document.passages.size() == 3);
    CHECK(document.passages[0].kind == Passage::Kind::waived);
    CHECK(document.passages[0].because == "a heading");
    CHECK(document.passages[1].text == "Active cancer.");
    CHECK(document.passages[2].kind == Passage::Kind::uncovered);
    CHECK(document.passages[2].text == "No other disease <5 years");
    const std::string page = document_page(document);
    CHECK(page.find("No rule carries this text.") != std::string::npos);
    CHECK(page.find("1 stretch of the source without a rule") != std::string::npos);
  }

  TEST_CASE("a list's numbers are no text of their own, and none is lost from a text") {
    const Folder folder;
    const Document numbered = trial(folder,
                                    "exclusion E1 \"Cancer\"\n  active cancer\n"
                                    "exclusion E2 \"Sepsis\"\n  ever cancer\n",
                                    "1. Cancer\n2. Sepsis\nToxicity (grade\n   2) or 3.\n");
    REQUIRE(numbered.passages.size() == 3);
    CHECK(numbered.passages[0].text == "Cancer");
    CHECK(numbered.passages[1].text == "Sepsis");
    CHECK(numbered.passages[2].text == "Toxicity (grade 2) or 3.");
  }

  TEST_CASE("uncovered text in another script is not taken for bullets") {
    const Folder folder;
    const Document document =
        trial(folder, "exclusion E1 \"Cancer\"\n  active cancer\n", "Cancer 妊娠中または授乳中");
    REQUIRE(document.passages.size() == 2);
    CHECK(document.passages[1].text == "妊娠中または授乳中");
  }

  TEST_CASE(
      "a sentence that stands twice is carried by each of its rules; one that two rules quote, by both") {
    const Folder folder;
    const Document twice = trial(folder,
                                 "exclusion E1 \"Cancer\"\n  active cancer\n"
                                 "exclusion E2 \"Cancer\"\n  ever cancer\n",
                                 "Cancer. Cancer.");
    REQUIRE(twice.passages.size() == 2);
    CHECK(twice.passages[0].begun == std::vector<std::size_t>{0});
    CHECK(twice.passages[1].begun == std::vector<std::size_t>{1});
    const Document shared = trial(folder,
                                  "exclusion E1 \"Active cancer or sepsis\"\n  active cancer\n"
                                  "exclusion E2 \"cancer\"\n  ever cancer\n",
                                  "Active cancer or sepsis");
    REQUIRE(shared.passages.size() == 3);
    CHECK(shared.passages[1].begun == std::vector<std::size_t>{1});
    CHECK(shared.passages[1].continued == std::vector<std::size_t>{0});
  }

  TEST_CASE("hostile text stays text") {
    const Folder folder;
    const std::string hostile = "<script>alert(1)</script> & <img src=x onerror=y> {{files}} \"\"quoted\"\"";
    const Document document =
        trial(folder, "inclusion I1 \"" + hostile + "\"\n  most recent ALT < 5 x ULN\n  note \"" + hostile +
                          "\"\n  review \"" + hostile + "\"\n  reading R-I1 \"" + hostile +
                          "\"\n    any ALT < 5 x ULN\n");
    const std::string page = document_page(document);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("<img") == std::string::npos);
    CHECK(page.find("<b>aminotransferase") == std::string::npos);
    CHECK(page.find("{{files}}") != std::string::npos);
    CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img") != std::string::npos);
    CHECK(page.find("&quot;quoted&quot;") != std::string::npos);
  }

  TEST_CASE("cases beside the protocol are counted by criterion and outcome") {
    const Folder folder;
    folder.write("trial.cases",
                 "cases for TRIAL\ncase \"one\"\n  birth-date 1990\n  cancer absent\n  expect E1 not met\n"
                 "  expect E1 met under R-E1\ncase \"two\"\n  birth-date 1990\n  expect E1 unknown\n");
    const Document document =
        trial(folder, "exclusion E1 \"Cancer\"\n  active cancer\n  reading R-E1 \"ever\"\n    ever cancer\n");
    CHECK(document.cases == 2);
    CHECK(document.criteria[0].expected == std::array<std::size_t, 4>{0, 1, 1, 0});
    CHECK(document.criteria[0].readings[0].cases == 1);
    CHECK(document_page(document).find("never met") != std::string::npos);
  }

  TEST_CASE("a library's page holds what it declares") {
    const Document document = document_of("criteria/instruments/cockcroft-gault.crit");
    CHECK(document.is_library);
    CHECK(document.criteria.empty());
    REQUIRE(document.derived.size() == 1);
    CHECK(document.derived[0].published.starts_with("Cockcroft DW"));
    std::set<std::string> facts;
    for (const FactText& fact : document.facts) facts.insert(fact.name);
    CHECK(facts == std::set<std::string>{"birth-date", "sex", "weight", "creatinine"});
  }
}

TEST_SUITE("runtime: rules in words") {
  TEST_CASE("a record with its window and its limit") {
    CHECK(words_of("most recent platelets within 4 weeks up to screening >= 100 10*9/L") ==
          "the latest result of platelets from 4 weeks (28 days) before the day of the screening visit to "
          "that day, "
          "both included, is at least 100 × 10⁹/L");
    CHECK(words_of("any platelets from 2020-01-01 < 50 10*9/L") ==
          "a result of platelets from 2020-01-01 on, that is below 50 × 10⁹/L");
    CHECK(words_of("every platelets within 1 year before screening >= 100 10*9/L") ==
          "every result of platelets from 1 year before the day of the screening visit to the day before it, "
          "both "
          "included, is at least 100 × 10⁹/L");
    CHECK(words_of("most recent anti-HCV is not Negative") ==
          "the latest result of anti-HCV up to the day of the screening visit, is not Negative");
    CHECK(words_of("age from 18 to 65 years") ==
          "age in completed years on the day of the screening visit is from 18 years to 65 years, both "
          "included");
  }

  TEST_CASE("a broader fact with its kinds, and who has none of it") {
    CHECK(words_of("active cancer") ==
          "cancer with its kinds breast-cancer, present on the day of the screening visit");
    CHECK(
        words_of("no breast-cancer up to screening") ==
        "not the case: breast-cancer, present on any day up to and including the day of the screening visit");
    CHECK(words_of("none of { active breast-cancer; receiving steroid }") ==
          "none of the following [breast-cancer, present on the day of the screening visit; a current course "
          "of "
          "steroid on the day of the screening visit]");
  }

  TEST_CASE("a quantity is bracketed as it is reckoned") {
    CHECK(words_of("most recent platelets <= 2 * (lowest platelets - 3 10*9/L) / (4 * 5)")
              .find("2 × (the lowest result of platelets up to the day of the screening visit − 3 × 10⁹/L) ÷ "
                    "(4 × 5)") != std::string::npos);
  }
}

}  // namespace eligo

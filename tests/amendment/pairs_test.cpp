// Pairs of versions, as data: what each change is found to be. A file holds any number of
//
//   ### what is changed
//   --- old
//   (a protocol's blocks)
//   --- new
//   --- expect
//   ID effect [was ID] [reworded] [by WORD NAME]     or: ID added effect, ID removed effect, READING effect
//
// Every criterion is named, and every example patient is evaluated again.

#include <algorithm>
#include <map>
#include <sstream>

#include "tests/amendment/versions.h"

using namespace eligo;
using namespace eligo::amendment;
using eligo::testing::Folder;

namespace {

const std::filesystem::path here = "tests/amendment";

struct Pair {
  std::string title;
  std::map<std::string, std::string> sections;  ///< old, new, expect
};

std::vector<Pair> read_pairs(const std::filesystem::path& file) {
  std::vector<Pair> pairs;
  std::string section;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("### ")) {
      pairs.push_back({line.substr(4), {}});
    } else if (line.starts_with("--- ")) {
      section = line.substr(4);
    } else {
      pairs.back().sections[section] += line + "\n";
    }
  }
  return pairs;
}

Compilation compile(const Folder& folder, const std::string& version, const std::string& blocks) {
  const std::string file =
      folder.write(version + "/trial.crit", "protocol TRIAL\n  as of screening\nuse vocabulary\n" + blocks);
  Compilation compilation = compile_file(file);
  for (const Diagnostic& diagnostic : compilation.diagnostics)
    REQUIRE_MESSAGE(diagnostic.severity != Severity::error, version << ": " << diagnostic.message);
  REQUIRE(compilation.plan);
  return compilation;
}

/// What was found of a criterion, in the words of an expectation.
std::string found_text(const CriterionChange& change, const std::vector<DeclarationChange>& declarations) {
  std::string text = change.now != nullptr ? change.now->id : change.old->id;
  if (change.kind == Change::added) text += " added";
  if (change.kind == Change::removed) text += " removed";
  text.append(" ").append(effect_word(change.effect));
  if (change.is_renumbered()) text += " was " + change.old->id;
  if (change.is_reworded()) text += " reworded";
  if (!change.effect.is_same()) {
    for (const std::size_t index : change.declarations)
      text += " by " + declarations[index].word + " " + declarations[index].name;
  }
  return text + "\n";
}

void check_examples(const Effect& effect, const Compilation& old, const Compilation& now,
                    const CriterionChange& change) {
  const Examples& examples = effect.examples;
  for (const auto* example : {&examples.tighter, &examples.looser, &examples.opens, &examples.settles}) {
    if (!*example) continue;
    CHECK(eligo::testing::standing(*old.plan, change.old, (*example)->json) == (*example)->before);
    CHECK(eligo::testing::standing(*now.plan, change.now, (*example)->json) == (*example)->after);
    CHECK((*example)->before != (*example)->after);
  }
  CHECK((effect.tighter == Likelihood::yes) == examples.tighter.has_value());
  CHECK((effect.looser == Likelihood::yes) == examples.looser.has_value());
}

void check_pair(const Folder& folder, const Pair& pair) {
  INFO(pair.title);
  const Compilation old = compile(folder, "old", pair.sections.at("old"));
  const Compilation now = compile(folder, "new", pair.sections.at("new"));
  const Amendment amendment = compare(old, now);
  std::string found;
  for (const CriterionChange& change : amendment.criteria) {
    found += found_text(change, amendment.declarations);
    check_examples(change.effect, old, now, change);
    for (const ReadingChange& reading : change.readings)
      found += reading.id + " " + std::string(effect_word(reading.effect)) + "\n";
  }
  std::string expected = pair.sections.at("expect");
  expected.erase(expected.find_last_not_of('\n') + 1);
  CHECK(found == expected + "\n");
}

}  // namespace

TEST_CASE("each change is what it is expected to be") {
  const Folder folder("pairs");
  std::filesystem::copy(here / "vocabulary.crit", folder.path() / "vocabulary.crit");
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(here)) {
    if (file.path().extension() != ".pairs") continue;
    for (const Pair& pair : read_pairs(file.path())) {
      check_pair(folder, pair);
      ++count;
    }
  }
  CHECK(count >= 30);
}

TEST_CASE("turned round, tighter is looser") {
  const Folder folder("turned");
  std::filesystem::copy(here / "vocabulary.crit", folder.path() / "vocabulary.crit");
  for (const auto& file : std::filesystem::directory_iterator(here)) {
    if (file.path().extension() != ".pairs") continue;
    for (const Pair& pair : read_pairs(file.path())) {
      INFO(pair.title);
      const Compilation old = compile(folder, "old", pair.sections.at("old"));
      const Compilation now = compile(folder, "new", pair.sections.at("new"));
      const Amendment there = compare(old, now);
      const Amendment back = compare(now, old);
      for (const CriterionChange& change : there.criteria) {
        const auto other =
            std::find_if(back.criteria.begin(), back.criteria.end(), [&](const CriterionChange& turned) {
              return turned.old == change.now && turned.now == change.old;
            });
        REQUIRE(other != back.criteria.end());
        CHECK(other->effect.tighter == change.effect.looser);
        CHECK(other->effect.looser == change.effect.tighter);
      }
    }
  }
}

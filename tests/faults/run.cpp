// One fault, one message. Each fault of the tables in tests/faults is planted in a valid file and must give
// exactly one error: of this code and wording, at the fault or the token after it, with this repair. Then
// every token of the base files is deleted, doubled, swapped with the next and misspelt in turn; how many of
// these give one error at most is counted and may not fall.
//
//   run              checks all
//   run --print      prints what is said of each fault, to be read
//   run --propose    prints the tables as they would have to be for what is found now
#include <algorithm>
#include <cstdio>
#include <fstream>

#include "compiler/diagnostics/render.h"
#include "grammar/scan.h"
#include "tests/faults/fault.h"

namespace {

using namespace eligo;          // NOLINT(google-build-using-namespace)
using namespace eligo::faults;  // NOLINT(google-build-using-namespace)

std::string outcome(const Result& result) {
  const auto& found = result.compilation.diagnostics;
  if (found.size() != 1) return "    E" + std::to_string(found.size()) + " findings";
  return "    " + std::string(found[0].code) + (result.is_at_fault ? " " : " elsewhere ") + result.repair +
         ": " + found[0].message;
}

std::string expected(const Fault& fault) {
  return "    " + fault.code + (fault.is_elsewhere ? " elsewhere " : " ") + fault.repair + ": " +
         fault.message;
}

void print_all(const Result& result) {
  for (const auto& d : result.compilation.diagnostics)
    std::printf("%s\n", render(d, result.compilation.files).c_str());
}

constexpr int least_faults = 350;
constexpr double least_single = 0.995;
constexpr double least_at_fault = 0.93;
constexpr double least_repaired = 0.69;

struct Count {
  int all = 0;
  int failed = 0;
  int repaired = 0;
};

void try_table(const Bench& bench, const std::filesystem::path& path, const std::string& mode, Count& count) {
  std::string file;
  for (const Fault& fault : read_table(path)) {
    const Result result = examine(bench, fault.file, plant(bench.files().at(fault.file), fault.edit));
    ++count.all;
    if (result.repair != "none") ++count.repaired;
    if (mode == "--propose") {
      if (fault.file != file) std::printf("\nin %s\n", fault.file.c_str());
      file = fault.file;
      std::printf("%s\n%s\n", fault.edit.c_str(), outcome(result).c_str());
    }
    const bool is_right = outcome(result) == expected(fault);
    if (mode == "--print" || (mode == "--propose" && result.compilation.diagnostics.size() != 1)) {
      std::printf("---- %s: %s\n", fault.file.c_str(), fault.edit.c_str());
      print_all(result);
    }
    if (is_right) continue;
    ++count.failed;
    if (!mode.empty()) continue;
    std::printf("%s:%u: %s\nexpected\n%s\nfound\n%s\n", path.c_str(), fault.line, fault.edit.c_str(),
                expected(fault).c_str(), outcome(result).c_str());
    print_all(result);
  }
}

// ---- every token in turn

struct Token {
  std::uint32_t begin;
  std::uint32_t end;
};

std::vector<Token> tokens(const std::string& text) {
  std::vector<Token> result;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  for (const char* at = grammar::skip_space(begin, end); at != end;) {
    const auto size = grammar::token_at(at, end).size();
    const auto offset = static_cast<std::uint32_t>(at - begin);
    result.push_back({offset, offset + static_cast<std::uint32_t>(size)});
    at = grammar::skip_space(at + size, end);
  }
  return result;
}

Edit replaced(const std::string& text, Token token, const std::string& by) {
  Edit edit{token.begin, token.begin + static_cast<std::uint32_t>(by.size()), text};
  edit.text.replace(token.begin, token.end - token.begin, by);
  return edit;
}

/// The ways in which a token is spoilt.
std::vector<std::pair<std::string, Edit>> variants(const std::string& text, Token token, const Token* next) {
  const std::string word = text.substr(token.begin, token.end - token.begin);
  std::vector<std::pair<std::string, Edit>> result;
  result.emplace_back("deleted", replaced(text, token, ""));
  result.emplace_back("doubled", replaced(text, token, word + " " + word));
  if (next != nullptr) {
    const std::string other = text.substr(next->begin, next->end - next->begin);
    const std::string between = text.substr(token.end, next->begin - token.end);
    result.emplace_back("swapped", replaced(text, {token.begin, next->end}, other + between + word));
  }
  const bool is_word = std::isalpha(static_cast<unsigned char>(word[0])) != 0;
  if (is_word && word.size() >= 4) {
    std::string slip = word;
    std::swap(slip[slip.size() / 2 - 1], slip[slip.size() / 2]);
    if (slip == word) slip.erase(slip.size() / 2, 1);
    result.emplace_back("misspelt", replaced(text, token, slip));
  }
  if (word.front() == '"' && word.size() > 2) {
    result.emplace_back("not closed", replaced(text, token, word.substr(0, word.size() - 1)));
    result.emplace_back("not opened", replaced(text, token, word.substr(1)));
  }
  return result;
}

struct Share {
  int all = 0;
  int silent = 0;  ///< still valid
  int one = 0;
  int at_fault = 0;
  int repaired = 0;
};

void print(const std::string& what, const Share& share) {
  std::printf(
      "%-12s %5d variants: %5d still valid, %5d one error, %4d several; of the single ones %5d at the fault, "
      "%5d with a repair that holds\n",
      what.c_str(), share.all, share.silent, share.one, share.all - share.silent - share.one, share.at_fault,
      share.repaired);
}

Share try_every_token(const Bench& bench, const std::string& mode) {
  std::map<std::string, Share> shares;
  for (const auto& [file, text] : bench.files()) {
    if (file.ends_with(".txt")) continue;
    const auto all = tokens(text);
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (const auto& [way, edit] : variants(text, all[i], i + 1 < all.size() ? &all[i + 1] : nullptr)) {
        const Result result = examine(bench, file, edit);
        const std::size_t found = result.compilation.diagnostics.size();
        for (Share* share : {&shares[way], &shares["all"]}) {
          ++share->all;
          if (found == 0) ++share->silent;
          if (found != 1) continue;
          ++share->one;
          if (result.is_at_fault) ++share->at_fault;
          if (result.repair != "none") ++share->repaired;
        }
        const bool is_shown =
            mode == "--several" ? found > 1 : mode == "--away" && found == 1 && !result.is_at_fault;
        if (!is_shown) continue;
        const LineColumn at = locate(edit.text, edit.begin);
        std::printf("---- %s:%u:%u %s `%s`\n", file.c_str(), at.line, at.column, way.c_str(),
                    text.substr(all[i].begin, all[i].end - all[i].begin).c_str());
        print_all(result);
      }
    }
  }
  for (const auto& [way, share] : shares) print(way, share);
  return shares["all"];
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  const std::filesystem::path folder = "tests/faults";
  const Bench bench(folder / "base");
  for (const auto& [file, text] : bench.files()) {
    if (file.ends_with(".txt")) continue;
    const Compilation clean = bench.compile(file, text);
    for (const auto& d : clean.diagnostics) std::printf("%s", render(d, clean.files).c_str());
    if (!clean.diagnostics.empty() || !clean.unreadable.empty()) return 1;
  }
  Count count;
  std::vector<std::filesystem::path> tables;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".faults") tables.push_back(entry.path());
  }
  std::sort(tables.begin(), tables.end());
  for (const auto& table : tables) {
    if (mode == "--propose") std::printf("## %s\n", table.c_str());
    try_table(bench, table, mode, count);
  }
  std::printf("%d faults, %d not as expected, %d with a repair\n", count.all, count.failed, count.repaired);
  const Share share = mode == "--print" || mode == "--propose" ? Share{} : try_every_token(bench, mode);
  if (!mode.empty()) return 0;
  const bool is_table_right =
      count.failed == 0 && count.all >= least_faults && 2 * count.repaired >= count.all;
  // These may rise and not fall.
  const bool is_share_right = share.one + share.silent >= least_single * share.all &&
                              share.at_fault >= least_at_fault * share.one &&
                              share.repaired >= least_repaired * share.one;
  if (!is_share_right)
    std::printf("of the spoilt tokens fewer than before give one error, at its place, with a repair\n");
  return is_table_right && is_share_right ? 0 : 1;
}

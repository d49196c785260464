#include "compiler/lint/repair.h"

#include <algorithm>
#include <map>

#include "compiler/lint/same_meaning.h"

namespace eligo {
namespace lint {
namespace {

/// A repair that is offered: which finding's, and which of them.
struct Offer {
  std::size_t finding;
  const Fix* fix;
};

/// How often each finding stands in a file. Repairs move findings about, so places do not count.
using Tally = std::map<std::pair<std::string_view, std::string>, int>;

Tally tally(const std::vector<Diagnostic>& findings) {
  Tally result;
  for (const Diagnostic& d : findings) ++result[{d.code, d.message}];
  return result;
}

/// The repairs of lint rules in the file itself, in the order of their places; of repairs that overlap the
/// first.
std::vector<Offer> offers(const Compilation& compilation) {
  std::vector<Offer> result;
  for (std::size_t i = 0; i < compilation.diagnostics.size(); ++i) {
    const Diagnostic& d = compilation.diagnostics[i];
    if (find_rule(d.code) == nullptr || d.fixes.size() != 1 || d.fixes.front().span.file != 0) continue;
    result.push_back({i, &d.fixes.front()});
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Offer& a, const Offer& b) { return a.fix->span.begin < b.fix->span.begin; });
  return result;
}

std::vector<Offer> apart(const std::vector<Offer>& all) {
  std::vector<Offer> result;
  for (const Offer& offer : all) {
    if (result.empty() || offer.fix->span.begin >= result.back().fix->span.end) result.push_back(offer);
  }
  return result;
}

std::string repaired(const std::string& text, const std::vector<Offer>& made) {
  std::string result;
  std::size_t at = 0;
  for (const Offer& offer : made) {
    result.append(text, at, offer.fix->span.begin - at);
    result += offer.fix->text;
    at = offer.fix->span.end;
  }
  return result.append(text, at);
}

/// Tries repairs by compiling and linting the repaired text.
class Bench {
 public:
  Bench(const std::string& path, const CompileOptions& options, const LintSettings& settings,
        const Linted& before)
      : path_(path),
        options_(options),
        settings_(settings),
        before_(before),
        tally_(tally(before.compilation.diagnostics)) {}

  /// Whether these repairs, made together, keep their promise.
  bool keep(const std::vector<Offer>& made) {
    CompileOptions options = options_;
    options.texts[path_] = repaired(before_.compilation.files.front().text, made);
    const Linted after = lint_file(path_, options, settings_);
    ++tried_;
    Tally allowed = tally_;
    for (const Offer& offer : made) {
      const Diagnostic& d = before_.compilation.diagnostics[offer.finding];
      --allowed[{d.code, d.message}];
    }
    for (const auto& [finding, count] : tally(after.compilation.diagnostics)) {
      const auto known = allowed.find(finding);
      if (known == allowed.end() || count > known->second) return false;
    }
    return same_meaning(before_.plan, after.plan);
  }

  /// Those of the repairs that keep their promise, found by halving.
  void sort_out(const std::vector<Offer>& made, std::vector<Offer>& good) {
    if (made.empty() || tried_ >= most_tried) return;
    if (keep(made)) {
      good.insert(good.end(), made.begin(), made.end());
      return;
    }
    if (made.size() == 1) return;
    const auto middle = made.begin() + static_cast<std::ptrdiff_t>(made.size() / 2);
    sort_out({made.begin(), middle}, good);
    sort_out({middle, made.end()}, good);
  }

 private:
  static constexpr int most_tried = 64;  // repairs beyond it are not offered
  const std::string& path_;
  const CompileOptions& options_;
  const LintSettings& settings_;
  const Linted& before_;
  Tally tally_;
  int tried_ = 0;
};

}  // namespace

void try_fixes(const std::string& path, const CompileOptions& options, const LintSettings& settings,
               Linted& found) {
  std::vector<Offer> open = offers(found.compilation);
  if (open.empty()) return;
  Bench bench(path, options, settings, found);
  std::vector<Offer> good;
  while (!open.empty()) {  // repairs that overlap are tried in turns
    const std::vector<Offer> turn = apart(open);
    bench.sort_out(turn, good);
    std::erase_if(open, [&](const Offer& offer) {
      return std::any_of(turn.begin(), turn.end(),
                         [&](const Offer& t) { return t.finding == offer.finding; });
    });
  }
  std::vector<bool> is_good(found.compilation.diagnostics.size());
  for (const Offer& offer : good) is_good[offer.finding] = true;
  for (std::size_t i = 0; i < is_good.size(); ++i) {
    Diagnostic& d = found.compilation.diagnostics[i];
    if (!is_good[i] && find_rule(d.code) != nullptr) d.fixes.clear();
  }
}

}  // namespace lint

Repair repair_file(const std::string& path, const CompileOptions& options, const LintSettings& settings) {
  static constexpr int most_rounds = 20;  // a repair may lay the next one open
  Repair result;
  CompileOptions current = options;
  for (int round = 0; round < most_rounds; ++round) {
    lint::Linted found = lint::lint_file(path, current, settings);
    if (found.compilation.files.empty()) return result;
    std::string& text = found.compilation.files.front().text;
    if (round == 0) result.before = text;
    result.after = text;
    lint::try_fixes(path, current, settings, found);
    auto made = lint::apart(lint::offers(found.compilation));
    if (made.empty()) return result;
    lint::Bench bench(path, current, settings, found);
    if (made.size() > 1 && !bench.keep(made))
      made.erase(made.begin() + 1, made.end());  // good one by one, not together
    result.count += made.size();
    current.texts[path] = lint::repaired(text, made);
    result.after = current.texts[path];
  }
  return result;
}

}  // namespace eligo

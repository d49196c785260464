#include <algorithm>
#include <array>

#include "compiler/lint/ask.h"

/// Words of a sentence that two readers take in two ways, whatever stands around them.
namespace eligo::lint {
namespace {

using Phrases = std::initializer_list<std::string_view>;

/// Reports the first of the phrases in every open sentence in which none of the others stands.
void doubt_phrase(const Checked& program, LintReporter& report, Phrases phrases, Phrases settled_by,
                  std::string_view message) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find(phrases);
    if (at && !criterion.words.has(settled_by)) doubt(report, *at, std::string(message));
  });
}

bool is_number(const QuotedToken& token) { return number_of(token.text).has_value(); }

}  // namespace

void between_ends(const Checked& program, LintReporter& report) {
  doubt_phrase(program, report, {"between"}, {"inclusive", "exclusive", "included", "excluded"},
               "“between”: do the two ends belong to it?");
}

void within_of(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto& tokens = criterion.words.tokens();
    for (auto at = criterion.words.index({"within"}); at; at = criterion.words.index({"within"}, *at + 1)) {
      const auto of = criterion.words.index({"of"}, *at + 1);
      if (!of || *of > *at + 4 ||
          !std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(*at),
                       tokens.begin() + static_cast<std::ptrdiff_t>(*of), is_number))
        continue;
      doubt(report, criterion.words.span(*at, *of),
            "“within … of” a day may mean before it, after it, or both");
      return;
    }
  });
}

void normal_value(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find({"normal"});
    if (!at || !has_below(criterion.rule, {Syntax::normal_limit})) return;
    if (criterion.words.has({"uln", "lln", "upper limit", "lower limit", "upper normal", "lower normal",
                             "limit of normal", "limits of normal"}))
      return;
    doubt(report, *at, "“normal” has two limits; the rule takes one of them");
  });
}

void percent_of_what(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    if (!has_below(criterion.rule, {Syntax::predicted})) return;
    const auto& tokens = criterion.words.tokens();
    const auto count = [&](Phrases words) {
      return std::count_if(tokens.begin(), tokens.end(), [&](const QuotedToken& token) {
        return std::find(words.begin(), words.end(), token.text) != words.end();
      });
    };
    const auto at = criterion.words.find({"%", "percent"});
    if (at && count({"%", "percent"}) > count({"predicted"}))
      doubt(report, *at, "percent of what? The rule takes percent of the predicted value");
  });
}

void formula_unnamed(const Checked& program, LintReporter& report) {
  doubt_phrase(program, report, {"creatinine clearance", "crcl", "egfr", "gfr", "glomerular filtration"},
               {"cockcroft", "ckd", "mdrd", "schwartz", "jelliffe", "measured", "24"},
               "by which formula? Each gives another figure for the same patient");
  doubt_phrase(program, report, {"qtc", "corrected qt"}, {"fridericia", "bazett", "framingham", "hodges"},
               "corrected by which formula? Each gives another figure for the same patient");
}

void vague_word(const Checked& program, LintReporter& report) {
  static constexpr std::size_t near = 6;  // words within which a figure makes the meaning clear
  each_open(program, [&](const CheckedCriterion& criterion) {
    const Quotation& words = criterion.words;
    if (words.has({"defined", "according to", "grade", "as per", "i . e"})) return;
    const auto at =
        words.index({"severe", "significant", "uncontrolled", "adequate", "effective", "persistent", "poorly",
                     "unstable", "serious", "major", "involvement", "sufficient", "insufficiency",
                     "excessive", "abnormal", "symptomatic", "high dose", "low dose", "inadequately"});
    if (!at) return;
    const auto& tokens = words.tokens();
    const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(*at);
    const auto end = tokens.begin() + static_cast<std::ptrdiff_t>(std::min(*at + near, tokens.size()));
    if (std::any_of(begin, end, is_number)) return;
    doubt(report, words.span(*at, *at), "“" + tokens[*at].text + "” is not defined: where does it begin?");
  });
}

void unresolved_mark(const Checked& program, LintReporter& report) {
  doubt_phrase(program, report,
               {"to review", "to be reviewed", "to be confirmed", "to be determined", "tbd", "tbc", "tba",
                "xx", "xxx", "to be defined", "? ?", "check with", "placeholder"},
               {}, "this looks like a remark of the authors that was left in: the criterion is not final");
}

void example_list(const Checked& program, LintReporter& report) {
  doubt_phrase(program, report,
               {"such as", "e . g", "for example", "including", "etc", "or similar", "for instance"},
               {"including but not limited to", "limited to"},
               "are these examples, or all that is meant? The rule can only list what it knows");
}

void approximate_limit(const Checked& program, LintReporter& report) {
  doubt_phrase(program, report, {"approximately", "about", "around", "roughly", "circa", "~", "nearly"}, {},
               "an approximate limit: whom just beside it does it take in?");
}

void dose_equivalent(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find({"or equivalent", "equivalent"});
    if (!at || has_below(criterion.rule, {Syntax::name_quantity})) return;
    doubt(report, *at, "equivalent by which table? The rule reckons with none");
  });
}

void stable_without_period(const Checked& program, LintReporter& report) {
  doubt_phrase(
      program, report, {"stable"},
      {"for at least", "for the last", "for the past", "for >=", "for more than", "within", "for a minimum"},
      "stable since when, and how much change is none?");
}

void time_word(const Checked& program, LintReporter& report) {
  doubt_phrase(program, report,
               {"recent", "recently", "current", "currently", "previous", "prior", "history of", "ongoing"},
               {"within", "day", "days", "week", "weeks", "month", "months", "year", "years", "prior to"},
               "how far back does this reach? The sentence gives no period");
}

void line_of_therapy(const Checked& program, LintReporter& report) {
  doubt_phrase(program, report,
               {"line of", "lines of", "prior therap*", "prior treatment*", "prior regimen*"}, {"defined"},
               "what counts as a line, and does maintenance or adjuvant treatment?");
}

}  // namespace eligo::lint

#include <algorithm>
#include <array>
#include <set>

#include "compiler/lint/ask.h"
#include "compiler/lower/lower.h"

/// The rule held against its sentence: figures, comparisons and days that stand in one and not in the other.
namespace eligo::lint {
namespace {

struct Figure {
  Number value;
  Span span;
  std::optional<Comparison> comparison;
};

/// Units and spellings in which the same limit bears another figure: weeks and days, months and years,
/// thousands.
bool is_same(const Number& a, const Number& b) {
  static constexpr std::array<std::int64_t, 7> factors = {1, 7, 10, 12, 100, 1000, 1000000};
  return std::any_of(factors.begin(), factors.end(),
                     [&](std::int64_t f) { return a * Number(f) == b || b * Number(f) == a; });
}

/// A figure that is part of a name (`CD19`, `SLEDAI-2K`, `C3`) or a year is no limit.
bool is_limit(const std::vector<QuotedToken>& tokens, std::size_t at) {
  const QuotedToken& token = tokens[at];
  const bool is_year =
      token.text.size() == 4 && (token.text.starts_with("19") || token.text.starts_with("20"));
  const auto touches = [&](std::size_t other, bool is_before) {
    const QuotedToken& t = tokens[other];
    const bool adjoins = is_before ? t.end == token.begin : t.begin == token.end;
    return adjoins && (t.text == "-" || std::isalpha(static_cast<unsigned char>(t.text.front())) != 0);
  };
  return !is_year && !(at > 0 && touches(at - 1, true)) &&
         !(at + 1 < tokens.size() && touches(at + 1, false) && tokens[at + 1].text != "-");
}

struct ComparisonWords {
  std::string_view words;
  Comparison comparison;
};

/// Longer phrases before the shorter ones that they begin with.
constexpr std::array<ComparisonWords, 28> before_figure{{
    {"greater than or equal to", Comparison::greater_or_equal},
    {"less than or equal to", Comparison::less_or_equal},
    {"no less than", Comparison::greater_or_equal},
    {"not less than", Comparison::greater_or_equal},
    {"no more than", Comparison::less_or_equal},
    {"not more than", Comparison::less_or_equal},
    {"no greater than", Comparison::less_or_equal},
    {"no fewer than", Comparison::greater_or_equal},
    {"at least", Comparison::greater_or_equal},
    {"a minimum of", Comparison::greater_or_equal},
    {"at most", Comparison::less_or_equal},
    {"a maximum of", Comparison::less_or_equal},
    {"up to", Comparison::less_or_equal},
    {"more than", Comparison::greater},
    {"greater than", Comparison::greater},
    {"higher than", Comparison::greater},
    {"older than", Comparison::greater},
    {"above", Comparison::greater},
    {"over", Comparison::greater},
    {"exceeding", Comparison::greater},
    {"less than", Comparison::less},
    {"lower than", Comparison::less},
    {"fewer than", Comparison::less},
    {"younger than", Comparison::less},
    {"below", Comparison::less},
    {"under", Comparison::less},
    {">=", Comparison::greater_or_equal},
    {"<=", Comparison::less_or_equal},
}};

std::optional<Comparison> comparison_before(const std::vector<QuotedToken>& tokens, std::size_t at) {
  if (at == 0) return std::nullopt;
  if (tokens[at - 1].text == "<") return Comparison::less;
  if (tokens[at - 1].text == ">") return Comparison::greater;
  for (const ComparisonWords& entry : before_figure) {
    std::string_view rest = entry.words;
    const auto count = static_cast<std::size_t>(std::count(rest.begin(), rest.end(), ' ')) + 1;
    if (count > at) continue;
    bool fits = true;
    for (std::size_t i = at - count; i < at; ++i) {
      const std::size_t space = std::min(rest.find(' '), rest.size());
      fits = fits && tokens[i].text == rest.substr(0, space);
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    if (fits) return entry.comparison;
  }
  return std::nullopt;
}

std::vector<Figure> figures_of(const Quotation& words) {
  std::vector<Figure> result;
  const auto& tokens = words.tokens();
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto number = number_of(tokens[at].text);
    if (!number || !is_limit(tokens, at)) continue;
    const auto value = Number::parse(*number);
    if (value) result.push_back({*value, words.span(at, at), comparison_before(tokens, at)});
  }
  return result;
}

/// The figures of a rule, with the comparison that each is the limit of.
std::vector<Figure> figures_of(const Place& rule) {
  std::vector<Figure> result;
  const auto add = [&](const Place& number, std::optional<Comparison> comparison) {
    std::string_view text = number.text();
    if (number.kind() == Syntax::titre) text.remove_prefix(text.find(':') + 1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    const auto value = Number::parse(text);
    if (value) result.push_back({*value, number.span(), comparison});
  };
  // The only number of a limit: `5 x ULN`, `30 IU/mL`, `1:80`.
  const auto lone_number = [](const Place& limit) {
    std::vector<Place> numbers;
    each_below(limit, [&](const Place& at) {
      if (at.kind() == Syntax::number || at.kind() == Syntax::titre) numbers.push_back(at);
    });
    return numbers.size() == 1 ? numbers.front() : Place{};
  };
  std::set<std::uint32_t> taken;
  each_below(rule, [&](const Place& at) {
    if (at.kind() == Syntax::compare_limit || at.kind() == Syntax::when_limit) {
      const Place number = lone_number(at.first().next());
      if (number.module == nullptr) return;
      taken.insert(number.node);
      add(number, comparison_of(at.first().text()));
    } else if (at.kind() == Syntax::compare_between) {
      const auto ends = at.children();
      for (std::size_t i = 0; i < 2; ++i) {
        const Place number = lone_number(ends[i]);
        if (number.module == nullptr) continue;
        taken.insert(number.node);
        add(number, i == 0 ? Comparison::greater_or_equal : Comparison::less_or_equal);
      }
    } else if (at.kind() == Syntax::lasting || at.kind() == Syntax::for_total ||
               at.kind() == Syntax::at_least) {
      each_below(at, [&](const Place& number) {
        if (number.kind() != Syntax::number && number.kind() != Syntax::int_number) return;
        taken.insert(number.node);
        add(number, Comparison::greater_or_equal);
      });
    }
  });
  each_below(rule, [&](const Place& at) {
    const Syntax kind = at.kind();
    if ((kind == Syntax::number || kind == Syntax::int_number || kind == Syntax::titre) &&
        !taken.contains(at.node))
      add(at, std::nullopt);
  });
  return result;
}

/// All digits of a rule, also those inside names: `life-expectancy-more-than-3-months`.
bool stands_in(const Number& value, std::string_view rule) {
  for (std::size_t at = 0; at < rule.size();) {
    if (std::isdigit(static_cast<unsigned char>(rule[at])) == 0) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < rule.size() &&
           (std::isdigit(static_cast<unsigned char>(rule[end])) != 0 || rule[end] == '.'))
      ++end;
    std::string_view digits = rule.substr(at, end - at);
    while (digits.ends_with('.')) digits.remove_suffix(1);
    const auto found = Number::parse(digits);
    if (found && is_same(*found, value)) return true;
    at = end;
  }
  return false;
}

bool asks_question(const Checked& program, const Place& rule) {
  return names_any(program, rule, [&](const Symbol& symbol) {
    return symbol.kind == Symbol::Kind::fact &&
           program.vocabulary().facts[symbol.index].kind == FactKind::question;
  });
}

std::string_view sign_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::less: return "<";
    case Comparison::less_or_equal: return "<=";
    case Comparison::equal: return "=";
    case Comparison::not_equal: return "!=";
    case Comparison::greater_or_equal: return ">=";
    case Comparison::greater: return ">";
  }
  return "=";
}

/// The rule of a criterion with the condition before it: `only for` belongs to the sentence as well.
std::vector<Figure> rule_figures(const CheckedCriterion& criterion) {
  auto result = figures_of(criterion.rule);
  if (const Place only_for = criterion.block.child(Syntax::only_for); only_for.exists()) {
    auto more = figures_of(only_for);
    result.insert(result.end(), more.begin(), more.end());
  }
  return result;
}

struct Visit {
  std::string_view anchor;
  std::initializer_list<std::string_view> words;
};
const std::array<Visit, 5> visits{{{"screening", {"screening"}},
                                   {"enrolment", {"enrolment", "enrollment"}},
                                   {"randomisation", {"randomisation", "randomization"}},
                                   {"baseline", {"baseline"}},
                                   {"first-dose", {"first dose", "first infusion"}}}};

}  // namespace

void figure_not_in_quotation(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto quoted = figures_of(criterion.words);
    for (const Figure& figure : rule_figures(criterion)) {
      if (figure.value == Number(0) || figure.value == Number(1)) continue;
      const bool is_there = std::any_of(quoted.begin(), quoted.end(),
                                        [&](const Figure& q) { return is_same(q.value, figure.value); });
      if (is_there) continue;
      doubt(report, figure.span, "this figure does not stand in the sentence");
      return;
    }
  });
}

void quoted_figure_unused(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    if (asks_question(program, criterion.rule)) return;
    const std::string_view rule = program.main().tree.source.substr(
        criterion.head().begin, criterion.rule.span().end - criterion.head().begin);
    const std::size_t quoted = criterion.quotation.span().end - criterion.head().begin;
    const std::set<std::string_view> small = {"one", "zero"};
    const auto& tokens = criterion.words.tokens();
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      const auto number = number_of(tokens[at].text);
      if (!number || small.contains(tokens[at].text) || !is_limit(tokens, at)) continue;
      const auto value = Number::parse(*number);
      const bool is_small = value && (*value == Number(0) || *value == Number(1));  // `ECOG 0 or 1`: `<= 1`
      if (!value || is_small || stands_in(*value, rule.substr(quoted))) continue;
      doubt(report, criterion.words.span(at, at), "the rule does nothing with this figure of the sentence");
      return;
    }
  });
}

void comparison_differs(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    bool is_negated = has_below(criterion.rule, {Syntax::negation, Syntax::none_of, Syntax::is_not});
    each_below(criterion.rule, [&](const Place& at) {
      is_negated = is_negated || (at.kind() == Syntax::presence && at.child(Syntax::selector).text() == "no");
    });
    if (is_negated) return;
    const auto quoted = figures_of(criterion.words);
    const auto ruled = rule_figures(criterion);
    for (const Figure& q : quoted) {
      if (!q.comparison) continue;
      const auto is_equal = [&](const Figure& f) { return f.value == q.value; };
      const auto match = std::find_if(ruled.begin(), ruled.end(), is_equal);
      const bool is_unique = std::count_if(ruled.begin(), ruled.end(), is_equal) == 1 &&
                             std::count_if(quoted.begin(), quoted.end(), is_equal) == 1;
      if (!is_unique || !match->comparison || *match->comparison == *q.comparison) continue;
      doubt(report, match->span,
            "the sentence says `" + std::string(sign_of(*q.comparison)) + " " + q.value.text() +
                "`, the rule `" + std::string(sign_of(*match->comparison)) + " " + q.value.text() + "`")
          .note("the sentence", q.span);
      return;
    }
  });
}

void day_differs(const Checked& program, LintReporter& report) {
  const auto& anchors = program.vocabulary().anchor_by_name;
  each_open(program, [&](const CheckedCriterion& criterion) {
    for (const Visit& visit : visits) {
      const auto at = criterion.words.find(visit.words);
      const auto anchor = anchors.find(std::string(visit.anchor));
      if (!at || anchor == anchors.end()) continue;
      bool is_used = false;
      bool has_window = false;
      each_below(criterion.rule, [&](const Place& place) {
        const Syntax kind = place.kind();
        const bool is_window = kind == Syntax::window_within || kind == Syntax::window_open ||
                               kind == Syntax::window_at_least || kind == Syntax::age ||
                               kind == Syntax::unchanged;
        has_window = has_window || is_window;
        is_used = is_used || (kind == Syntax::name && place.text() == visit.anchor) ||
                  (kind == Syntax::as_of_date && anchor->second == program.plan().as_of);
      });
      const bool is_as_of = anchor->second == program.plan().as_of;
      if (is_used || (is_as_of && !has_window)) continue;
      doubt(report, *at, "the sentence names this day, and the rule counts from another one");
      return;
    }
  });
}

}  // namespace eligo::lint

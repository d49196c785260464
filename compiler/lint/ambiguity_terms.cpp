#include <algorithm>
#include <array>

#include "compiler/lint/ask.h"

/// Terms of medicine that need one word more to be decided, and sentences that the rule takes in one of
/// several ways.
namespace eligo::lint {
namespace {

struct Variant {
  std::string_view term;
  std::initializer_list<std::string_view> kinds;  ///< any of these says which
  std::string_view question;
};

const std::array<Variant, 11> variants{{
    {"bilirubin",
     {"total", "direct", "indirect", "conjugated", "unconjugated"},
     "total or direct bilirubin?"},
    {"ejection fraction",
     {"echo*", "muga", "mri", "magnetic", "scan", "scintigraphy", "ventriculography"},
     "measured by which method?"},
    {"pregnancy test", {"serum", "urine", "urinary", "blood"}, "in urine or in serum?"},
    {"glucose", {"fasting", "random", "postprandial", "plasma"}, "fasting or at any time?"},
    {"calcium",
     {"corrected", "ionized", "ionised", "adjusted"},
     "corrected for albumin, ionised, or as measured?"},
    {"hepatitis b",
     {"surface", "hbsag", "dna", "core", "hbcab"},
     "shown by which test: surface antigen, DNA?"},
    {"hepatitis c", {"antibod*", "rna", "anti"}, "shown by which test: antibody, RNA?"},
    {"hiv", {"antibod*", "antigen", "rna", "load", "test", "tests"}, "shown by which test?"},
    {"blood pressure", {"systolic", "diastolic"}, "systolic or diastolic, and both or either?"},
    {"proteinuria", {"24", "ratio", "dipstick", "upcr", "per"}, "measured how: in 24 hours, as a ratio?"},
    {"tuberculosis",
     {"latent", "interferon", "quantiferon", "tuberculin", "pulmonary"},
     "latent, or disease? By which test?"},
}};

bool asks_field(const Place& rule, std::string_view field) {
  bool found = false;
  each_below(rule, [&](const Place& at) {
    found = found || (at.kind() == Syntax::where_filter && at.child(Syntax::name).text() == field);
  });
  return found;
}

bool asks_kind(const Checked& program, const Place& rule, FactKind kind) {
  return names_any(program, rule, [&](const Symbol& symbol) {
    return symbol.kind == Symbol::Kind::fact && program.vocabulary().facts[symbol.index].kind == kind;
  });
}

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// The published sources of the instruments and formulas that a rule names, in lower case.
std::string sources_of(const Checked& program, const Place& rule) {
  std::string all;
  names_any(program, rule, [&](const Symbol& symbol) {
    const bool is_published = symbol.kind == Symbol::Kind::score || symbol.kind == Symbol::Kind::definition ||
                              symbol.kind == Symbol::Kind::derive;
    if (is_published) {
      for (const Place& source : symbol.block.children(Syntax::source))
        all += in_lower_case(text_content(source.child(Syntax::text).text())) + "\n";
    }
    return false;
  });
  return all;
}

}  // namespace

void variant_unnamed(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    for (const Variant& variant : variants) {
      const auto at = criterion.words.find({variant.term});
      if (!at || criterion.words.has(variant.kinds)) continue;
      doubt(report, *at, std::string(variant.question));
      return;
    }
  });
}

void judgement_unasked(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find({"investigator*", "opinion", "judgement", "judgment",
                                          "life expectancy", "willing*", "likely to", "unlikely to",
                                          "able to comply", "deemed", "suitable"});
    if (!at || asks_kind(program, criterion.rule, FactKind::question)) return;
    doubt(report, *at, "this is for a person to judge, and the rule asks nobody");
  });
}

void age_day(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    if (criterion.words.has({"screening", "enrolment", "enrollment", "randomi*", "baseline", "consent",
                             "at the time", "first dose", "day 1"}))
      return;
    std::optional<Span> age;
    each_below(criterion.rule, [&](const Place& at) {
      if (!age && at.kind() == Syntax::age && !at.first().exists()) age = at.span();
    });
    if (age)
      doubt(report, *age, "age on which day? The sentence names none, and the rule takes the as-of date");
  });
}

void duration_continuity(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at =
        criterion.words.find({"for at least", "for more than", "for >=", "for >", "for a minimum"});
    if (!at || criterion.words.has({"continuous*", "consecutive", "cumulative", "in total", "uninterrupted"}))
      return;
    if (has_below(criterion.rule, {Syntax::lasting, Syntax::for_total}))
      doubt(report, *at, "without interruption, or added up over interruptions?");
  });
}

void citation_differs(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    if (!criterion.words.has({"et al"})) return;
    const std::string sources = sources_of(program, criterion.rule);
    if (sources.empty()) return;
    for (auto at = criterion.words.index({"et al"}); at; at = criterion.words.index({"et al"}, *at + 1)) {
      if (*at == 0) continue;
      const std::string& author = criterion.words.tokens()[*at - 1].text;
      if (sources.find(author) != std::string::npos) continue;
      doubt(report, criterion.words.span(*at - 1, *at + 1),
            "the sentence cites another paper than the instrument that the rule uses");
      return;
    }
  });
}

void diagnosis_by_score(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find({"diagnos*"});
    if (!at || asks_kind(program, criterion.rule, FactKind::condition)) return;
    const bool uses_score = names_any(program, criterion.rule, [](const Symbol& symbol) {
      return symbol.kind == Symbol::Kind::score || symbol.kind == Symbol::Kind::definition;
    });
    if (uses_score)
      doubt(report, *at,
            "criteria that are counted up are no diagnosis: is a clinician's diagnosis asked for as well?");
  });
}

void response_or_intolerance(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at = criterion.words.find({"insufficient response", "inadequate response", "refractory",
                                          "failed", "failure of", "unresponsive", "resistant"});
    if (!at || criterion.words.has({"intoleran*", "toxicity"}) || !asks_field(criterion.rule, "response"))
      return;
    doubt(report, *at, "does a treatment that was stopped because it was not tolerated count?");
  });
}

void childbearing_unclear(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const Quotation& words = criterion.words;
    if (const auto at = words.find({"childbearing age", "reproductive age", "child - bearing age"})) {
      doubt(report, *at, "an age is not the same as being able to become pregnant: who is meant?");
      return;
    }
    const auto at = words.find({"contracepti*"});
    if (!at || !words.has({"male", "males", "men", "female", "females", "women"})) return;
    if (words.has({"fertile", "steril*", "vasectom*", "potential", "childbearing", "partner", "partners"}))
      return;
    doubt(report, *at, "is it asked of those, too, who cannot have children?");
  });
}

void organ_without_disease(const Checked& program, LintReporter& report) {
  static constexpr std::array<std::string_view, 10> organs = {
      "lung", "heart", "liver", "kidney", "renal", "cardiac", "hepatic", "pulmonary", "brain", "bowel"};
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto& tokens = criterion.words.tokens();
    for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
      const bool is_organ = std::find(organs.begin(), organs.end(), tokens[at].text) != organs.end();
      const std::string& next = tokens[at + 1].text;
      if (!is_organ || (next != "," && next != "(")) continue;
      doubt(report, criterion.words.span(at, at), "which disease of it? The sentence names an organ only");
      return;
    }
  });
}

void therapy_by_purpose(const Checked& program, LintReporter& report) {
  each_open(program, [&](const CheckedCriterion& criterion) {
    const auto at =
        criterion.words.find({"chemotherapy", "immunosuppress*", "anticoagul*", "antibiotic*", "cytotoxic"});
    if (!at || !asks_kind(program, criterion.rule, FactKind::treatment)) {
      const bool asks_group = names_any(
          program, criterion.rule, [](const Symbol& symbol) { return symbol.kind == Symbol::Kind::group; });
      if (!at || !asks_group) return;
    }
    if (asks_field(criterion.rule, "indication")) return;
    doubt(report, *at,
          "told by the drug, or by what it is given for? Some of these drugs are given for other diseases");
  });
}

}  // namespace eligo::lint

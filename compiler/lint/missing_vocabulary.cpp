#include <algorithm>
#include <array>

#include "compiler/lint/lint.h"
#include "runtime/ingest/systems.h"
#include "runtime/units/customary.h"

/// Omissions in the declarations of a vocabulary, and traps of their units.
namespace eligo::lint {
namespace {

template <typename Visit>
void each_fact(const Checked& program, std::initializer_list<Syntax> kinds, const Visit& visit) {
  for (const Place& block : program.blocks(kinds)) {
    const Place name = block.child(Syntax::name);
    if (const Fact* fact = program.fact(name.text())) visit(block, name.span(), *fact);
  }
}

bool is_measured(const Fact& fact) {
  return fact.type.kind == ValueKind::quantity || fact.type.kind == ValueKind::percent_of_predicted;
}

std::string quoted(const Fact& fact) { return "`" + fact.name + "`"; }

/// Glycated haemoglobin, by its usual names.
bool is_hba1c(const Fact& fact) {
  const std::string name = fold_word(fact.name);
  return name.find("hba1c") != std::string::npos || name.find("a1c") != std::string::npos ||
         name.find("glycated") != std::string::npos;
}

}  // namespace

void customary_unit(const Checked& program, LintReporter& report) {
  const SyntaxTree& tree = program.main().tree;
  for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
    const Place place{&program.main(), node};
    if (place.kind() != Syntax::unit) continue;
    const std::string code = units::to_ucum(place.text());
    const bool is_time =
        code == "a" || code == "mo" || code == "wk" || code == "d" || code == "h" || code == "min";
    if (code == place.text() || is_time) continue;
    report.add(place.span(), "a customary spelling; in UCUM this unit is `" + code + "`")
        .fix("write `" + code + "`", place.span(), code);
  }
}

void no_code(const Checked& program, LintReporter& report) {
  each_fact(program, {Syntax::observation, Syntax::condition, Syntax::treatment, Syntax::procedure},
            [&](const Place& block, Span name, const Fact& fact) {
              if (!block.has(Syntax::codes)) report.add(name, quoted(fact) + " bears no code of any system");
            });
}

void no_plausible_range(const Checked& program, LintReporter& report) {
  each_fact(program, {Syntax::observation}, [&](const Place& /*block*/, Span name, const Fact& fact) {
    if (is_measured(fact) && !fact.type.plausible)
      report.add(name, quoted(fact) + " has no plausible range: a slip of unit goes unseen");
  });
}

void no_published_source(const Checked& program, LintReporter& report) {
  for (const Place& block : program.blocks({Syntax::score, Syntax::definition, Syntax::derive})) {
    if (!block.has(Syntax::source))
      report.add(block.child(Syntax::name).span(), "no `source` says where this was published");
  }
}

void no_molar_mass(const Checked& program, LintReporter& report) {
  static const Unit mass_concentration = *parse_unit("mg/dL");
  each_fact(program, {Syntax::observation}, [&](const Place& block, Span name, const Fact& fact) {
    const Place kind = block.child(Syntax::kind_in);
    if (!kind.exists() || fact.type.molar_mass || fact.type.unit.dimension != mass_concentration.dimension)
      return;
    const std::string_view unit = fact.type.unit_text;
    if (unit == "mg/dL" || unit == "mg/L" || unit == "ug/dL")
      report.add(name, quoted(fact) + " has no molar mass: a result in mmol/L cannot be read")
          .note("`in mg/dL of 113.12 g/mol` states it");
  });
}

void milliequivalents(const Checked& program, LintReporter& report) {
  each_fact(program, {Syntax::observation}, [&](const Place& block, Span /*name*/, const Fact& fact) {
    const Place kind = block.child(Syntax::kind_in);
    if (!kind.exists() || !fact.type.unit_text.starts_with("meq")) return;
    report
        .add(kind.child(Syntax::unit).span(),
             quoted(fact) + " in milliequivalents: of an ion with two charges 1 mmol is 2 meq")
        .note("declare it in mmol/L, and let the site convert by the ion's charge");
  });
}

void hba1c_unit(const Checked& program, LintReporter& report) {
  each_fact(program, {Syntax::observation}, [&](const Place& block, Span name, const Fact& fact) {
    if (!is_hba1c(fact) || block.has(Syntax::note) || fact.type.plausible) return;
    report
        .add(name,
             "HbA1c is reported in % and in mmol/mol, which differ by an offset and do not convert by "
             "themselves")
        .note("a `plausible` range tells the two apart: 3 to 20 %, or 10 to 200 mmol/mol")
        .note("`also in mmol/mol as value * 0.09148 + 2.152`, under HbA1c in percent, relates them");
  });
}

void no_label(const Checked& program, LintReporter& report) {
  each_fact(program, {Syntax::observation, Syntax::attribute, Syntax::question},
            [&](const Place& block, Span name, const Fact& fact) {
              const bool is_short =
                  fact.name.size() <= 5 && std::none_of(fact.name.begin(), fact.name.end(),
                                                        [](char c) { return c >= 'a' && c <= 'z'; });
              const bool is_question = block.kind() == Syntax::question;
              if ((is_short || is_question) && !block.has(Syntax::text))
                report.add(name, quoted(fact) + " has no label that says in words what it is");
            });
}

void no_judge(const Checked& program, LintReporter& report) {
  each_fact(program, {Syntax::question}, [&](const Place& block, Span name, const Fact& fact) {
    if (!block.has(Syntax::judged_by))
      report.add(name, "who answers " + quoted(fact) + "?").note("`judged by investigator`");
  });
}

void code_malformed(const Checked& program, LintReporter& report) {
  const auto is_atc = [](std::string_view code) {
    static constexpr std::string_view full = "A00AA00";  // A: a letter, 0: a digit; beginnings are groups
    if (code.size() > full.size()) return false;
    for (std::size_t at = 0; at < code.size(); ++at) {
      const bool is_digit = code[at] >= '0' && code[at] <= '9';
      const bool is_letter = code[at] >= 'A' && code[at] <= 'Z';
      if (full[at] == 'A' ? !is_letter : !is_digit) return false;
    }
    return true;
  };
  each_fact(program, {Syntax::observation, Syntax::condition, Syntax::treatment, Syntax::procedure},
            [&](const Place& block, Span /*name*/, const Fact& /*fact*/) {
              for (const Place& clause : block.children(Syntax::codes)) {
                std::string_view system;
                for (const Place& part : clause.children()) {
                  if (part.kind() == Syntax::code_system) system = part.text();
                  if (part.kind() != Syntax::code) continue;
                  const bool is_bad =
                      (system == "LOINC" && !ingest::is_code_of(ingest::code_system(system), part.text())) ||
                      (system == "ATC" && !is_atc(part.text()));
                  if (is_bad)
                    report.add(part.span(),
                               "this is no " + std::string(system) + " code: a digit or a letter is wrong");
                }
              }
            });
}

}  // namespace eligo::lint

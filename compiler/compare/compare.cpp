// Amendments: the differences of two versions of a protocol, in meaning and for patients.
//
//     old   inclusion I2 …  most recent ALT within 28 days up to screening < 3 x ULN
//     new   inclusion I2 …  most recent ALT within 28 days up to screening < 2 x ULN
//
// is a tighter criterion: a patient with an ALT of 100 U/L and an upper limit of 40 U/L passed and is
// ruled out now, and nobody whom the old one ruled out passes the new one.
//
// 1. `match` pairs the criteria of the two versions, by quotation, id and rule.
// 2. OnePlan takes the rules of both versions into one plan over one vocabulary, in a normal form, so that
//    rules of one meaning are mostly one node.
// 3. Proofs (proofs.h, order.h) compare the forms: that nobody passes the one rule and is ruled out by the
//    other.
// 4. Where there is no proof, made-up patients at the limits of both rules are evaluated under both
//    versions (examples.h). A patient whose answer changes is an example; where there is neither proof nor
//    example, the effect is undecided.
//
// Changed declarations and header entries are listed beside the criteria, each declaration with the
// criteria that depend on it.
#include "compiler/compare/compare.h"

#include <algorithm>
#include <array>

#include "compiler/compare/match.h"

namespace eligo::amendment {
namespace {

/// A plan over the same vocabulary that holds one condition: everyone passes.
Plan free_of_rules(const Plan& plan) {
  Plan made;
  made.vocabulary = plan.vocabulary;
  made.as_of = plan.as_of;
  made.birth_date = plan.birth_date;
  made.refs.emplace_back();
  Node node;
  node.op = Op::truth;
  node.low = 1;
  made.nodes.push_back(std::move(node));
  return made;
}

std::vector<std::string> missing_in(const std::vector<std::string>& from,
                                    const std::vector<std::string>& other) {
  std::vector<std::string> result;
  std::copy_if(from.begin(), from.end(), std::back_inserter(result), [&](const std::string& text) {
    return std::find(other.begin(), other.end(), text) == other.end();
  });
  return result;
}

class Comparer {
 public:
  Comparer(const Compilation& old, const Compilation& now)
      : old_(*old.plan),
        now_(*now.plan),
        declarations_(old, now),
        both_(old_, now_),
        nothing_(free_of_rules(now_)) {
    old_signs_ = signs(Version::old, old_);
    now_signs_ = signs(Version::now, now_);
    nobody_ = {{&nothing_, Polarity::inclusion, {0}}, both_.everyone()};
    proofs_.emplace(both_);
  }

  Amendment run() {
    Amendment result;
    result.header = header();
    result.declarations = declarations_.changes();
    for (const Match& match : match(old_signs_, now_signs_)) result.criteria.push_back(change(match));
    return result;
  }

 private:
  std::vector<MatchSign> signs(Version version, const Plan& plan) {
    std::vector<MatchSign> result;
    for (const Criterion& criterion : plan.criteria) {
      result.push_back({&criterion, both_.rule(version, criterion.polarity, criterion.root)});
      for (const Reading& reading : criterion.readings) both_.rule(version, criterion.polarity, reading.root);
    }
    return result;
  }

  Subject subject(Version version, const Criterion& criterion, NodeId root) {
    const Plan& plan = version == Version::old ? old_ : now_;
    return {{&plan, criterion.polarity, root}, both_.rule(version, criterion.polarity, root)};
  }

  CriterionChange change(const Match& match) {
    CriterionChange made;
    Subject old = nobody_;
    Subject now = nobody_;
    std::string old_id;
    std::string new_id;
    if (match.old) {
      made.old = &old_.criteria[*match.old];
      old = subject(Version::old, *made.old, made.old->root);
      old_id = made.old->id;
    }
    if (match.now) {
      made.now = &now_.criteria[*match.now];
      now = subject(Version::now, *made.now, made.now->root);
      new_id = made.now->id;
    }
    const CriterionText& old_text = declarations_.text(false, old_id);
    const CriterionText& new_text = declarations_.text(true, new_id);
    made.old_rule = old_text.rule;
    made.new_rule = new_text.rule;
    made.old_assumptions = missing_in(old_text.assumptions, new_text.assumptions);
    made.new_assumptions = missing_in(new_text.assumptions, old_text.assumptions);
    made.effect = decide(old, now, *proofs_);
    if (made.old != nullptr && made.now != nullptr) {
      made.readings = readings(*made.old, *made.now, old_text, new_text);
      made.declarations = declarations_.behind(old_id, new_id);
    }
    made.kind = kind_of(made);
    return made;
  }

  static Change kind_of(const CriterionChange& change) {
    if (change.old == nullptr) return Change::added;
    if (change.now == nullptr) return Change::removed;
    const bool is_same = change.effect.is_same() && change.readings.empty() &&
                         change.old_assumptions.empty() && change.new_assumptions.empty() &&
                         !change.is_renumbered() && !change.is_reworded() && !change.has_new_remarks() &&
                         !change.is_rewritten() && !change.has_new_kind();
    return is_same ? Change::same : Change::changed;
  }

  /// Those that differ.
  std::vector<ReadingChange> readings(const Criterion& old, const Criterion& now,
                                      const CriterionText& old_text, const CriterionText& new_text) {
    const auto find = [](const Criterion& criterion, const std::string& id) -> const Reading* {
      const auto found = std::find_if(criterion.readings.begin(), criterion.readings.end(),
                                      [&](const Reading& reading) { return reading.id == id; });
      return found == criterion.readings.end() ? nullptr : &*found;
    };
    const auto rule = [](const CriterionText& text, const std::string& id) {
      const auto found = text.readings.find(id);
      return found == text.readings.end() ? std::string() : found->second;
    };
    std::vector<ReadingChange> result;
    for (const Reading& reading : now.readings) {
      const Reading* before = find(old, reading.id);
      ReadingChange made{reading.id,
                         before == nullptr ? Change::added : Change::changed,
                         {},
                         reading.label,
                         rule(old_text, reading.id),
                         rule(new_text, reading.id),
                         {}};
      if (before != nullptr) {
        made.old_label = before->label;
        made.effect = decide(subject(Version::old, old, before->root),
                             subject(Version::now, now, reading.root), *proofs_);
        if (made.effect.is_same() && made.old_label == made.new_label && made.old_rule == made.new_rule)
          continue;
      }
      result.push_back(std::move(made));
    }
    for (const Reading& reading : old.readings) {
      if (find(now, reading.id) == nullptr)
        result.push_back(
            {reading.id, Change::removed, reading.label, {}, rule(old_text, reading.id), {}, {}});
    }
    return result;
  }

  std::vector<HeaderChange> header() const {
    using Lines = std::vector<std::pair<std::string, std::string>>;
    const auto entries_of = [](const Plan& plan) {
      Lines result{{"protocol", plan.protocol}};
      for (const HeaderEntry& entry : plan.header) {
        const auto known = std::find_if(result.begin(), result.end(),
                                        [&](const auto& line) { return line.first == entry.word; });
        if (known == result.end()) {
          result.emplace_back(entry.word, entry.text);
        } else {
          known->second += "; " + entry.text;  // notes
        }
      }
      if (plan.as_of.exists()) result.emplace_back("as of", plan.vocabulary[plan.as_of].name);
      return result;
    };
    const auto text = [](const Lines& lines, const std::string& word) {
      const auto found =
          std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.first == word; });
      return found == lines.end() ? std::string() : found->second;
    };
    const Lines old = entries_of(old_);
    const Lines now = entries_of(now_);
    std::vector<HeaderChange> result;
    for (const auto& [word, after] : now) {
      const std::string before = text(old, word);
      if (before != after) result.push_back({word, before, after});
    }
    for (const auto& [word, before] : old) {
      if (text(now, word).empty() && !before.empty()) result.push_back({word, before, {}});
    }
    return result;
  }

  const Plan& old_;
  const Plan& now_;
  Declarations declarations_;
  OnePlan both_;
  Plan nothing_;
  std::vector<MatchSign> old_signs_;
  std::vector<MatchSign> now_signs_;
  Subject nobody_;  ///< in place of a criterion that a version does not have: everyone passes
  std::optional<Proofs> proofs_;
};

}  // namespace

bool CriterionChange::changes_meaning() const {
  const bool has_readings = std::any_of(readings.begin(), readings.end(), [](const ReadingChange& reading) {
    return reading.kind != Change::changed || !reading.effect.is_same();
  });
  return kind == Change::added || kind == Change::removed || !effect.is_same() || has_readings;
}

bool Amendment::changes_meaning() const {
  return std::any_of(criteria.begin(), criteria.end(),
                     [](const CriterionChange& change) { return change.changes_meaning(); });
}

std::string_view change_word(Change change) {
  constexpr std::array<std::string_view, 4> words{"added", "removed", "changed", "same"};
  return words[static_cast<std::size_t>(change)];
}

std::string_view change_word(DeclarationChange::Kind kind) {
  constexpr std::array<std::string_view, 3> words{"added", "removed", "changed"};
  return words[static_cast<std::size_t>(kind)];
}

Amendment compare(const Compilation& old, const Compilation& now) { return Comparer(old, now).run(); }

}  // namespace eligo::amendment

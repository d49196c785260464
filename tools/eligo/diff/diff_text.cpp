#include "tools/eligo/diff/diff_text.h"

#include <algorithm>
#include <array>

#include "compiler/compare/wording.h"
#include "tools/eligo/diff/diff_words.h"
#include "tools/eligo/terminal/marked_text.h"

namespace eligo {

using amendment::Amendment;
using amendment::Change;
using amendment::CriterionChange;
using amendment::Likelihood;
using amendment::ReadingChange;
using amendment::Stretch;

namespace {

class Text {
 public:
  Text(const Amendment& amendment, const Style& style) : amendment_(amendment), style_(style) {}

  std::string take() && { return std::move(text_); }

  void head(const Plan& old, const Plan& now) {
    const std::string name =
        old.protocol == now.protocol ? now.protocol : old.protocol + " → " + now.protocol;
    line(0, paint(harmless(name), Tone::strong, style_) + versions(old.version, now.version));
    line(2, summary_text(amendment_));
    for (const amendment::HeaderChange& change : amendment_.header) {
      text_ += '\n';
      line(0, paint(change.word, Tone::strong, style_));
      wording(change.old_text, change.new_text);
    }
  }

  void criteria(bool with_meaning, std::string_view title) {
    bool is_first = true;
    for (const CriterionChange& change : amendment_.criteria) {
      if (change.kind == Change::same || change.changes_meaning() != with_meaning) continue;
      if (is_first) section(title);
      is_first = false;
      criterion(change);
    }
  }

  /// Changed declarations that change no criterion.
  void other_declarations() {
    std::vector<bool> is_used(amendment_.declarations.size(), false);
    for (const CriterionChange& change : amendment_.criteria) {
      for (const std::size_t index : change.declarations)
        is_used[index] = is_used[index] || !change.effect.is_same();
    }
    bool is_first = true;
    for (std::size_t i = 0; i < is_used.size(); ++i) {
      if (is_used[i]) continue;
      if (is_first) section("Declarations that change no criterion");
      is_first = false;
      declaration(amendment_.declarations[i]);
    }
  }

  void moves(const Moves& moves) {
    section("Patients");
    constexpr std::array<Verdict, 3> verdicts{Verdict::eligible, Verdict::undetermined, Verdict::ineligible};
    std::string counts;
    for (const Verdict verdict : verdicts) {
      const auto index = static_cast<std::size_t>(verdict);
      counts += (counts.empty() ? "" : ", ") + std::string(verdict_name(verdict)) + " " +
                std::to_string(moves.before[index]) + " → " + std::to_string(moves.after[index]);
    }
    line(2, counted(moves.patients, "patient", "patients") + ": " + counts);
    for (const Move& move : moves.moved) {
      std::string by;
      for (const CriterionMove& one : move.criteria)
        by += (by.empty() ? "" : "; ") + move_text(one, amendment_);
      line(2, harmless(move.patient) + "  " + std::string(verdict_name(move.before)) + " → " +
                  paint(verdict_name(move.after), tone(move.after), style_) + "  by " + by);
    }
    if (moves.moved.empty()) line(2, "no verdict changes");
    if (moves.moved_within > 0)
      line(2, counted(moves.moved_within, "patient keeps", "patients keep") +
                  " the verdict, with other criteria behind it");
  }

 private:
  static Tone tone(Verdict verdict) {
    return verdict == Verdict::eligible     ? Tone::good
           : verdict == Verdict::ineligible ? Tone::bad
                                            : Tone::open;
  }

  static std::string versions(const std::string& old, const std::string& now) {
    if (old == now) return now.empty() ? "" : ", version " + harmless(now) + " in both";
    return ", version " + harmless(old.empty() ? "none" : old) + " → " + harmless(now.empty() ? "none" : now);
  }

  void line(int indent, const std::string& text) {
    text_ += std::string(static_cast<std::size_t>(indent), ' ') + text + '\n';
  }

  void paragraph(int indent, const std::string& text, Tone tone = Tone::plain) {
    for (const std::string& one : wrapped(harmless(text), style_.width - indent))
      line(indent, paint(one, tone, style_));
  }

  void section(std::string_view title) {
    text_ += '\n';
    line(0, paint(title, Tone::strong, style_));
  }

  void criterion(const CriterionChange& change) {
    text_ += '\n';
    const bool is_decided = change.effect.is_decided();
    const Tone tone = !change.changes_meaning() ? Tone::plain : is_decided ? Tone::strong : Tone::open;
    std::string title = paint(criterion_name(change), Tone::strong, style_) + " " + kind_text(change) + ": " +
                        paint(change_text(change), tone, style_);
    line(0, title);
    const bool is_whole = change.kind != Change::changed;
    const std::string effect = effect_text(change.effect);
    if (!effect.empty() && !is_whole) paragraph(2, effect, Tone::dim);
    quotation(change);
    if (is_whole) {
      rule(change.now != nullptr ? "new" : "old", change.now != nullptr ? change.new_rule : change.old_rule);
    } else if (change.is_rewritten()) {
      wording(change.old_rule, change.new_rule);
    } else if (!change.effect.is_same()) {
      rule("same", change.new_rule);
    }
    assumptions(change);
    sources(change);
    effects(change.effect, 2);
    for (const ReadingChange& reading : change.readings) this->reading(reading);
    remarks(change);
  }

  void quotation(const CriterionChange& change) {
    if (change.is_reworded()) {
      quoted_wording(change.old->quotation, change.now->quotation, 2);
      return;
    }
    const Criterion& criterion = change.now != nullptr ? *change.now : *change.old;
    if (!criterion.quotation.empty()) paragraph(2, "“" + criterion.quotation + "”");
  }

  void rule(const std::string& label, const std::string& text) {
    wording_line(label, {{text, false}}, Tone::plain);
  }

  void assumptions(const CriterionChange& change) {
    for (const std::string& text : change.old_assumptions) wording_line("old", {{text, true}}, Tone::bad);
    for (const std::string& text : change.new_assumptions) wording_line("new", {{text, true}}, Tone::good);
  }

  void sources(const CriterionChange& change) {
    if (change.declarations.empty() || change.effect.is_same()) return;
    line(2, change.is_rewritten() ? "the rule depends on what changed as well:"
                                  : "the rule is the same; what it depends on changed:");
    for (const std::size_t index : change.declarations) declaration(amendment_.declarations[index], 4);
  }

  void declaration(const amendment::DeclarationChange& change, int indent = 2) {
    line(indent, harmless(declaration_text(change)) + ": " + std::string(change_word(change.kind)));
    if (change.kind == amendment::DeclarationChange::Kind::changed)
      wording(change.old_text, change.new_text, indent + 2);
  }

  void effects(const amendment::Effect& effect, int indent) {
    for (const ExampleText& example : example_texts(effect)) {
      line(indent, paint(example.head + ":", Tone::strong, style_));
      std::string facts;
      for (const std::string& fact : example.example->facts) facts += (facts.empty() ? "" : "; ") + fact;
      paragraph(indent + 2, facts);
    }
    for (const std::string& text : certainty_texts(effect)) paragraph(indent, text, Tone::dim);
  }

  void reading(const ReadingChange& reading) {
    const bool is_changed = reading.kind == Change::changed;
    line(2, "reading " + reading.id + ": " +
                (is_changed ? effect_name(reading.effect) : std::string(change_word(reading.kind))));
    if (reading.old_label != reading.new_label && is_changed)
      quoted_wording(reading.old_label, reading.new_label, 4);
    if (reading.old_rule != reading.new_rule) wording(reading.old_rule, reading.new_rule, 4);
    if (is_changed) effects(reading.effect, 4);
  }

  void remarks(const CriterionChange& change) {
    if (!change.has_new_remarks()) return;
    const auto list = [&](const std::vector<std::string>& old, const std::vector<std::string>& now,
                          const std::string& what) {
      for (const std::string& text : old) {
        if (std::find(now.begin(), now.end(), text) == now.end())
          wording_line("old", {{what + text, false}}, Tone::plain);
      }
      for (const std::string& text : now) {
        if (std::find(old.begin(), old.end(), text) == old.end())
          wording_line("new", {{what + text, false}}, Tone::plain);
      }
    };
    list(change.old->notes, change.now->notes, "note: ");
    list(change.old->reviews, change.now->reviews, "to settle: ");
  }

  void quoted_wording(const std::string& old, const std::string& now, int indent) {
    amendment::WordDifference compared = amendment::compare_words(old, now);
    for (auto* side : {&compared.old, &compared.now}) {
      side->insert(side->begin(), {"“", false});
      side->push_back({"”", false});
    }
    wording_line("old", compared.old, Tone::bad, indent);
    wording_line("new", compared.now, Tone::good, indent);
  }

  void wording(const std::string& old, const std::string& now, int indent = 2) {
    const amendment::WordDifference compared = amendment::compare_words(old, now);
    if (!old.empty()) wording_line("old", compared.old, Tone::bad, indent);
    if (!now.empty()) wording_line("new", compared.now, Tone::good, indent);
  }

  /// One wording behind its label, changed words marked; a text of several lines keeps them.
  void wording_line(const std::string& label, const std::vector<Stretch>& stretches, Tone tone,
                    int indent = 2) {
    const int behind = indent + static_cast<int>(label.size()) + 2;
    const auto lines = marked_lines(stretches, style_.width - behind, tone, style_);
    bool is_first = true;
    for (const std::string& one : lines) {
      const std::string before =
          is_first ? paint(label, Tone::dim, style_) + "  " : std::string(label.size() + 2, ' ');
      line(indent, before + one);
      is_first = false;
    }
  }

  const Amendment& amendment_;
  const Style& style_;
  std::string text_;
};

}  // namespace

std::string amendment_text(const Amendment& amendment, const Plan& old, const Plan& now, const Moves* moves,
                           const Style& style) {
  Text text(amendment, style);
  text.head(old, now);
  text.criteria(true, "Changed in meaning");
  text.criteria(false, "The same in meaning");
  text.other_declarations();
  if (moves != nullptr) text.moves(*moves);
  return std::move(text).take();
}

}  // namespace eligo

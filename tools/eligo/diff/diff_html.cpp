#include "tools/eligo/diff/diff_html.h"

#include <algorithm>

#include "compiler/compare/wording.h"
#include "tools/eligo/diff/diff_words.h"
#include "tools/eligo/report/embedded.h"
#include "tools/eligo/report/html.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

using amendment::Amendment;
using amendment::Change;
using amendment::CriterionChange;
using amendment::DeclarationChange;
using amendment::Effect;
using amendment::Likelihood;
using amendment::ReadingChange;
using amendment::Stretch;

namespace {

/// A wording, its changed words between `<tag>` and `</tag>`.
std::string marked(const std::vector<Stretch>& wording, const std::string& tag) {
  const bool is_partly = wording.size() > 1;
  std::string html;
  for (const Stretch& stretch : wording) {
    const std::string text = html_text(stretch.text);
    html += stretch.is_changed && is_partly ? "<" + tag + ">" + text + "</" + tag + ">" : text;
  }
  return html;
}

std::string badge_class(const CriterionChange& change) {
  if (!change.changes_meaning()) return "badge";
  const Effect& effect = change.effect;
  if (!effect.is_decided()) return "badge open";
  const bool is_tighter = effect.tighter == Likelihood::yes;
  const bool is_looser = effect.looser == Likelihood::yes;
  if (is_tighter == is_looser) return "badge both";
  return is_tighter ? "badge tighter" : "badge looser";
}

/// What one version says.
struct SideText {
  std::string title;
  std::string quotation;  ///< HTML
  std::string rule;       ///< HTML
  bool is_there = false;
};

std::string side_html(const SideText& side) {
  std::string html = "<div class=\"side\"><h4>" + html_text(side.title) + "</h4>";
  if (!side.is_there) return html + "<p class=\"absent\">not there</p></div>\n";
  if (!side.quotation.empty()) html += "<q>" + side.quotation + "</q>";
  return html + "<pre>" + side.rule + "</pre></div>\n";
}

std::string sides_html(const SideText& old, const SideText& now) {
  return "<div class=\"sides\">" + side_html(old) + side_html(now) + "</div>\n";
}

std::string joined(const std::string& rule, const std::vector<std::string>& more) {
  std::string text = rule;
  for (const std::string& line : more) text += "\n" + line;
  return text;
}

class Page {
 public:
  Page(const Amendment& amendment, const Plan& old, const Plan& now)
      : amendment_(amendment), old_(old), now_(now) {}

  std::string body(const Moves* moves) {
    header();
    criteria(true, "Changed in meaning");
    criteria(false, "The same in meaning");
    other_declarations();
    if (moves != nullptr) this->moves(*moves);
    return std::move(html_);
  }

 private:
  [[nodiscard]] std::string version_title(const Plan& plan, const std::string& id) const {
    const std::string version = plan.version.empty() ? (&plan == &old_ ? "old" : "new") : plan.version;
    return id.empty() ? version : version + " · " + id;
  }

  void header() {
    if (amendment_.header.empty()) return;
    html_ += "<section><h2>Header</h2>\n";
    for (const amendment::HeaderChange& change : amendment_.header) {
      const auto compared = amendment::compare_words(change.old_text, change.new_text);
      html_ += "<article class=\"card change\"><header><h3>" + html_text(change.word) + "</h3></header>";
      html_ += sides_html({"old", {}, marked(compared.old, "del"), !change.old_text.empty()},
                          {"new", {}, marked(compared.now, "ins"), !change.new_text.empty()});
      html_ += "</article>\n";
    }
    html_ += "</section>\n";
  }

  void criteria(bool with_meaning, const std::string& title) {
    const auto belongs = [&](const CriterionChange& change) {
      return change.kind != Change::same && change.changes_meaning() == with_meaning;
    };
    if (std::none_of(amendment_.criteria.begin(), amendment_.criteria.end(), belongs)) return;
    html_ += "<section><h2>" + title + "</h2>\n";
    for (const CriterionChange& change : amendment_.criteria) {
      if (belongs(change)) criterion(change);
    }
    html_ += "</section>\n";
  }

  void criterion(const CriterionChange& change) {
    html_ += "<article class=\"card change\"><header><h3>" + html_text(criterion_name(change)) +
             "</h3><span class=\"kind\">" + html_text(kind_text(change)) + "</span><span class=\"" +
             badge_class(change) + "\">" + html_text(change_text(change)) + "</span></header>\n";
    const std::string effect = change.kind == Change::changed ? effect_text(change.effect) : std::string();
    if (!effect.empty()) html_ += "<p class=\"hint\">" + html_text(effect) + "</p>";
    sides(change);
    effects(change.effect);
    behind(change);
    for (const ReadingChange& reading : change.readings) this->reading(reading);
    html_ += "</article>\n";
  }

  void sides(const CriterionChange& change) {
    const auto quotation = [](const Criterion* criterion) {
      return criterion == nullptr ? std::string() : criterion->quotation;
    };
    const auto quotes = amendment::compare_words(quotation(change.old), quotation(change.now));
    const auto rules = amendment::compare_words(joined(change.old_rule, change.old_assumptions),
                                                joined(change.new_rule, change.new_assumptions));
    SideText old{version_title(old_, change.old != nullptr ? change.old->id : ""), marked(quotes.old, "del"),
                 marked(rules.old, "del"), change.old != nullptr};
    SideText now{version_title(now_, change.now != nullptr ? change.now->id : ""), marked(quotes.now, "ins"),
                 marked(rules.now, "ins"), change.now != nullptr};
    html_ += sides_html(old, now);
  }

  void effects(const Effect& effect) {
    const auto examples = example_texts(effect);
    if (!examples.empty()) html_ += "<div class=\"examples\">";
    for (const ExampleText& example : examples) {
      html_ += "<div class=\"example\"><p>" + html_text(example.head) + "</p><ul>";
      for (const std::string& fact : example.example->facts) html_ += "<li>" + html_text(fact) + "</li>";
      html_ += "</ul></div>";
    }
    if (!examples.empty()) html_ += "</div>\n";
    for (const std::string& text : certainty_texts(effect)) {
      const bool is_open = text.starts_with("not decided");
      html_ +=
          std::string("<p class=\"certain") + (is_open ? " open" : "") + "\">" + html_text(text) + "</p>";
    }
  }

  void behind(const CriterionChange& change) {
    if (change.declarations.empty() || change.effect.is_same()) return;
    html_ += "<div class=\"behind\"><h4>What the rule depends on, and has changed</h4>";
    for (const std::size_t index : change.declarations) declaration(amendment_.declarations[index]);
    html_ += "</div>\n";
  }

  void declaration(const DeclarationChange& change) {
    const auto compared = amendment::compare_words(change.old_text, change.new_text);
    html_ += "<div class=\"declaration\"><p>" + html_text(declaration_text(change)) + ": " +
             std::string(change_word(change.kind)) + "</p>";
    html_ += sides_html({"old", {}, marked(compared.old, "del"), !change.old_text.empty()},
                        {"new", {}, marked(compared.now, "ins"), !change.new_text.empty()});
    html_ += "</div>\n";
  }

  void reading(const ReadingChange& reading) {
    const bool is_changed = reading.kind == Change::changed;
    const auto labels = amendment::compare_words(reading.old_label, reading.new_label);
    const auto rules = amendment::compare_words(reading.old_rule, reading.new_rule);
    html_ += "<h4>Reading " + html_text(reading.id) + ": " +
             html_text(is_changed ? effect_name(reading.effect) : std::string(change_word(reading.kind))) +
             "</h4>\n";
    html_ += sides_html(
        {"old", marked(labels.old, "del"), marked(rules.old, "del"), reading.kind != Change::added},
        {"new", marked(labels.now, "ins"), marked(rules.now, "ins"), reading.kind != Change::removed});
    if (is_changed) effects(reading.effect);
  }

  void other_declarations() {
    std::vector<bool> is_used(amendment_.declarations.size(), false);
    for (const CriterionChange& change : amendment_.criteria) {
      for (const std::size_t index : change.declarations)
        is_used[index] = is_used[index] || !change.effect.is_same();
    }
    if (std::find(is_used.begin(), is_used.end(), false) == is_used.end()) return;
    html_ += "<section><h2>Declarations that change no criterion</h2><div class=\"card\">\n";
    for (std::size_t i = 0; i < is_used.size(); ++i) {
      if (!is_used[i]) declaration(amendment_.declarations[i]);
    }
    html_ += "</div></section>\n";
  }

  void moves(const Moves& moves) {
    html_ += "<section id=\"patients\"><h2>Patients</h2><p class=\"hint\">" +
             counted(moves.patients, "patient", "patients") + ": ";
    std::string counts;
    for (const Verdict verdict : {Verdict::eligible, Verdict::undetermined, Verdict::ineligible}) {
      const auto index = static_cast<std::size_t>(verdict);
      counts += (counts.empty() ? "" : ", ") + std::string(verdict_name(verdict)) + " " +
                std::to_string(moves.before[index]) + " → " + std::to_string(moves.after[index]);
    }
    html_ += counts + "</p>\n";
    if (moves.moved_within > 0)
      html_ += "<p class=\"hint\">" + counted(moves.moved_within, "patient keeps", "patients keep") +
               " the verdict, with other criteria behind it.</p>\n";
    if (moves.moved.empty()) {
      html_ += "<p>No verdict changes.</p></section>\n";
      return;
    }
    html_ +=
        "<div class=\"card flush\"><table "
        "class=\"moves\"><thead><tr><th>Patient</th><th>Verdict</th><th>By</th></tr></thead><tbody>\n";
    for (const Move& move : moves.moved) {
      std::string by;
      for (const CriterionMove& one : move.criteria)
        by += (by.empty() ? "" : "<br>") + html_text(move_text(one, amendment_));
      html_ += "<tr><th>" + html_text(move.patient) + "</th><td>" + std::string(verdict_name(move.before)) +
               " → " + std::string(verdict_name(move.after)) + "</td><td>" + by + "</td></tr>\n";
    }
    html_ += "</tbody></table></div></section>\n";
  }

  const Amendment& amendment_;
  const Plan& old_;
  const Plan& now_;
  std::string html_;
};

}  // namespace

std::string amendment_page(const Amendment& amendment, const Plan& old, const Plan& now, const Moves* moves) {
  const auto fill = [&](std::string_view name) -> std::string {
    if (name == "title") return html_text(now.protocol);
    if (name == "heading") return html_text(now.title.empty() ? now.protocol : now.title);
    if (name == "facts") {
      const auto version = [](const Plan& plan) {
        return plan.version.empty() ? "without a version" : plan.version;
      };
      return "<span>" + html_text(now.protocol) + "</span><span>" + html_text(version(old)) + " → " +
             html_text(version(now)) + "</span><span>" + html_text(summary_text(amendment)) + "</span>" +
             (moves != nullptr ? "<a href=\"#patients\">Patients</a>" : "");
    }
    return name == "body" ? Page(amendment, old, now).body(moves) : std::string();
  };
  return filled_page(embedded_text("amendment.html"), fill);
}

}  // namespace eligo

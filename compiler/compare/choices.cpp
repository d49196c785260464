#include "compiler/compare/choices.h"

#include <algorithm>
#include <cmath>

#include "runtime/words/describe.h"

namespace eligo::amendment {
namespace {

using Json = nlohmann::ordered_json;

/// Of one fact no more than this many ways are tried.
constexpr std::size_t most_choices = 400;

/// Longer ago than any window reaches, in days.
constexpr Day long_ago = 4000;

/// How many times the denominator of the next titre is.
constexpr std::int64_t titre_step = 2;

/// A piece of a record: members of its JSON object, and the words that say the same.
struct DayPiece {
  Json members = Json::object();
  std::string words;
};

Json number(const Number& value) { return Json::parse(value.text(Number::max_digits), nullptr, false); }

/// A step that is small beside the number: a tenth of its leading digit.
Number step_at(const Number& value) {
  const double size = std::abs(value.to_double());
  if (size == 0) return 1;
  const auto exponent = static_cast<int>(std::floor(std::log10(size))) - 1;
  return *Number::parse("1e" + std::to_string(exponent));
}

/// Each limit, a value between each two, and one on either side of all.
std::vector<Number> around(const std::set<Number>& limits) {
  std::vector<Number> result;
  for (auto at = limits.begin(); at != limits.end(); ++at) {
    if (at == limits.begin()) result.push_back(*at - step_at(*at));
    result.push_back(*at);
    const auto next = std::next(at);
    const Number step = step_at(*at);
    if (next == limits.end() || *next - *at > step) result.push_back(*at + step);
    if (next == limits.end()) continue;
    result.push_back((*at + *next) / 2);
    const Number below = *next - step_at(*next);
    if (below > *at) result.push_back(below);
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

/// Members of the record's fields that the rules ask about, in every combination.
std::vector<DayPiece> fields(const PlanQuestion& question) {
  std::vector<DayPiece> result(1);
  const auto combine = [&](const std::vector<DayPiece>& with) {
    std::vector<DayPiece> combined;
    for (const DayPiece& before : result) {
      for (const DayPiece& added : with) {
        DayPiece piece = before;
        piece.members.update(added.members);
        piece.words += added.words;
        combined.push_back(std::move(piece));
      }
    }
    result = std::move(combined);
  };
  for (const auto& [field, words] : question.words) {
    std::vector<DayPiece> ways;
    for (const std::string& word : words)
      ways.push_back({{{field, word}}, std::string(" with ").append(field).append(" ").append(word)});
    ways.emplace_back();  // not recorded
    combine(ways);
  }
  return result;
}

class Maker {
 public:
  Maker(const PlanQuestion& question, Day as_of) : question_(question), as_of_(as_of) {
    result_.fact = question.fact->name;
    result_.kind = question.fact->kind;
    result_.choices.emplace_back();
  }

  Choices run() {
    switch (question_.fact->kind) {
      case FactKind::attribute: attribute(); break;
      case FactKind::observation: observation(); break;
      case FactKind::condition: condition(); break;
      case FactKind::treatment: treatment(); break;
      case FactKind::procedure: procedure(); break;
      case FactKind::question: answer(); break;
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] const std::string& name() const { return question_.fact->name; }

  void add(Choice choice) {
    if (result_.choices.size() < most_choices) result_.choices.push_back(std::move(choice));
  }
  void add(Json record, std::string words) { add(Choice{{std::move(record)}, {std::move(words)}}); }

  /// Days to try: on both sides of the ends of every window, and the as-of date.
  [[nodiscard]] std::vector<Day> days() const {
    std::set<Day> days{as_of_};
    for (const Day edge : question_.edges) days.insert({edge - 1, edge, edge + 1});
    return {days.rbegin(), days.rend()};
  }

  // -------------------------------------------------------------------------------------------- attributes

  void attribute() {
    const ValueType& type = question_.fact->type;
    const auto state = [&](const Json& value, const std::string& words) { add(value, name() + " " + words); };
    if (type.kind == ValueKind::date) {
      birth_dates();
    } else if (type.kind == ValueKind::list) {
      std::int64_t most = 2;
      if (!question_.counts.empty()) most = std::min<std::int64_t>(*question_.counts.rbegin() + 1, 9);
      Json list = Json::array();
      std::string words;
      for (std::int64_t i = 0; i <= most; ++i) {
        if (i > 0) list.push_back("entry-" + std::to_string(i));
        if (i > 0) words += (i > 1 ? ", " : "") + list.back().get<std::string>();
        state(list, i == 0 ? "none" : words);
      }
    } else if (type.kind == ValueKind::word || type.kind == ValueKind::grade) {
      for (const std::string& word : words(question_.declared)) state(word, word);
    } else {
      for (const Number& value : around(question_.limits)) state(number(value), value.text());
    }
  }

  void birth_dates() {
    std::set<Day> anchors = question_.edges;
    anchors.insert(as_of_);
    std::set<Day> births;
    for (const Day anchor : anchors) {
      for (const std::int64_t age : question_.ages) {
        for (const std::int64_t years : {age, age + 1}) {
          const Day birth = years_before(anchor, years);
          births.insert({birth, birth + 1});
        }
      }
    }
    for (const Day birth : births) {
      if (birth <= as_of_) add(Json(date_text(birth)), name() + " " + date_text(birth));
    }
  }

  static Day years_before(Day anchor, std::int64_t years) {
    static constexpr std::int64_t oldest = 120;
    return eligo::add(
        anchor, Period{static_cast<std::int32_t>(std::clamp<std::int64_t>(years, 0, oldest)) * 12, 0}, -1);
  }

  static std::vector<std::string> words(
      const std::vector<std::pair<const Fact*, const Vocabulary*>>& declared) {
    std::vector<std::string> result;
    for (const auto& [fact, vocabulary] : declared) {
      for (const WordId word : fact->type.words) {
        const std::string& text = vocabulary->words[word.value];
        if (std::find(result.begin(), result.end(), text) == result.end()) result.push_back(text);
      }
    }
    return result;
  }

  // -------------------------------------------------------------------------------------------- observations

  void observation() {
    const std::vector<DayPiece> values = this->values();
    const std::vector<DayPiece> extras = fields(question_);
    const auto record = [&](const DayPiece& value, Day day, const DayPiece& extra) {
      Json made = {{"fact", name()}, {"date", date_text(day)}};
      made.update(value.members);
      made.update(extra.members);
      return made;
    };
    const auto words = [&](const DayPiece& value, Day day, const DayPiece& extra) {
      std::string text = name() + " " + value.words;
      const std::size_t normal = text.find(" (");  // the range stands last
      return text.insert(std::min(normal, text.size()), " on " + date_text(day) + extra.words);
    };
    for (const Day day : days()) {
      for (const DayPiece& extra : extras) {
        for (const DayPiece& value : values) add(record(value, day, extra), words(value, day, extra));
      }
    }
    if (!question_.asks_several || values.empty()) return;
    // An earlier result beside the latest.
    static constexpr std::size_t most_values = 14;
    const std::size_t step = values.size() / most_values + 1;
    for (std::size_t early = 0; early < values.size(); early += step) {
      for (std::size_t late = 0; late < values.size(); late += step) {
        add(Choice{{record(values[early], as_of_ - 100, extras[0]), record(values[late], as_of_, extras[0])},
                   {words(values[early], as_of_ - 100, extras[0]), words(values[late], as_of_, extras[0])}});
      }
    }
    for (const DayPiece* value : {&values.front(), &values.back()}) {
      repeat([&](Day day, Choice& choice) {
        choice.records.push_back(record(*value, day, extras[0]));
        choice.words.push_back(words(*value, day, extras[0]));
      });
    }
  }

  /// So many records as are counted, and one fewer and more, as far apart as is asked and a day less.
  template <typename AddRecord>
  void repeat(const AddRecord& add_record) {
    static constexpr std::int64_t most_records = 6;
    std::set<Day> spacings{1};
    for (const Period& length : question_.lengths) {
      const Day apart = as_of_ - eligo::add(as_of_, length, -1);
      spacings.insert({apart - 1, apart, apart + 3});
    }
    for (const std::int64_t wanted : question_.counts) {
      for (std::int64_t n = std::max<std::int64_t>(wanted - 1, 2); n <= std::min(wanted + 1, most_records);
           ++n) {
        for (const Day spacing : spacings) {
          Choice choice;
          for (std::int64_t i = 0; i < n; ++i)
            add_record(as_of_ - static_cast<Day>(i) * std::max(spacing, 1), choice);
          add(std::move(choice));
        }
      }
    }
  }

  [[nodiscard]] std::vector<DayPiece> values() const {
    std::vector<DayPiece> result;
    for (const auto& [fact, vocabulary] : question_.declared) {
      const ValueType& type = fact->type;
      switch (type.kind) {
        case ValueKind::word:
        case ValueKind::grade: break;
        case ValueKind::titre:
          for (const Number& limit : question_.limits) {
            for (const Number& titre : {limit / titre_step, limit, limit * titre_step}) {
              const std::string text = "1:" + titre.text();
              result.push_back({{{"value", text}}, text});
            }
          }
          break;
        default: quantities(type, result);
      }
    }
    for (const std::string& word : words(question_.declared)) result.push_back({{{"value", word}}, word});
    return result;
  }

  void quantities(const ValueType& type, std::vector<DayPiece>& result) const {
    std::set<Number> points = question_.limits;
    Number upper = 40;
    Number lower = 10;
    if (type.plausible && type.plausible->high && !question_.upper_factors.empty()) {
      const Number most = type.plausible->high->value / (*question_.upper_factors.rbegin() * 2);
      if (most < upper) upper = Number::from_double(std::pow(10, std::floor(std::log10(most.to_double()))));
      lower = upper / 4;
    }
    if (question_.declared.size() > 1) plausible_ends(points);
    const bool has_range = !question_.upper_factors.empty() || !question_.lower_factors.empty();
    if (!has_range) {
      add_values(type, points, {}, result);
      return;
    }
    // Beside limits in the fact's own unit the laboratory's range matters, too.
    std::vector<Number> scales{1};
    if (!points.empty()) scales = {1, Number::fraction(3, 4), Number::fraction(3, 2)};
    for (const Number& scale : scales) {
      std::set<Number> scaled = points;
      const Limits limits{lower * scale, upper * scale};
      for (const Number& factor : question_.upper_factors) scaled.insert(factor * limits.upper);
      for (const Number& factor : question_.lower_factors) scaled.insert(factor * limits.lower);
      add_values(type, scaled, limits, result);
    }
  }

  /// Of normal.
  struct Limits {
    Number lower;
    Number upper;
  };

  void add_values(const ValueType& type, const std::set<Number>& points, const std::optional<Limits>& normal,
                  std::vector<DayPiece>& result) const {
    std::vector<Number> numbers = around(points);
    if (question_.is_computed) spread(type, numbers);
    if (numbers.empty()) numbers.emplace_back(1);
    for (const Number& value : numbers) {
      DayPiece piece{{{"value", number(value)}}, value.text()};
      if (type.kind == ValueKind::quantity && !type.unit_text.empty()) {
        piece.members["unit"] = type.unit_text;
        piece.words += " " + type.unit_text;
      }
      if (normal) {
        piece.members["reference"] = {{"low", number(normal->lower)}, {"high", number(normal->upper)}};
        piece.words +=
            " (normal " + normal->lower.text() + " to " + normal->upper.text() + " " + type.unit_text + ")";
      }
      result.push_back(std::move(piece));
    }
  }

  /// Where the versions take different values for slips, these ends matter as well.
  void plausible_ends(std::set<Number>& points) const {
    for (const auto& [fact, vocabulary] : question_.declared) {
      if (!fact->type.plausible) continue;
      for (const auto& end : {fact->type.plausible->low, fact->type.plausible->high}) {
        if (end) points.insert(end->value);
      }
    }
  }

  /// For formulas: small, middling and large values.
  void spread(const ValueType& type, std::vector<Number>& numbers) const {
    if (!question_.constants.empty()) {
      std::set<Number> ratios = question_.constants;
      ratios.insert(1);
      for (const Number& ratio : around(ratios)) numbers.push_back(ratio);
    }
    const bool has_ends = type.plausible && type.plausible->low && type.plausible->high;
    if (has_ends) {
      const Number low = type.plausible->low->value;
      const Number high = type.plausible->high->value;
      for (const int percent : {1, 3, 10, 30, 90})
        numbers.push_back(low + (high - low) * Number::fraction(percent, 100));
    } else {
      for (const Number& value : {Number::fraction(1, 2), Number(2), Number(10), Number(70), Number(300)})
        numbers.push_back(value);
    }
  }

  // -------------------------------------------------------------------------------------------- the rest

  void condition() {
    const std::string since = date_text(as_of_ - long_ago);
    for (const DayPiece& extra : fields(question_)) {
      const auto record = [&](const std::string& onset, const std::string& resolved) {
        Json made = {{"fact", name()}, {"onset", onset}};
        std::string words = name();
        if (resolved.empty()) {
          made["status"] = "active";
          words += " since " + onset;
        } else {
          made["resolved"] = resolved;
          made["status"] = "resolved";
          words.append(" from ").append(onset).append(" to ").append(resolved);
        }
        made.update(extra.members);
        add(std::move(made), words + extra.words);
      };
      record(since, {});
      for (const Day day : days()) {
        if (day < as_of_) record(since, date_text(day));
        if (day <= as_of_) record(date_text(day), {});
      }
      record(since, date_text(as_of_ - long_ago + 100));
    }
  }

  void procedure() {
    for (const DayPiece& extra : fields(question_)) {
      for (const Day day : days()) {
        for (const bool is_planned : {false, true}) {
          if (is_planned && day < as_of_) continue;
          Json made = {{"fact", name()}, {"date", date_text(day)}};
          if (is_planned) made["status"] = "planned";
          made.update(extra.members);
          add(std::move(made),
              name() + " on " + date_text(day) + extra.words + (is_planned ? " planned" : ""));
        }
      }
      const std::string early = date_text(as_of_ - long_ago);
      Json made = {{"fact", name()}, {"date", early}};
      made.update(extra.members);
      add(std::move(made), name() + " on " + early + extra.words);
    }
    repeat([&](Day day, Choice& choice) {
      choice.records.push_back({{"fact", name()}, {"date", date_text(day)}});
      choice.words.push_back(name() + " on " + date_text(day));
    });
  }

  void answer() {
    for (const Day day : days()) {
      if (day > as_of_) continue;
      for (const std::string word : {"yes", "no"}) {
        Json made = {{"question", name()}, {"answer", word}, {"date", date_text(day)}};
        add(std::move(made), name() + " " + word + " on " + date_text(day));
      }
    }
  }

  // -------------------------------------------------------------------------------------------- treatments

  struct Course {
    Day start = 0;
    std::optional<Day> end;  ///< none: still given
  };

  Choice course(const std::vector<Course>& courses, const DayPiece& extra) const {
    Choice made;
    for (const Course& course : courses) {
      Json record = {{"fact", name()}, {"start", date_text(course.start)}};
      std::string words = name();
      if (course.end) {
        record["end"] = date_text(*course.end);
        words += " from " + date_text(course.start) + " to " + date_text(*course.end);
      } else {
        record["ongoing"] = true;
        words += " since " + date_text(course.start);
      }
      record.update(extra.members);
      made.records.push_back(std::move(record));
      made.words.push_back(words + extra.words);
    }
    return made;
  }

  [[nodiscard]] std::vector<DayPiece> doses_and_fields() const {
    std::vector<DayPiece> result = fields(question_);
    for (const auto& [field, limits] : question_.numbers) {
      std::vector<DayPiece> combined = result;
      for (const DayPiece& before : result) {
        for (const Number& value : around(limits)) {
          if (value.sign() < 0) continue;
          DayPiece piece = before;
          piece.members[field] = number(value);
          piece.words += " with " + field + " " + value.text();
          combined.push_back(std::move(piece));
        }
      }
      result = std::move(combined);
    }
    if (question_.numbers.count("dose") == 0) return result;
    for (DayPiece& piece : result) {
      if (!piece.members.contains("dose")) continue;
      piece.members["unit"] = question_.dose_unit;
      piece.words += " " + question_.dose_unit;
    }
    return result;
  }

  void treatment() {
    const auto extras = doses_and_fields();
    for (const DayPiece& extra : extras) {
      add(course({{as_of_ - long_ago, std::nullopt}}, extra));
      // Just long enough, and a day too short.
      for (const Period& length : question_.lengths) {
        const Day start = as_of_ - 1000;
        const Day end = last_day(start, length);
        add(course({{start, end}}, extra));
        add(course({{start, end - 1}}, extra));
        add(course({{start, end + 10}}, extra));
        const Day half = (end - start) / 2;
        add(course({{start, start + half}, {start + half + 200, end + 201}}, extra));
        for (const std::int32_t gap : question_.gaps) {
          for (const std::int32_t days : {gap, gap + 1})
            add(course({{start, start + half}, {start + half + 1 + days, end + days + 2}}, extra));
        }
      }
      for (const Day day : days()) {
        add(course({{as_of_ - long_ago, day}}, extra));
        add(course({{day, std::nullopt}}, extra));
      }
      add(course({{as_of_ - long_ago, as_of_ - long_ago + 500}}, extra));
    }
  }

  const PlanQuestion& question_;
  Day as_of_;
  Choices result_;
};

}  // namespace

std::vector<Choices> choices_of(const std::map<std::string, PlanQuestion>& questions, Day as_of) {
  std::vector<Choices> result;
  result.reserve(questions.size());
  for (const auto& [name, question] : questions) result.push_back(Maker(question, as_of).run());
  return result;
}

std::string document(const std::vector<Choices>& all, const std::vector<std::size_t>& choice,
                     const Calendar& calendar, bool is_complete) {
  Json made = {{"patient", "example"}};
  for (const auto& [name, day] : calendar.anchors) made["anchors"][name] = date_text(day);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const Json& record : all[i].choices[choice[i]].records) {
      if (all[i].kind == FactKind::attribute) {
        made["attributes"][all[i].fact] = record;
      } else {
        made[std::string(list_name(all[i].kind))].push_back(record);
      }
    }
  }
  if (is_complete) made["complete"] = {"observations", "conditions", "treatments", "procedures"};
  return made.dump();
}

}  // namespace eligo::amendment

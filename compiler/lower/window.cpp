#include "compiler/lower/lower.h"
#include "runtime/model/near_miss.h"

/// Windows and the days they are counted from.
namespace eligo {

std::optional<Period> Lowerer::period(const Place& place) {
  const auto number = read_number(place.child(Syntax::number), findings_);
  const Place unit = place.child(Syntax::unit);
  const auto read = read_unit(unit, findings_);
  if (!number || !read) return std::nullopt;
  // Calendar units first: they never convert into days.
  static constexpr std::int64_t longest = 200'000;
  const auto whole = number->whole();
  const std::string& code = read->code;
  const bool is_calendar = code == "mo" || code == "a";
  const auto days = convert(*read, *parse_unit("d"));
  if (!is_calendar && !days) {
    findings_.add(codes::units_differ, unit.span(),
                  quoted(unit) + " is no time; a period is given in days, weeks, months or years");
    return std::nullopt;
  }
  if (is_calendar && (!whole || *whole < 0 || *whole > longest)) {
    if (!whole) {
      findings_
          .add(codes::number_limit, place.span(),
               "months and years differ in length, so only whole ones can be counted, not " + quoted(place))
          .note("give the period in weeks or days");
    } else {
      findings_.add(codes::number_limit, place.span(),
                    "a period is from 0 to " + std::to_string(longest) + " months or years long");
    }
    return std::nullopt;
  }
  if (code == "mo") return Period{static_cast<std::int32_t>(*whole), 0};
  if (code == "a") return Period{static_cast<std::int32_t>(*whole * 12), 0};
  const auto exact = (*number * days->factor).whole();
  if (!exact || *exact < 0 || *exact > longest * 10) {
    findings_.add(codes::number_limit, place.span(),
                  "a period is a whole number of days, at most " + std::to_string(longest * 10));
    return std::nullopt;
  }
  return Period{0, static_cast<std::int32_t>(*exact)};
}

bool Lowerer::reach(const Place& place, Reach& reach) {
  const bool is_pair = place.kind() == Syntax::longer || place.kind() == Syntax::shorter;
  if (is_pair) reach.choice = place.kind() == Syntax::longer ? Reach::Choice::longer : Reach::Choice::shorter;
  const auto pieces = is_pair ? place.children() : std::vector<Place>{place};
  Reach::Part* part = &reach.first;
  for (const Place& piece : pieces) {
    if (piece.kind() == Syntax::half_lives) {
      const auto number = read_number(piece.child(Syntax::number), findings_);
      if (!number) return false;
      part->half_lives = *number;
    } else {
      const auto read = period(piece);
      if (!read) return false;
      part->period = *read;
    }
    part = &reach.second;
  }
  return true;
}

bool Lowerer::day(const Place& place, WindowEnd& end) {
  if (place.kind() == Syntax::as_of_date) {
    end.anchor = plan_.as_of;
    return true;
  }
  if (place.kind() == Syntax::date) {
    const auto range = parse_date(place.text());
    if (!range) {
      findings_.add(codes::bad_date, place.span(), "there is no date " + quoted(place));
      return false;
    }
    end.fixed = *range;
    return true;
  }
  const auto found = vocabulary_.anchor_by_name.find(std::string(place.text()));
  if (found != vocabulary_.anchor_by_name.end()) {
    end.anchor = found->second;
    return true;
  }
  if (scope_.excuses(place.text())) return false;
  std::vector<std::string_view> names;
  for (const auto& anchor : vocabulary_.anchors) names.push_back(anchor.name);
  auto finding = findings_.add(codes::unknown_name, place.span(), "there is no anchor " + quoted(place));
  finding.did_you_mean(near_misses(place.text(), names), place.span());
  if (scope_.find(place.text()) != nullptr)
    finding.note(quoted(place) + " is not a day that windows can be counted from");
  return false;
}

std::optional<Window> Lowerer::window(const Place& place) {
  const auto pieces = place.children();
  WindowEnd anchor;
  if (!day(pieces.back(), anchor)) return std::nullopt;
  if (place.kind() == Syntax::window_open) {
    const auto direction = pieces[0].text();
    Window result;
    if (direction == "on") {
      result.from = anchor;
      result.to = anchor;
    } else if (direction == "from" || direction == "after") {
      anchor.shift = direction == "after" ? 1 : 0;
      result.from = anchor;
    } else {
      anchor.shift = direction == "before" ? -1 : 0;
      result.to = anchor;
    }
    return result;
  }
  Reach reached;
  if (!reach(pieces[0], reached)) return std::nullopt;
  Window result = window_around(anchor, reached, pieces[1].text());
  // `at least 5 years before A` is the time beyond the far end.
  if (place.kind() == Syntax::window_at_least) {
    const bool is_forward = result.to->direction > 0;
    return is_forward ? Window{result.to, {}} : Window{{}, result.from};
  }
  return result;
}

Window Lowerer::window_around(WindowEnd anchor, const Reach& reach, std::string_view direction) {
  const bool is_forward = direction == "from" || direction == "after";
  WindowEnd far = anchor;
  far.reach = reach;
  far.direction = is_forward ? 1 : -1;
  if (direction == "after") anchor.shift = 1;
  if (direction == "before") anchor.shift = -1;
  return is_forward ? Window{anchor, far} : Window{far, anchor};
}

std::optional<Window> Lowerer::window_among(const Place& place, bool& is_bad) {
  is_bad = false;
  for (const Place& piece : place.children()) {
    const Syntax kind = piece.kind();
    if (kind != Syntax::window_within && kind != Syntax::window_open && kind != Syntax::window_at_least)
      continue;
    auto result = window(piece);
    is_bad = !result;
    return result;
  }
  return Window{};
}

}  // namespace eligo

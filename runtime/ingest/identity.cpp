#include "runtime/ingest/identity.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <tuple>

namespace eligo::ingest {
namespace {

constexpr std::int32_t seconds_a_day = 86'400;

std::int32_t number_at(std::string_view text, std::size_t at, std::size_t length) {
  std::int32_t result = 0;
  if (at + length > text.size()) return 0;
  std::from_chars(text.data() + at, text.data() + at + length, result);
  return result;
}

/// How two records compare in what they say of one and the same thing.
enum class Likeness : std::uint8_t {
  other,   ///< they say different things
  alike,   ///< each says something that the other leaves out
  second,  ///< the second says nothing beyond the first
  first,   ///< the first says nothing beyond the second
  equal
};

Likeness both(Likeness a, Likeness b) {
  if (a == Likeness::other || b == Likeness::other) return Likeness::other;
  if (a == Likeness::equal) return b;
  return b == Likeness::equal || a == b ? a : Likeness::alike;
}

/// Which of two says more, where they do not contradict each other.
Likeness by_more(bool first_has_more, bool second_has_more) {
  if (first_has_more) return second_has_more ? Likeness::alike : Likeness::second;
  return second_has_more ? Likeness::first : Likeness::equal;
}

/// An order of ranges by their ends.
struct RangeOrder {
  static int compare(const std::optional<Range::End>& a, const std::optional<Range::End>& b) {
    if (!a || !b) return static_cast<int>(a.has_value()) - static_cast<int>(b.has_value());
    if (a->value != b->value) return a->value < b->value ? -1 : 1;
    return static_cast<int>(a->open) - static_cast<int>(b->open);
  }
  bool operator()(const Range& a, const Range& b) const {
    const int low = compare(a.low, b.low);
    return low != 0 ? low < 0 : compare(a.high, b.high) < 0;
  }
};

/// Goes through the records of a patient.
class Identifier {
 public:
  Identifier(PatientFacts& patient, const std::vector<RecordIdentity>& identities, std::size_t most_pairs)
      : most_pairs_(most_pairs), patient_(patient), records_(patient.records), identities_(identities) {}

  void run() {
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      const std::string_view subject = identities_[i].subject;
      if (!subject.empty() && subject != patient_.id) weaken(i, "of another patient, as it seems");
    }
    for (std::uint32_t i = 0; i < records_.size(); ++i) never_counted_.push_back(!is_there(i));
    replace();
    by_key([&](std::uint32_t i) { return id_key(i); }, true);
    by_key([&](std::uint32_t i) { return time_key(i); }, false);
    for (std::uint32_t begin = 0; begin < records_.size();) {
      std::uint32_t end = begin + 1;
      while (end < records_.size() && records_[end].fact == records_[begin].fact) ++end;
      of_fact(begin, end);
      begin = end;
    }
  }

 private:
  static constexpr std::string_view replaced = "replaced by another record";

  bool is_there(std::uint32_t i) const { return records_[i].status != RecordStatus::void_; }
  void leave_out(std::uint32_t i, std::string_view why) {
    records_[i].status = RecordStatus::void_;
    records_[i].standing = why;
  }
  void weaken(std::uint32_t i, std::string_view why) {
    Record& record = records_[i];
    if (record.status == RecordStatus::absent) return leave_out(i, why);
    if (!is_there(i)) return;
    if (concerns_standing(record.flaw)) return;
    // A value that cannot be read stays unknown.
    if (!is_read(record)) {
      record.value = Range::anything();
      record.word.reset();
    }
    record.flaw = Flaw::unconfirmed;
    record.standing = why;
  }

  // ---- replaced by id

  using Id = std::pair<FactKind, std::string_view>;

  /// Those that a record names as replaced, down from records that nothing replaces. In a circle nobody
  /// knows which is the last.
  void replace() {
    has_replaced_.assign(records_.size(), false);
    const auto replaces = [](const RecordIdentity& one) { return !one.replaces.empty(); };
    if (std::none_of(identities_.begin(), identities_.end(), replaces)) return;
    std::map<Id, std::vector<std::uint32_t>> by_id;
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      if (!identities_[i].id.empty()) by_id[{identities_[i].list, identities_[i].id}].push_back(i);
    }
    std::vector<std::vector<std::uint32_t>> below(records_.size());
    std::vector<bool> is_replaced(records_.size());
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      for (const std::string_view id : identities_[i].replaces) {
        const auto found = by_id.find({identities_[i].list, id});
        if (found == by_id.end() || id == identities_[i].id || !is_there(i)) continue;
        has_replaced_[i] = true;
        for (const std::uint32_t other : found->second) {
          below[i].push_back(other);
          is_replaced[other] = true;
        }
      }
    }
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      if (!below[i].empty() && !is_replaced[i]) open.push_back(i);
    }
    std::vector<bool> is_settled(records_.size());
    while (!open.empty()) {
      const std::uint32_t by = open.back();
      open.pop_back();
      for (const std::uint32_t other : below[by]) {
        if (is_settled[other]) continue;
        is_settled[other] = true;
        is_doubtful(by, other) ? weaken(other, "it may have been replaced") : leave_out(other, replaced);
        open.push_back(other);
      }
    }
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      if (is_replaced[i] && !is_settled[i]) weaken(i, "it may have been replaced");
    }
  }

  /// Whether it is open that a record takes the place of another: it may not count, or is only planned.
  bool is_doubtful(std::uint32_t by, std::uint32_t other) const {
    const bool is_plan =
        records_[by].status == RecordStatus::planned && records_[other].status != RecordStatus::planned;
    return is_there(by) && (is_plan || concerns_standing(records_[by].flaw));
  }

  // ---- one id, or one moment

  using Key = std::tuple<FactId, int, std::string_view, std::int64_t, std::int32_t, bool>;

  std::optional<Key> id_key(std::uint32_t i) const {
    const RecordIdentity& one = identities_[i];
    if (one.id.empty()) return std::nullopt;
    return Key{records_[i].fact, static_cast<int>(one.list), one.id, 0, 0, false};
  }

  std::optional<Key> time_key(std::uint32_t i) const {
    const auto& time = identities_[i].time;
    if (!time || !records_[i].start.is_exact()) return std::nullopt;
    const std::int64_t second = std::int64_t{records_[i].start.first} * seconds_a_day + time->second;
    return Key{records_[i].fact, 0, {}, second, time->microsecond, time->has_offset};
  }

  template <typename KeyOf>
  void by_key(KeyOf key_of, bool is_by_id) {
    std::map<Key, std::vector<std::uint32_t>> groups;
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      const bool is_known = records_[i].fact.exists() && records_[i].entry == 0;
      const auto key = is_known ? key_of(i) : std::nullopt;
      if (key) groups[*key].push_back(i);
    }
    for (const auto& [key, group] : groups) {
      if (group.size() > 1) settle(group, is_by_id);
    }
  }

  /// Where one of several records of one thing does not count, it may say what became of the others.
  void doubt_beside_void(const std::vector<std::uint32_t>& group, bool is_by_id) {
    std::vector<std::uint32_t> voids;
    std::copy_if(group.begin(), group.end(), std::back_inserter(voids),
                 [&](std::uint32_t i) { return never_counted_[i]; });
    const auto may_be_of = [&](std::uint32_t one, std::uint32_t other) {
      return is_by_id || ++pairs_ > most_pairs_ || is_one_value(records_[one], records_[other]);
    };
    for (const std::uint32_t i : group) {
      if (std::any_of(voids.begin(), voids.end(), [&](std::uint32_t other) { return may_be_of(i, other); }))
        weaken(i, "another record of the same does not count");
    }
  }

  /// Records of one thing: the last edition counts, once.
  void settle(std::vector<std::uint32_t> group, bool is_by_id) {
    doubt_beside_void(group, is_by_id);
    std::erase_if(group, [&](std::uint32_t i) { return !is_there(i); });
    Edition last = Edition::preliminary;
    for (const std::uint32_t i : group) last = std::max(last, identities_[i].edition);
    for (const std::uint32_t i : group) {
      if (identities_[i].edition < last) leave_out(i, replaced);
    }
    const std::size_t pairs_left = most_pairs_ - std::min(most_pairs_, pairs_);
    if (is_by_id && group.size() > 1 && group.size() * (group.size() - 1) / 2 > pairs_left)
      return give_up_by_id(group);
    each_pair(group, [&](std::uint32_t a, std::uint32_t b) {
      const Likeness like = likeness(a, b, !is_by_id);
      if (like != Likeness::other && !is_one_value(records_[a], records_[b])) return repeat(later(a, b));
      switch (like) {
        case Likeness::equal:
        case Likeness::second: leave_out(b, delivered_twice); break;
        case Likeness::first: leave_out(a, delivered_twice); break;
        case Likeness::alike: repeat(later(a, b)); break;
        case Likeness::other:
          if (!is_by_id) break;
          weaken(a, "another record has its id and says something else");
          weaken(b, "another record has its id and says something else");
      }
    });
  }

  static constexpr std::string_view delivered_twice = "the same as another record";

  template <typename Visit>
  void each_pair(const std::vector<std::uint32_t>& group, Visit visit) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t j = i + 1; j < group.size() && is_there(group[i]); ++j) {
        if (++pairs_ > most_pairs_) return give_up(group);
        if (is_there(group[j])) visit(group[i], group[j]);
      }
    }
  }

  /// Each may repeat another one, or be replaced by one of a later edition.
  void give_up(const std::vector<std::uint32_t>& group) {
    Edition last = Edition::preliminary;
    for (const std::uint32_t i : group) last = std::max(last, identities_[i].edition);
    for (const std::uint32_t i : group) {
      repeat(i);
      if (identities_[i].edition < last) weaken(i, "it may have been replaced");
    }
  }

  /// Of records with one id it is open, too, whether they say the same.
  void give_up_by_id(const std::vector<std::uint32_t>& group) {
    for (const std::uint32_t i : group) weaken(i, "another record has its id and may say something else");
  }

  // ---- what is open

  void of_fact(std::uint32_t begin, std::uint32_t end) {
    if (end - begin < 2 || records_[begin].kind == FactKind::question) return;
    group_.clear();
    for (std::uint32_t i = begin; i < end; ++i) {
      // A reading of an entry that nobody understands takes no record's place.
      const bool is_reading = records_[i].is_reading();
      if (is_there(i) && records_[i].status != RecordStatus::absent && !is_reading) group_.push_back(i);
    }
    const auto is_exact = [&](std::uint32_t i) { return records_[i].start.is_exact(); };
    if (!std::all_of(group_.begin(), group_.end(), is_exact)) return hold_together(group_);
    // Nothing of one day is of another, so the days are looked at one by one.
    for (auto first = group_.begin(); first != group_.end();) {
      const auto last = std::find_if(
          first, group_.end(), [&](std::uint32_t i) { return records_[i].start != records_[*first].start; });
      if (last - first > 1) hold_together({first, last});
      first = last;
    }
  }

  void hold_together(const std::vector<std::uint32_t>& group) {
    each_pair(group, [this](std::uint32_t a, std::uint32_t b) { may_be_one(a, b); });
  }

  /// Of two records it may be open whether they are one, or whether one took the place of the other.
  void may_be_one(std::uint32_t a, std::uint32_t b) {
    const bool is_unlisted = !records_[a].fact.exists();
    if (is_unlisted && records_[a].recorded_name != records_[b].recorded_name) return;
    if (records_[a].kind != records_[b].kind || !may_be_of_one_time(a, b)) return;
    const Edition edition_of_a = identities_[a].edition;
    const Edition edition_of_b = identities_[b].edition;
    if (edition_of_a != edition_of_b) {
      const bool is_a_later = edition_of_a > edition_of_b;
      if (!has_replaced_[is_a_later ? a : b]) weaken(is_a_later ? b : a, "it may have been replaced");
      return;
    }
    const Likeness like = likeness(a, b, false);
    if (like == Likeness::other) return;
    repeat(like == Likeness::alike ? later(a, b) : like == Likeness::first ? a : b);
  }

  bool may_be_of_one_time(std::uint32_t a, std::uint32_t b) const {
    if (!meet(records_[a].start, records_[b].start)) return false;
    const auto& x = identities_[a].time;
    const auto& y = identities_[b].time;
    return !x || !y || x->has_offset != y->has_offset || *x == *y;
  }

  static bool meet(const DateRange& a, const DateRange& b) { return a.first <= b.last && b.first <= a.last; }

  /// Of two records of which each says something that the other leaves out: the one that begins later; of
  /// one day, the one that leaves out the first of value, limits and fields.
  std::uint32_t later(std::uint32_t a, std::uint32_t b) const {
    const auto key = [this](std::uint32_t i) {
      const Record& one = records_[i];
      std::vector<std::int64_t> result{
          one.start.first,        one.start.last,          one.end.first,          one.end.last,
          has_value(one) ? 0 : 1, one.lower_limit ? 0 : 1, one.upper_limit ? 0 : 1};
      for (std::uint32_t f = 0; f < one.field_count; ++f)
        result.push_back(patient_.fields[one.first_field + f].field.value);
      result.push_back(std::numeric_limits<std::int64_t>::max());
      return result;
    };
    const auto of_a = key(a);
    const auto of_b = key(b);
    if (of_a != of_b) return of_b < of_a ? a : b;
    return RangeOrder()(records_[b].value, records_[a].value) ? a : b;
  }

  void repeat(std::uint32_t i) { records_[i].may_repeat = true; }

  // ---- what two records say

  /// Of records that are known to be of one time the days are not compared: they may lie in two time zones.
  Likeness likeness(std::uint32_t a, std::uint32_t b, bool is_one_time) const {
    const Record& x = records_[a];
    const Record& y = records_[b];
    const bool is_status_open = x.flaw == Flaw::bad_status || y.flaw == Flaw::bad_status;
    if (x.status != y.status && !is_status_open) return Likeness::other;
    const bool is_span = x.kind == FactKind::condition || x.kind == FactKind::treatment;
    // One that surely counts says more than one that may not.
    Likeness result = by_more(doubt(x) < doubt(y), doubt(y) < doubt(x));
    if ((x.is_ongoing && y.is_over) || (x.is_over && y.is_ongoing)) return Likeness::other;
    if (x.has_bad_date != y.has_bad_date) result = both(result, by_more(y.has_bad_date, x.has_bad_date));
    result = both(result, both(of_values(x, y), of_fields(x, y)));
    if (!is_one_time) result = both(result, of_dates(x.start, y.start));
    if (!is_one_time || is_span) result = both(result, of_dates(x.end, y.end));
    result = both(result, of_limits(x.lower_limit, y.lower_limit));
    return both(result, of_limits(x.upper_limit, y.upper_limit));
  }

  /// How surely a record counts: 0 is surely.
  static int doubt(const Record& one) {
    return one.flaw == Flaw::bad_status ? 2 : concerns_standing(one.flaw) ? 1 : 0;
  }
  static bool concerns_standing(Flaw flaw) {
    return flaw == Flaw::bad_status || flaw == Flaw::unrecognised_name || flaw == Flaw::unconfirmed;
  }
  static bool is_read(const Record& one) {
    return one.flaw == Flaw::none || one.flaw == Flaw::bad_date || concerns_standing(one.flaw);
  }
  static bool has_value(const Record& one) {
    return is_read(one) && (one.word || one.is_word_unlisted || !one.value.is_anything());
  }

  static Likeness of_values(const Record& x, const Record& y) {
    if (!has_value(x) || !has_value(y)) return by_more(has_value(x), has_value(y));
    if (x.is_word_unlisted || y.is_word_unlisted) {
      const bool is_one = x.is_word_unlisted && y.is_word_unlisted && x.recorded_value == y.recorded_value;
      return is_one ? Likeness::equal : Likeness::other;
    }
    // A grade has a word, a bound of grades (`>2`) has none.
    const bool are_two_words = x.word && y.word && x.word != y.word;
    return are_two_words ? Likeness::other : of_ranges(x.value, y.value);
  }

  static Likeness of_ranges(const Range& x, const Range& y) {
    if (x == y) return Likeness::equal;
    const auto shared = in_both(x, y);
    if (!shared) return Likeness::other;
    if (*shared == x) return Likeness::second;
    return *shared == y ? Likeness::first : Likeness::alike;
  }

  /// Whether two values are one, or one of them is missing: `<10` may be 5, but is another result.
  static bool is_one_value(const Record& x, const Record& y) {
    return !has_value(x) || !has_value(y) || (x.word == y.word && x.value == y.value);
  }

  static Likeness of_dates(const DateRange& x, const DateRange& y) {
    if (!meet(x, y)) return Likeness::other;
    return by_more(y.first < x.first || x.last < y.last, x.first < y.first || y.last < x.last);
  }

  static Likeness of_limits(const std::optional<Range>& x, const std::optional<Range>& y) {
    if (x && y) return *x == *y ? Likeness::equal : Likeness::other;
    return by_more(x.has_value(), y.has_value());
  }

  Likeness of_fields(const Record& x, const Record& y) const {
    Likeness result = Likeness::equal;
    std::uint32_t shared = 0;
    for (std::uint32_t i = 0; i < x.field_count; ++i) {
      const FieldValue& one = patient_.fields[x.first_field + i];
      const FieldValue* other = patient_.field(y, one.field, one.ingredient);
      if (other == nullptr) continue;
      result = both(result, of_field(one, *other));
      ++shared;
    }
    return both(result, by_more(x.field_count > shared, y.field_count > shared));
  }

  static Likeness of_field(const FieldValue& x, const FieldValue& y) {
    if (x.flaw != Flaw::none || y.flaw != Flaw::none)
      return by_more(x.flaw == Flaw::none, y.flaw == Flaw::none);
    const bool is_named = x.word.exists() || x.fact.exists() || y.word.exists() || y.fact.exists();
    if (is_named) return x.word == y.word && x.fact == y.fact ? Likeness::equal : Likeness::other;
    if (!x.quantity.is_anything() || !y.quantity.is_anything()) return of_ranges(x.quantity, y.quantity);
    return x.recorded == y.recorded ? Likeness::equal : Likeness::other;
  }

  std::size_t most_pairs_;
  std::size_t pairs_ = 0;  // that were held against each other
  PatientFacts& patient_;
  std::vector<Record>& records_;
  const std::vector<RecordIdentity>& identities_;
  std::vector<bool> has_replaced_;
  std::vector<bool> never_counted_;  ///< whatever the others say
  std::vector<std::uint32_t> group_;
};

}  // namespace

std::optional<RecordTime> time_of_day(std::string_view date) {
  const std::size_t at = date.find('T');
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view text = date.substr(at + 1);
  RecordTime time;
  time.second = number_at(text, 0, 2) * 3600 + number_at(text, 3, 2) * 60;
  text.remove_prefix(std::min<std::size_t>(5, text.size()));
  if (text.starts_with(":")) {
    time.second += number_at(text, 1, 2);
    text.remove_prefix(std::min<std::size_t>(3, text.size()));
  }
  if (text.starts_with(".")) {
    std::int32_t unit = 100'000;
    text.remove_prefix(1);
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
      time.microsecond += (text.front() - '0') * unit;
      unit /= 10;
      text.remove_prefix(1);
    }
  }
  time.has_offset = !text.empty();
  if (text.starts_with("+") || text.starts_with("-")) {
    const std::string_view minutes =
        text.substr(text.size() > 3 && text[3] == ':' ? 4 : std::min<std::size_t>(3, text.size()));
    const std::int32_t offset = number_at(text, 1, 2) * 3600 + number_at(minutes, 0, 2) * 60;
    time.second += text.front() == '+' ? -offset : offset;
  }
  return time;
}

std::string_view bare_id(std::string_view reference) {
  const std::size_t slash = reference.rfind('/');
  std::string_view id = slash == std::string_view::npos ? reference : reference.substr(slash + 1);
  if (id.starts_with("#")) id.remove_prefix(1);
  return id;
}

void tell_apart(PatientFacts& patient, const std::vector<RecordIdentity>& identities,
                std::size_t most_pairs) {
  Identifier(patient, identities, most_pairs).run();
}

}  // namespace eligo::ingest

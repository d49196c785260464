#pragma once

#include "runtime/evaluate/query_run.h"

namespace eligo {

/// A window by the clock: the moments that its beginning and its end may be.
struct TimedWindow {
  Moments from;
  Moments to;
  AnchorId anchor;              ///< that it is counted from
  std::optional<Moment> clock;  ///< the anchor's time; empty where only its day is known
};

/// A window as it stands for one patient: the days that its first and its last day may be.
struct Days {
  DateRange from;
  DateRange to;
  AnchorId missing_anchor;  ///< one that was not supplied
  AnchorId partial_anchor;  ///< one that was supplied by month or year
  bool lacks_half_life = false;
  bool is_one_anchor = false;        ///< both ends are counted from one anchor, so that they move together
  std::optional<TimedWindow> timed;  ///< a window by the clock: its days are all that it may touch

  /// No day lies in it, whatever the gaps come to.
  [[nodiscard]] bool is_empty() const {
    return is_one_anchor ? from.first > to.first && from.last > to.last : from.first > to.last;
  }
  /// Some day lies in it, whatever the gaps come to.
  [[nodiscard]] bool has_days() const {
    return is_one_anchor ? from.first <= to.first && from.last <= to.last : from.last <= to.first;
  }
};

/// Whether each fact has a window of its own.
bool reaches_by_half_lives(const Window& window);

/// The query's window for records of a fact (which matters to half-lives alone). Without an end it lasts up
/// to the as-of date, and of what is planned for ever; `active`, `receiving` and `dose` without any window
/// ask about the as-of date itself.
Days window_of(const QueryRun& run, FactId fact);

/// The window for every fact asked: as wide as the widest.
Days widest_window(const QueryRun& run);

/// Whether two queries look at the same days, one of which may name the as-of date where the other has no
/// end.
bool have_same_window(const Plan& plan, const Query& a, const Query& b);

/// Whether any day of the span lies in the window.
Truth overlaps(const Extent& span, const Days& days);

/// The days of a record. Undated records happened by the as-of date, undated answers on it.
Extent span_of(const DateRange& as_of, const Record& record);
inline Extent span_of(const QueryRun& run, const Record& record) { return span_of(run.as_of, record); }

/// Why it is open whether a record lies in a window.
Reason window_doubt(const Record& record, std::uint32_t index, const Extent& span, const Days& days);

}  // namespace eligo

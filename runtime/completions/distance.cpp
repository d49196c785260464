#include "runtime/completions/distance.h"

#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/window.h"

namespace eligo {

bool measures_ends(const Query& query) {
  return query.is_course || query.lasting || query.total || query.selector == Selector::unchanged_dose;
}

bool measures(const Query& query) { return measures_ends(query) || query.apart; }

bool measures(const Query& query, std::ptrdiff_t treatments) {
  const bool is_of_touching = query.is_course && !query.lasting && !query.total;
  return is_of_touching ? treatments > 1 || query.apart : measures(query);
}

bool measures_from_starts(const Query& query) {
  const bool is_of_courses = query.is_course || query.selector == Selector::unchanged_dose;
  return is_of_courses && !query.apart && !query.total && !reaches_by_half_lives(query.window);
}

bool asks_for_order(const Query& query) {
  return asks_about_latest(query) || query.selector == Selector::first ||
         query.selector == Selector::unchanged_dose || query.is_course || query.apart;
}

}  // namespace eligo

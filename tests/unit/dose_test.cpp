#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct Steroids : World {
  FactId prednisolone = treatment("prednisolone");
  FactId dexamethasone = treatment("dexamethasone");
  FieldId dose = field("dose", ValueKind::quantity);

  Steroids() { plan.dose = dose; }

  Record& taking(FactId drug, const Number& daily, std::string_view start, std::string_view end = {}) {
    Record& made = end.empty() ? ongoing(drug, start) : span(drug, start, end);
    with_number(made, dose, daily);
    return made;
  }
  Range dose_of(const std::vector<FactId>& drugs) { return value(query(Selector::dose, drugs)); }
  Truth unchanged(int weeks) { return unchanged(weeks, {prednisolone}); }
  Truth unchanged(int weeks, const std::vector<FactId>& drugs) {
    Query made = query(Selector::unchanged_dose, drugs);
    made.window = {back(plan.as_of, days(7 * weeks)), on(plan.as_of)};
    return holds(made);
  }
};

}  // namespace

TEST_CASE("dose: the sum of what covers the as-of date") {
  Steroids world;
  world.taking(world.prednisolone, 10, "2024-02-01");
  world.taking(world.prednisolone, 5, "2025-03-01");
  world.taking(world.prednisolone, 40, "2023-01-01", "2025-02-28");
  world.taking(world.dexamethasone, 2, "2025-01-01");
  CHECK(world.dose_of({world.prednisolone}) == Range::exactly(15));
  CHECK(world.dose_of({world.prednisolone, world.dexamethasone}) == Range::exactly(17));
}

TEST_CASE("dose: none on record is nothing only where the list is closed") {
  Steroids world;
  CHECK(world.dose_of({world.prednisolone}) == Range::at_least(0));
  CHECK(world.has_reason("list-not-complete"));
  world.taking(world.dexamethasone, 2, "2025-01-01");
  CHECK(world.dose_of({world.prednisolone, world.dexamethasone}) == Range::at_least(2));
  world.complete(FactKind::treatment);
  CHECK(world.dose_of({world.prednisolone}) == Range::exactly(0));
  CHECK(world.dose_of({world.prednisolone, world.dexamethasone}) == Range::exactly(2));
}

TEST_CASE("dose: one that is not recorded may be any") {
  Steroids world;
  world.complete(FactKind::treatment);
  world.ongoing(world.prednisolone, "2024-01-01");
  CHECK(world.dose_of({world.prednisolone}) == Range::at_least(0));
  CHECK(world.has_reason("field-not-recorded"));
}

TEST_CASE("dose: a course that may cover the day may count") {
  Steroids world;
  world.complete(FactKind::treatment);
  world.taking(world.prednisolone, 10, "2025-01-01", "2025-03");
  CHECK(world.dose_of({world.prednisolone}) == Range::exactly(10));
  world.patient.records.front().start = date("2025-03");
  CHECK(world.dose_of({world.prednisolone}) == Range::between(0, 10));
}

TEST_CASE("unchanged dose: on every day of the period, and one dose") {
  Steroids world;
  world.complete(FactKind::treatment);
  CHECK(world.unchanged(4) == no);
  world.taking(world.prednisolone, 10, "2025-02-10");
  CHECK(world.unchanged(2) == yes);
  CHECK(world.unchanged(4) == no);
  world.taking(world.prednisolone, 20, "2024-01-01", "2025-02-09");
  CHECK(world.unchanged(4) == no);
  world.patient.fields.back().quantity = Range::exactly(10);
  CHECK(world.unchanged(4) == yes);
  world.patient.fields.back().quantity = Range::at_least(5);
  CHECK(world.unchanged(4) == open);
}

TEST_CASE("unchanged dose: more than there was cannot be the same, whatever is missing") {
  Steroids world;
  world.taking(world.prednisolone, 10, "2024-01-01", "2025-02-09");
  world.taking(world.dexamethasone, 2, "2024-01-01", "2025-02-09");
  world.taking(world.prednisolone, 20, "2025-02-10");
  CHECK(world.unchanged(4, {world.prednisolone, world.dexamethasone}) == no);
}

TEST_CASE("unchanged dose: a dose of 0 is one only as long as it is taken") {
  Steroids world;
  world.complete(FactKind::treatment);
  world.taking(world.prednisolone, 0, "2024-01-01", "2025-02");
  world.taking(world.prednisolone, 0, "2025-03-01");
  CHECK(world.unchanged(4) == open);
}

TEST_CASE("unchanged dose: one course has one dose, even if it is not recorded") {
  Steroids world;
  world.complete(FactKind::treatment);
  world.ongoing(world.prednisolone, "2025-02-10");
  CHECK(world.unchanged(2) == yes);
  CHECK(world.unchanged(4) == no);
}

TEST_CASE("unchanged dose: in an open world a day without a record is unknown") {
  Steroids world;
  world.taking(world.prednisolone, 10, "2025-02-10");
  CHECK(world.unchanged(2) == yes);
  CHECK(world.unchanged(4) == open);
}

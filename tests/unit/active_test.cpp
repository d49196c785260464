#include "tests/unit/builder.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct Conditions : World {
  FactId arthritis = condition("arthritis");
  Conditions() { complete(FactKind::condition); }

  Truth is_active() { return holds(query(Selector::active, {arthritis})); }
  Truth is_active_within(int n) {
    Query made = query(Selector::active, {arthritis});
    made.window = {back(plan.as_of, days(n)), on(plan.as_of)};
    return holds(made);
  }
  Truth was_ever() { return holds(query(Selector::any, {arthritis})); }
};

}  // namespace

TEST_CASE("active: on the as-of date, both ends of the condition belong to it") {
  Conditions world;
  CHECK(world.is_active() == no);
  world.span(world.arthritis, "2025-01-01", "2025-03-01");
  CHECK(world.is_active() == yes);
  world.patient.records.front().end = date("2025-02-28");
  CHECK(world.is_active() == no);
  CHECK(world.is_active_within(30) == yes);
  CHECK(world.was_ever() == yes);
}

TEST_CASE("active: a condition that goes on is there until now and beyond") {
  Conditions world;
  world.ongoing(world.arthritis, "2020");
  CHECK(world.is_active() == yes);
  const AnchorId later = world.anchor("enrolment", "2025-06-01");
  Query on_enrolment = world.query(Selector::active, {world.arthritis});
  on_enrolment.window = {World::on(later), World::on(later)};
  CHECK(world.holds(on_enrolment) == yes);
}

TEST_CASE("active: without an onset it began by the as-of date") {
  Conditions world;
  world.ongoing(world.arthritis);
  CHECK(world.is_active() == yes);
  CHECK(world.was_ever() == yes);
}

TEST_CASE("active: over, with no day given, is over by the as-of date") {
  Conditions world;
  world.record(world.arthritis, "2024-01-01").is_over = true;
  CHECK(world.is_active() == no);
  CHECK(world.is_active_within(30) == open);
  CHECK(world.was_ever() == yes);
}

TEST_CASE("active: with no end and no word on it, the end is not known") {
  Conditions world;
  world.record(world.arthritis, "2024-01-01");
  CHECK(world.is_active() == open);
  CHECK(world.has_reason("unknown-end"));
  CHECK(world.was_ever() == yes);
}

TEST_CASE("active: partial dates at either end") {
  Conditions world;
  world.ongoing(world.arthritis, "2025-03");
  CHECK(world.is_active() == open);
  CHECK(world.has_reason("partial-date"));
  world.patient.records.clear();
  world.span(world.arthritis, "2024", "2025-02");
  CHECK(world.is_active() == no);
  CHECK(world.is_active_within(10) == open);
  CHECK(world.is_active_within(40) == yes);
}

TEST_CASE("active: after the as-of date it does not count") {
  Conditions world;
  world.ongoing(world.arthritis, "2025-03-02");
  CHECK(world.is_active() == no);
  CHECK(world.was_ever() == no);
}

TEST_CASE("active: no as-of date") {
  Conditions world;
  world.ongoing(world.arthritis, "2024-01-01");
  world.patient.anchors.front().reset();
  CHECK(world.is_active() == open);
  CHECK(world.has_reason("no-anchor"));
}

#include "tests/oracle/generate.h"
#include "tests/oracle/protocol_generator.h"

namespace eligo::oracle {

ProtocolGenerator::ProtocolGenerator(Random& random) : random_(random) {
  static const std::vector<std::string> names{
      "glucose", "glucose",    "ALT",     "ALT",        "creatinine",  "ANA",
      "ECOG",    "smear",      "culture", "FVC",        "cancer",      "cancer",
      "seizure", "ailments",   "alpha",   "pair",       "agents",      "beta",
      "surgery", "transplant", "barrier", "sex",        "fertile",     "height",
      "habits",  "age",        "age",     "gamma-drug", "lung-cancer", "fasting-glucose"};
  const int count = 1 + random.below(2);
  for (int i = 0; i < count; ++i) topics_.push_back(random.one_of(names));
  for (int i = 0; i < 2; ++i) windows_.push_back(window());
}

Protocol ProtocolGenerator::protocol() {
  Protocol protocol;
  protocol_ = &protocol;
  if (random_.percent(15)) protocol.defines.push_back(condition(1));
  if (!unit().empty() && percent(30)) protocol.derived.push_back(quantity(unit(), 2));
  if (random_.percent(15)) protocol.scores.push_back(score());
  const int count = 1 + random_.below(3);
  for (int i = 0; i < count; ++i) protocol.criteria.push_back(criterion());
  return protocol;
}

// ---- criteria

Criterion ProtocolGenerator::criterion() {
  Criterion criterion;
  criterion.is_inclusion = percent(55);
  if (percent(20)) criterion.only_for.push_back(condition(percent(20) ? 1 : 0));
  criterion.rule = percent(12) ? composite(Condition::Op::unless, 1) : condition(percent(25) ? 2 : 1);
  if (percent(15)) criterion.assumptions.push_back(assumption());
  return criterion;
}

Assumption ProtocolGenerator::assumption() {
  Assumption assumption;
  const std::string& topic = random_.one_of(topics_);
  const int fact = fact_named(topic);
  if (percent(60) && fact < unlisted_drug()) assumption.fact = fact;
  if (percent(30)) assumption.when.push_back(condition(0));
  return assumption;
}

Score ProtocolGenerator::score() {
  Score score;
  const int count = 1 + random_.below(2);
  if (percent(30)) score.entry.push_back(condition(0));
  for (int d = 0; d < count; ++d) {
    Domain domain;
    domain.is_tagged = d == 0 || percent(50);
    domain.is_sum = percent(50);
    const int items = 1 + random_.below(2);
    for (int i = 0; i < items; ++i) domain.items.push_back({1 + random_.below(3), condition(0)});
    score.domains.push_back(std::move(domain));
  }
  // States are asked for from outside; what they ask of the score itself is said with its name.
  protocol_->scores.push_back(score);
  Condition state = of_score(0);
  if (!score.entry.empty()) {
    Condition entry;
    entry.op = Condition::Op::entry;
    Condition both;
    both.op = Condition::Op::all;
    both.items = {entry, state};
    state = both;
  }
  protocol_->scores.clear();
  score.states.push_back(state);
  return score;
}

// ---- conditions

Condition ProtocolGenerator::composite(Condition::Op op, int depth) {
  Condition condition;
  condition.op = op;
  const int count = op == Condition::Op::not_ ? 1 : op == Condition::Op::unless ? 2 : 2 + random_.below(2);
  for (int i = 0; i < count; ++i) condition.items.push_back(this->condition(depth - 1));
  if (op == Condition::Op::count) amount(condition, count);
  return condition;
}

void ProtocolGenerator::amount(Condition& condition, int most) {
  const int form = random_.below(3);
  const int number = form == 1 ? random_.below(most) : 1 + random_.below(most);
  condition.low = form == 1 ? 0 : number;
  condition.high = form == 0 ? -1 : number;
}

Condition ProtocolGenerator::condition(int depth) {
  using Op = Condition::Op;
  if (depth > 0 && percent(55)) {
    static const std::vector<Op> ops{Op::not_, Op::all,  Op::all,   Op::any,
                                     Op::any,  Op::none, Op::count, Op::unless};
    return composite(random_.one_of(ops), depth);
  }
  if (!protocol_->defines.empty() && percent(15)) {
    Condition named;
    named.op = Op::named;
    return named;
  }
  if (!protocol_->scores.empty() && percent(25)) return of_score(1);
  if (!protocol_->derived.empty() && percent(20)) {
    Quantity derived;
    derived.op = Quantity::Op::derived;
    derived.unit = protocol_->derived.front().unit;
    return compared(derived);
  }
  return about(random_.one_of(topics_));
}

Condition ProtocolGenerator::of_score(int states) {
  Condition condition;
  const int form = random_.below(3 + states);
  const Score& score = protocol_->scores.front();
  if (form == 0) {
    condition.op = Condition::Op::domains;
    condition.is_negated = percent(50);
    amount(condition, 1);
  } else if (form < 3) {
    Quantity quantity;
    quantity.op = form == 1 || states == 0 ? Quantity::Op::total : Quantity::Op::points;
    quantity.is_tagged = percent(30);
    quantity.index = random_.below(static_cast<int>(score.domains.size()));
    condition.op = Condition::Op::compare;
    condition.quantity.push_back(quantity);
    condition.test.kind = Test::Kind::limits;
    condition.test.limits.push_back(
        {Limit::Kind::number, random_.one_of(comparisons), random_.below(4), {}, {}});
  } else {
    condition.op = Condition::Op::state;
    condition.is_negated = percent(30);
  }
  return condition;
}

Day today() { return day(2025, 3, 1); }

Protocol random_protocol(Random& random) { return ProtocolGenerator(random).protocol(); }

}  // namespace eligo::oracle

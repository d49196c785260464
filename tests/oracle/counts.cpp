#include "tests/oracle/counts.h"

#include <array>
#include <sstream>

namespace eligo::oracle {

void Counts::add(const Answers& answers) {
  for (const auto& status : answers.definition.criteria) {
    ++criteria;
    if (!status) ++skipped;
    if (status == Status::unknown) ++unknown;
  }
  if (answers.definition.verdict == Verdict::undetermined) ++undetermined;
  if (answers.runtime.needed_joint_completion) ++joint;
  const Difference difference = answers.difference();
  if (difference == Difference::unsound) ++unsound;
  if (difference == Difference::inexact) ++inexact;
}

void Counts::add(const Counts& other) {
  static constexpr std::array all{&Counts::pairs,        &Counts::criteria, &Counts::unknown,
                                  &Counts::undetermined, &Counts::joint,    &Counts::skipped,
                                  &Counts::uncompiled,   &Counts::unsound,  &Counts::inexact};
  for (const auto one : all) this->*one += other.*one;
  for (std::size_t i = 0; i < breaches.size(); ++i) breaches[i] += other.breaches[i];
  add(other.settling);
}

void Counts::add(const SettlingCounts& other) {
  settling.sets += other.sets;
  settling.confirmed += other.confirmed;
  settling.missed += other.missed;
  settling.larger += other.larger;
}

std::string text(const Counts& counts) {
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  std::ostringstream out;
  out << counts.pairs << " pairs, " << counts.criteria
      << " criteria: " << share(counts.unknown, counts.criteria) << " % unknown, "
      << share(counts.undetermined, counts.pairs) << " % of patients undetermined, " << counts.joint
      << " settled jointly, " << share(counts.skipped, counts.criteria) << " % skipped, " << counts.uncompiled
      << " not compiled; " << counts.unsound << " unsound, " << counts.inexact << " inexact";
  for (std::size_t i = 0; i < property_names.size(); ++i) {
    if (counts.breaches[i] > 0) out << ", " << counts.breaches[i] << " by " << property_names[i];
  }
  if (const SettlingCounts& settling = counts.settling; settling.sets > 0) {
    out << "; of " << settling.sets << " sets of questions that can rule out " << settling.confirmed
        << " confirmed, " << settling.missed << " single ones missed, " << settling.larger << " hold another";
  }
  return out.str();
}

}  // namespace eligo::oracle

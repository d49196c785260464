#include "tests/oracle/show.h"

#include <array>

#include "tests/oracle/properties.h"
#include "tests/oracle/sample.h"
#include "tests/oracle/settling.h"
#include "tests/oracle/shrink.h"

namespace eligo::oracle {
namespace {

const char* name(const std::optional<Status>& status) {
  static constexpr std::array<const char*, 4> names{"met", "not met", "unknown", "not applicable"};
  return status ? names[static_cast<std::size_t>(*status)] : "skipped";
}
const char* name(const std::optional<Verdict>& verdict) {
  static constexpr std::array<const char*, 3> names{"eligible", "ineligible", "undetermined"};
  return verdict ? names[static_cast<std::size_t>(*verdict)] : "skipped";
}

/// The protocol without the vocabulary, which is the same in all.
std::string rules_text(const Protocol& protocol) {
  const std::string source = text(protocol);
  return source.substr(source.find('\n', source.find("group agents")) + 1);
}

std::string answers_text(const Answers& answers) {
  const auto line = [](const std::string& of, const char* runtime, const char* definition) {
    return "  " + of + ": runtime " + runtime + ", definition " + definition + "\n";
  };
  const Screening& runtime = answers.runtime.screening;
  const Screening& definition = answers.definition;
  std::string result;
  for (std::size_t i = 0; i < definition.criteria.size(); ++i) {
    result +=
        line("criterion " + std::to_string(i + 1), name(runtime.criteria[i]), name(definition.criteria[i]));
  }
  return result + line("verdict", name(runtime.verdict), name(definition.verdict));
}

class Shower {
 public:
  Shower(Sample sample, std::size_t patient, const Options& options, BothSides& sides)
      : protocol_(std::move(sample.protocol)),
        patient_(std::move(sample.patients[patient])),
        options_(options),
        sides_(sides) {}

  std::string text() {
    if (!sides_.take(protocol_)) return rules_text(protocol_) + sides_.error();
    const auto answers = sides_.ask(patient_);
    if (!answers) return pair_text();
    if (options_.properties) {
      if (const auto breach = this->breach(patient_, few_fillings)) return breach_text(breach->property);
    }
    if (options_.settling && missed(patient_)) return missed_text();
    if (options_.shrink && answers->difference() != Difference::none) {
      shrink_to([&](const Patient& less) {
        const auto same = sides_.ask(less);
        return same && same->difference() == answers->difference();
      });
    }
    return pair_text();
  }

 private:
  std::optional<Breach> breach(const Patient& patient, std::size_t fillings) {
    return find_breach(sides_.protocol(), patient, sides_.runtime(), fillings);
  }

  template <typename IsThere>
  void shrink_to(IsThere is_there) {
    shrink(protocol_, patient_, [&](const Protocol& protocol, const Patient& patient) {
      return sides_.take(protocol) && is_there(patient);
    });
    sides_.take(protocol_);
  }

  std::string pair_text() { return rules_text(protocol_) + patient_text(patient_); }

  std::string patient_text(const Patient& patient) {
    const auto answers = sides_.ask(patient);
    return json(patient) + "\n" + (answers ? answers_text(*answers) : "  unreadable\n");
  }

  std::string breach_text(Property property) {
    if (options_.shrink) {
      shrink_to([&](const Patient& less) {
        const auto same = breach(less, many_fillings);
        return same && same->property == property;
      });
    }
    const auto breach = this->breach(patient_, options_.shrink ? many_fillings : few_fillings);
    return pair_text() + "  but with " + property_names[static_cast<std::size_t>(property)] + "\n" +
           patient_text(breach->other);
  }

  std::optional<Patient> missed(const Patient& patient) {
    return look_at_settling(sides_.protocol(), patient, sides_.runtime()).ruled_out;
  }

  std::string missed_text() {
    if (options_.shrink) shrink_to([&](const Patient& less) { return missed(less).has_value(); });
    return pair_text() + "  one question is said not to rule out, but does when answered\n" +
           patient_text(*missed(patient_));
  }

  Protocol protocol_;
  Patient patient_;
  const Options& options_;
  BothSides& sides_;
};

}  // namespace

std::string shown(std::size_t pair, const Options& options, BothSides& sides) {
  Shower shower(sample(options.seed, pair / Sample::size), pair % Sample::size, options, sides);
  return "---- pair " + std::to_string(pair) + "\n" + shower.text();
}

}  // namespace eligo::oracle

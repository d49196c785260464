#include "tests/oracle/sample.h"

#include "tests/oracle/generate.h"

namespace eligo::oracle {

Sample sample(std::uint64_t seed, std::size_t number) {
  Random random(seed * 1'000'000'007U + number);
  Sample sample;
  sample.protocol = random_protocol(random);
  for (std::size_t i = 0; i < Sample::size; ++i)
    sample.patients.push_back(random_patient(sample.protocol, random));
  return sample;
}

}  // namespace eligo::oracle

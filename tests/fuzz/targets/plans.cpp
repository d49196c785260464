// Any bytes as a saved plan; behind an even first byte, as the body of one whose checksum belongs to it.
#include "eligo/saved_plan.h"
#include "eligo/screener.h"
#include "tests/fuzz/target.h"
#include "tests/saved/forged.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;  // NOLINT(google-build-using-namespace)
  if (size == 0) return 0;
  const std::string_view bytes = fuzz::text_of(data + 1, size - 1);
  const auto loaded = load_protocol(data[0] % 2 == 0 ? testing::forged(bytes) : std::string(bytes));
  if (!loaded) {
    fuzz::hold(!loaded.error().message.empty(), "a plan that is refused says why");
    return 0;
  }
  auto screener = Screener::make(*loaded);
  if (!screener) return 0;
  Screening screening;
  if (screener->screen(R"({"patient":"P","anchors":{"screening":"2025-03-01"}})", screening)) return 0;
  for (const CriterionResult& one : screening.criteria())
    static_cast<void>(screener->explain(screening, one.id));
  static_cast<void>(screener->json(screening));
  return 0;
}

// Any text as a date, a moment and a number.
#include "runtime/values/date.h"
#include "runtime/values/moment.h"
#include "runtime/values/number.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;  // NOLINT(google-build-using-namespace)
  const std::string_view text = fuzz::text_of(data, size);
  if (const auto days = parse_date(text)) {
    fuzz::hold(days->first <= days->last, "a date begins before it ends");
    if (days->is_exact()) {
      const auto again = parse_date(date_text(days->first));
      fuzz::hold(again && *again == *days, "a day is read as it is written");
    }
  }
  static_cast<void>(parse_moment(text));
  static_cast<void>(Number::parse_exact(text));
  if (const auto number = Number::parse(text)) {
    const auto again = Number::parse(number->exact_text());
    if (again) fuzz::hold(*again == *number, "a number is read as it is written");
  }
  return 0;
}

#include "tests/unit/ingest_fixture.h"

/// Patient documents: values with their units, words, titres and normal ranges.
namespace eligo {

using namespace testing;  // NOLINT(google-build-using-namespace)

TEST_CASE_FIXTURE(Reading, "ingest: decimals stay exact") {
  CHECK(observation(R"("fact": "PGA", "value": 0.6)").value == Range::exactly(Number::fraction(3, 5)));
  CHECK(observation(R"("fact": "PGA", "value": 1e-7)").value == Range::exactly(decimal("0.0000001")));
  CHECK(observation(R"("fact": "PGA", "value": 9007199254740993)").value ==
        Range::exactly(decimal("9007199254740993")));
  CHECK(observation(R"("fact": "creatinine", "value": 88.4, "unit": "umol/L")").value ==
        Range::exactly(decimal("0.9999808")));
}

TEST_CASE_FIXTURE(Reading, "ingest: bounds and ranges") {
  const auto value = [&](const std::string& text) {
    return observation(R"("fact": "LVEF", "unit": "%", "value": ")" + text + "\"").value;
  };
  CHECK(value("<10") == Range::below(10));
  CHECK(value("> 55") == Range::above(55));
  CHECK(value(">=1.5") == Range::at_least(decimal("1.5")));
  CHECK(value("≤ 5") == Range::at_most(5));
  CHECK(value("≥5") == Range::at_least(5));
  CHECK(value("50-55") == Range::between(50, 55));
  CHECK(value("50 – 55") == Range::between(50, 55));
  CHECK(value("-5--3") == Range::between(-5, -3));
  CHECK(value(" 42 ") == Range::exactly(42));
  CHECK(observation(R"("fact": "LVEF", "value": "50-55 %")").value == Range::between(50, 55));
  CHECK(observation(R"("fact": "LVEF", "value": "45%")").value == Range::exactly(45));
  CHECK(observation(R"("fact": "platelets", "value": "4.1 10*9/L")").value == Range::exactly(decimal("4.1")));
  CHECK(value("=5") == Range::exactly(5));
  CHECK(value("= 5") == Range::exactly(5));
  for (const char* bad : {"55-50", "5,3", "~5", "5 %", "1:80", "<", "5 -", "1.2.3", "0x10"}) {
    CHECK(observation(R"("fact": "LVEF", "unit": "%", "value": ")" + std::string(bad) + "\"").flaw ==
          (std::string(bad) == "<" ? Flaw::unlisted_word : Flaw::bad_value));
  }
}

TEST_CASE_FIXTURE(Reading, "ingest: a unit that is glued to its number") {
  const auto value = [&](const std::string& fact, const std::string& text) {
    return observation(R"("fact": ")" + fact + R"(", "value": ")" + text + "\"");
  };
  CHECK(value("creatinine", "1.2mg/dL").value == Range::exactly(decimal("1.2")));
  CHECK(value("creatinine", "<1mg/dL").value == Range::below(1));
  CHECK(value("platelets", "150x10^9/L").value == Range::exactly(150));
  CHECK(value("creatinine", "1e2mg/dL").flaw == Flaw::bad_value);
  CHECK(value("creatinine", "1.2blobs").flaw == Flaw::bad_unit);
  CHECK(value("creatinine", "about1mg/dL").flaw == Flaw::bad_value);
  CHECK(observation(R"("fact": "PGA", "value": 1.2, "unit": "{INR}")").value ==
        Range::exactly(decimal("1.2")));
  CHECK(observation(R"("fact": "PGA", "value": 1.2, "unit": "INR")").value == Range::exactly(decimal("1.2")));
}

TEST_CASE_FIXTURE(Reading, "ingest: units") {
  CHECK(observation(R"("fact": "body-temperature", "value": 100.4, "unit": "[degF]")").value ==
        Range::exactly(38));
  CHECK(observation(R"("fact": "body-temperature", "value": "<100.4", "unit": "[degF]")").value ==
        Range::below(38));
  CHECK(observation(R"("fact": "LVEF", "value": 60)").value == Range::exactly(60));
  CHECK(observation(R"("fact": "FVC-percent-predicted", "value": 60, "unit": "% predicted")").flaw ==
        Flaw::none);
  CHECK(observation(R"("fact": "FVC-percent-predicted", "value": 60, "unit": "%")").flaw == Flaw::none);
  CHECK(observation(R"("fact": "FVC-percent-predicted", "value": 60)").flaw == Flaw::none);
  CHECK(observation(R"("fact": "FVC-percent-predicted", "value": 3, "unit": "L")").flaw == Flaw::bad_unit);
  CHECK(observation(R"("fact": "LVEF", "value": 60, "unit": "% predicted")").flaw == Flaw::bad_unit);
  CHECK(observation(R"("fact": "ALT", "value": 40)").flaw == Flaw::bad_unit);
  CHECK(says("it has no unit"));
  CHECK(observation(R"("fact": "ALT", "value": 40, "unit": "mg/dL")").flaw == Flaw::bad_unit);
  CHECK(says("does not convert into U/L"));
  CHECK(observation(R"("fact": "ALT", "value": 40, "unit": "xyzzy")").flaw == Flaw::bad_unit);
  CHECK(observation(R"("fact": "ALT", "value": 40, "unit": ["U/L"])").flaw == Flaw::bad_unit);
  CHECK(observation(R"("fact": "anti-dsDNA", "value": 40, "unit": "U/mL")").flaw == Flaw::bad_unit);
  CHECK(observation(R"("fact": "ALT", "value": 30000, "unit": "U/L")").flaw == Flaw::implausible);
  CHECK(observation(R"("fact": "ALT", "value": ">19999", "unit": "U/L")").flaw == Flaw::none);
}

TEST_CASE_FIXTURE(Reading, "ingest: values of the wrong kind") {
  for (const char* value : {"true", "[1]", "{}", R"("4x")", R"("")"}) {
    const Record& r = observation(R"("fact": "ALT", "unit": "U/L", "value": )" + std::string(value));
    CHECK(r.flaw != Flaw::none);
  }
  CHECK(observation(R"("fact": "ALT", "unit": "U/L", "value": "pending")").flaw == Flaw::unlisted_word);
  CHECK(notices.all().empty());
  CHECK(observation(R"("fact": "ALT", "unit": "U/L", "value": null)").flaw == Flaw::bad_value);
  CHECK(observation(R"("fact": "ALT", "unit": "U/L", "value": )" + std::string(400, '9')).flaw ==
        Flaw::bad_value);
  CHECK(observation(R"("fact": "ALT", "unit": "U/L", "value": 1e999999999)").flaw == Flaw::bad_value);
  CHECK(condition(R"("fact": "cancer", "value": "no")").status == RecordStatus::absent);
}

TEST_CASE_FIXTURE(Reading, "ingest: titres") {
  const auto titre = [&](const std::string& text) {
    return observation(R"("fact": "ANA", "value": ")" + text + "\"").value;
  };
  CHECK(titre("1:160") == Range::exactly(160));
  CHECK(titre("1 : 160") == Range::exactly(160));
  CHECK(titre("<1:40") == Range::below(40));
  CHECK(titre(">=1:640") == Range::at_least(640));
  CHECK(titre("1:80-1:160") == Range::between(80, 160));
  const auto from_zero_below = [](int n) { return Range{Range::End{0}, Range::End{n, true}}; };
  CHECK(titre("negative") == from_zero_below(80));
  CHECK(titre("Negative at 1:40") == from_zero_below(40));
  CHECK(observation(R"("fact": "ANA", "value": 160)").flaw == Flaw::bad_value);
  CHECK(observation(R"("fact": "ANA", "value": "1:0")").flaw == Flaw::bad_value);
  CHECK(observation(R"("fact": "ANA", "value": "2:80")").flaw == Flaw::bad_value);
  CHECK(observation(R"("fact": "ANA", "value": "positive")").flaw == Flaw::unlisted_word);
}

TEST_CASE_FIXTURE(Reading, "ingest: grades and words") {
  CHECK(observation(R"("fact": "NYHA-class", "value": "iii")").value == Range::exactly(2));
  CHECK(observation(R"("fact": "NYHA-class", "value": 3)").word == 2);
  CHECK(observation(R"("fact": "NYHA-class", "value": 3.0)").word == 2);
  CHECK(observation(R"("fact": "NYHA-class", "value": "I-II")").value == Range::between(0, 1));
  CHECK(observation(R"("fact": "NYHA-class", "value": 7)").flaw == Flaw::bad_value);
  CHECK(observation(R"("fact": "NYHA-class", "value": "<III")").value == Range::between(0, 1));
  CHECK(observation(R"("fact": "NYHA-class", "value": ">=IV")").value == Range::exactly(3));
  CHECK(observation(R"("fact": "NYHA-class", "value": ">IV")").flaw == Flaw::unlisted_word);
  CHECK(observation(R"("fact": "HCV-RNA", "value": "Not detected")").word == 1);
  CHECK(observation(R"("fact": "HCV-RNA", "value": "positive")").word == 0);
  CHECK(observation(R"("fact": "HCV-RNA", "value": "positiv")").flaw == Flaw::unlisted_word);
  CHECK(says("perhaps"));
  CHECK(record("answers", R"("question": "compliance-barrier", "answer": true)").word == 0);
  CHECK(record("answers", R"("question": "compliance-barrier", "answer": "N")").word == 1);
  REQUIRE(parse(R"({"answers": {"compliance-barrier": "yes", "x": null}})"));
  REQUIRE(patient.records.size() == 1);
  CHECK(patient.records[0].word == 0);
  REQUIRE(parse(R"({"answers": {"compliance-barrier": {"answer": false, "date": "2025"}}})"));
  CHECK(patient.records[0].word == 1);
  CHECK(patient.records[0].start == dates("2025"));
}

TEST_CASE_FIXTURE(Reading, "ingest: reference ranges") {
  const Record& plain = observation(
      R"("fact": "creatinine", "value": 100, "unit": "umol/L", "reference": {"low": "44.2", "high": 88.4})");
  CHECK(plain.upper_limit == Range::exactly(decimal("0.9999808")));
  const Record& embedded = observation(R"("fact": "ALT", "value": "30 U/L", "reference": {"high": 40})");
  CHECK(embedded.upper_limit == Range::exactly(40));
  CHECK_FALSE(embedded.lower_limit.has_value());
  for (const char* bad :
       {R"({"low": 50, "high": 40})", R"({"high": ">40"})", R"({"high": "forty"})", R"("up to forty")",
        R"("40-10")", R"("10-40 mg/dL")", R"x("10-40 (50)")x", R"("10,5-40")", R"(["10-40"])"}) {
    const Record& r =
        observation(R"("fact": "ALT", "value": 30, "unit": "U/L", "reference": )" + std::string(bad));
    CHECK(r.flaw == Flaw::none);
    CHECK_FALSE(r.upper_limit.has_value());
    CHECK(says("reference range"));
  }
}

TEST_CASE_FIXTURE(Reading, "ingest: reference ranges in words") {
  const auto limits = [&](const std::string& text) {
    const Record& r =
        observation(R"("fact": "ALT", "value": 30, "unit": "U/L", "reference": ")" + text + "\"");
    return std::pair(r.lower_limit, r.upper_limit);
  };
  const std::optional<Range> none;
  const std::optional<Range> ten = Range::exactly(10);
  const std::optional<Range> forty = Range::exactly(40);
  for (const char* text : {"10-40", "10 – 40", " 10 - 40 U/L", "10 to 40", "0.01-0.04 U/mL", "10.0—40.0"})
    CHECK_MESSAGE(limits(text) == std::pair(ten, forty), text);
  for (const char* text : {"<=40", "< 40", "≤40", "up to 40", "Up to 40 U/L", "0-40"})
    CHECK_MESSAGE(limits(text) == std::pair(none, forty), text);
  for (const char* text : {">=10", "> 10", "≥ 10 U/L"})
    CHECK_MESSAGE(limits(text) == std::pair(ten, none), text);
  const Record& beside = observation(
      R"("fact": "ALT", "value": 30, "unit": "U/L", "reference": {"text": "10-40", "age": "18+"})");
  CHECK(beside.upper_limit == forty);
  const Record& signs = observation(
      R"("fact": "ALT", "value": 30, "unit": "U/L", "reference": {"low": ">10", "high": "<= 40"})");
  CHECK(std::pair(signs.lower_limit, signs.upper_limit) == std::pair(ten, forty));
}

TEST_CASE_FIXTURE(Reading, "ingest: limits of normal that stand for none") {
  const auto upper = [&](const std::string& range) {
    return observation(R"("fact": "ALT", "value": 30, "unit": "U/L", "reference": )" + range).upper_limit;
  };
  for (const char* range : {R"({"low": 0, "high": 0})", R"({"high": -1})", R"({"low": 0, "high": 9999})",
                            R"({"high": "999.0"})", R"({"high": 30000})", R"("<=0")"}) {
    CHECK_MESSAGE(!upper(range).has_value(), range);
    CHECK(says("limit of normal"));
  }
  CHECK(upper(R"({"low": -1, "high": 40})") == Range::exactly(40));
  CHECK_FALSE(observation(R"("fact": "ALT", "value": 30, "unit": "U/L", "reference": {"low": 0, "high": 40})")
                  .lower_limit.has_value());
  CHECK(upper(R"({"high": 99})") == Range::exactly(99));
}

TEST_CASE_FIXTURE(Reading, "ingest: a quantity is more than its dimension") {
  const auto flaw = [&](const std::string& fact, const std::string& unit) {
    return observation(R"("fact": ")" + fact + R"(", "value": 10, "unit": ")" + unit + "\"").flaw;
  };
  CHECK(flaw("LVEF", "1") == Flaw::bad_unit);
  CHECK(flaw("LVEF", "mmol/mol") == Flaw::bad_unit);
  CHECK(flaw("LVEF", "L/L") == Flaw::bad_unit);
  CHECK(flaw("LVEF", "%{predicted}") == Flaw::bad_unit);
  CHECK(flaw("PGA", "%") == Flaw::bad_unit);
  CHECK(flaw("PGA", "{score}") == Flaw::none);
  CHECK(flaw("C3", "g/L{activity}") == Flaw::bad_unit);
  CHECK(flaw("platelets", "{cells}/nL") == Flaw::none);
  CHECK(flaw("platelets", "109/L") == Flaw::bad_unit);
  CHECK(says("looks like `10*9/L` with its power lost"));
  CHECK(flaw("platelets", "x 10 9/L") == Flaw::bad_unit);
}

TEST_CASE_FIXTURE(Reading, "ingest: units in the capitals of laboratories") {
  const auto value = [&](const std::string& fact, const std::string& unit) {
    return observation(R"("fact": ")" + fact + R"(", "value": 10, "unit": ")" + unit + "\"").value;
  };
  CHECK(value("ALT", "u/l") == Range::exactly(10));
  CHECK(value("creatinine", "MG/DL") == Range::exactly(10));
  CHECK(value("C3", "G/L") == Range::exactly(10));
  CHECK(value("anti-dsDNA", "IU/ML").is_anything());  // megalitres or millilitres
  CHECK(says("may mean"));
  CHECK(value("platelets", "K/UL") == Range::exactly(10));
  CHECK(value("body-temperature", "C") == Range::exactly(10));
}

}  // namespace eligo

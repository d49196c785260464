package eligo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScreenerTest {
  private static String codeOf(Runnable call) {
    return assertThrows(EligoException.class, call::run).code();
  }

  @Test
  void aProtocolSaysWhatItIs() {
    try (Protocol protocol = Trial.small()) {
      assertEquals("SMALL", protocol.name());
      assertEquals("a small trial, für Müller", protocol.title());
      assertEquals("of 18", protocol.version());
      assertTrue(protocol.digest().startsWith("sha256:"));
      assertEquals(List.of("I1"), protocol.criteria());
      assertEquals(List.of("At least 18 years old"), protocol.quotations());
    }
  }

  @Test
  void aScreeningHoldsVerdictStatusesAndReasons() {
    try (Protocol protocol = Trial.small();
        Screener screener = protocol.screener()) {
      Screening adult = screener.screen(Trial.patient("Müller", 1990));
      Screening child = screener.screen(Trial.patient("P-2", 2015));
      Screening open = screener.screen("{\"patient\": \"P-3\", \"anchors\": {\"enrolment\": \"2025-06-30\"}}");
      assertEquals("Müller", adult.patient());
      assertEquals(Verdict.ELIGIBLE, adult.verdict());
      assertEquals(Verdict.INELIGIBLE, child.verdict());
      assertEquals(Status.NOT_MET, child.criterion("I1").orElseThrow().status());
      assertEquals(Verdict.UNDETERMINED, open.verdict());
      Criterion.Reason reason = open.criterion("I1").orElseThrow().reasons().get(0);
      assertEquals("birth-date", reason.fact());
      assertFalse(reason.code().isEmpty());
      assertTrue(screener.ask(open).contains("\"settles_alone\":true"), screener.ask(open));
      assertTrue(screener.explain(open, "I1").contains("\"state\":\"open\""), screener.explain(open, "I1"));
    }
  }

  @Test
  void notAllRecordsNeedBeUsable() {
    try (Protocol protocol = Trial.small();
        Screener screener = protocol.screener()) {
      Screening screening =
          screener.screen(
              "{\"patient\": \"P\", \"anchors\": {\"enrolment\": \"2025-06-30\"},\n\"attributes\": {\"birth-date\": \"soon\"}}");
      assertEquals(Verdict.UNDETERMINED, screening.verdict());
      assertFalse(screening.notices().isEmpty());
      assertTrue(screening.notices().get(0).text().contains("soon"), screening.notices().toString());
    }
  }

  @Test
  void aReadingMayBeTakenInPlaceOfTheFilesOwn() {
    String patient = Trial.patient("P", 2007);
    Screener.Options options = Screener.Options.DEFAULTS.withReadings("R-I1");
    try (Protocol protocol = Trial.small();
        Screener own = protocol.screener();
        Screener other = protocol.screener(options)) {
      Screening screening = own.screen(patient);
      assertEquals(Verdict.ELIGIBLE, screening.verdict());
      assertEquals(Verdict.INELIGIBLE, other.screen(patient).verdict());
      assertTrue(own.readings(screening).contains("R-I1"));
      assertEquals(
          "reading-unknown", codeOf(() -> protocol.screener(Screener.Options.DEFAULTS.withReadings("none"))));
      assertEquals(
          "dictionary-invalid", codeOf(() -> protocol.screener(Screener.Options.DEFAULTS.withDictionary("no dictionary"))));
    }
  }

  @Test
  void aBadDocumentIsAnErrorWithAPlaceAndLeavesNoAnswer() {
    try (Protocol protocol = Trial.small();
        Screener screener = protocol.screener()) {
      Screening before = screener.screen(Trial.patient("P", 1990));
      for (String bad : List.of("", "{", "[1]", "null", "{\"patient\": \"P\", \0}", "\ud800")) {
        EligoException exception = assertThrows(EligoException.class, () -> screener.screen(bad));
        assertEquals("document-unreadable", exception.code());
      }
      assertEquals("screening-stale", codeOf(() -> screener.json(before)));
      assertEquals(Verdict.ELIGIBLE, screener.screen(Trial.patient("P", 1990)).verdict());
    }
    Screener.Options options = Screener.Options.DEFAULTS.withLimits(Map.of("document-bytes", 20L));
    try (Protocol protocol = Trial.small();
        Screener screener = protocol.screener(options)) {
      assertEquals("document-too-large", codeOf(() -> screener.screen(Trial.patient("P", 1990))));
    }
  }

  @Test
  void everyLimitCanBeSetAndAnotherNameIsAnError() {
    Map<String, Long> all =
        Map.of("document-bytes", 5000L, "nesting", 50L, "records", 100L, "unknown-facts", 10L, "pairs", 10L, "cases", 5L, "steps", 100L);
    try (Protocol protocol = Trial.small();
        Screener screener = protocol.screener(Screener.Options.DEFAULTS.withLimits(all));
        Screener flat = protocol.screener(Screener.Options.DEFAULTS.withLimits(Map.of("nesting", 1L)))) {
      assertEquals(Verdict.ELIGIBLE, screener.screen(Trial.patient("P", 1990)).verdict());
      assertEquals("document-unreadable", codeOf(() -> flat.screen("{\"patient\": \"P\", \"x\": [[[[1]]]]}")));
      for (Map<String, Long> bad : List.of(Map.of("stpes", 1L), Map.of("steps", 0L), Map.of("nesting", 1000L)))
        assertEquals("limit-invalid", codeOf(() -> protocol.screener(Screener.Options.DEFAULTS.withLimits(bad))));
    }
  }

  @Test
  void aPatientInFhirIsScreenedOnTheDayThatTheHostSays() {
    String fhir = "{\"resourceType\": \"Patient\", \"id\": \"P-1\", \"birthDate\": \"2007-03-01\"}";
    Screener.Options on = Screener.Options.DEFAULTS.withComplete("conditions", "treatments=2020-01-01..");
    try (Protocol protocol = Trial.small();
        Screener without = protocol.screener(on);
        Screener before = protocol.screener(on.withAnchors(Map.of("enrolment", "2025-02-28")));
        Screener after = protocol.screener(on.withAnchors(Map.of("enrolment", "2025-03-01")))) {
      assertEquals(Verdict.UNDETERMINED, without.screen(fhir).verdict());
      assertEquals(Verdict.INELIGIBLE, before.screen(fhir).verdict());
      assertEquals(Verdict.ELIGIBLE, after.screen(fhir).verdict());
      assertEquals(
          "anchor-invalid", codeOf(() -> protocol.screener(on.withAnchors(Map.of("screening", "2025-03-01")))));
      assertEquals("complete-invalid", codeOf(() -> protocol.screener(on.withComplete("conditions=2020"))));
    }
  }

  @Test
  void noAnswerComesFromAnotherPatient() {
    try (Protocol protocol = Trial.small();
        Screener screener = protocol.screener();
        Screener other = protocol.screener()) {
      Screening first = screener.screen(Trial.patient("P-1", 1990));
      screener.screen(Trial.patient("P-2", 2015));
      assertEquals("screening-stale", codeOf(() -> screener.json(first)));
      assertEquals("screening-stale", codeOf(() -> screener.explain(first, "I1")));
      assertEquals("screening-stale", codeOf(() -> screener.ask(first)));
      assertEquals("screening-stale", codeOf(() -> other.readings(first)));
      assertEquals("P-1", first.patient());
      assertEquals(Verdict.ELIGIBLE, first.verdict());
    }
  }

  @Test
  void mistakesOfATextAreDiagnostics() {
    Compilation compilation = Compilation.ofText(Trial.text(18).replace("age >=", "aeg >="), "small.crit");
    assertTrue(compilation.protocol().isEmpty());
    Diagnostic first = compilation.diagnostics().get(0);
    assertEquals("error", first.severity());
    assertEquals("small.crit", first.file());
    assertEquals(11, first.line());
    assertTrue(first.text().contains("aeg >= 18 years"));
    EligoException exception = assertThrows(EligoException.class, compilation::orThrow);
    assertEquals("protocol-invalid", exception.code());
    assertTrue(exception.place().startsWith("small.crit, line 11"));
    assertEquals("file-unreadable", codeOf(() -> Protocol.compile(Path.of("/nonexistent.crit"))));
    assertEquals("file-unreadable", codeOf(() -> Protocol.load(Path.of("/nonexistent.plan"))));
    assertThrows(EligoException.class, () -> Protocol.load(new byte[] {1, 2, 3}));
    assertThrows(EligoException.class, () -> Protocol.load(new byte[0]));
  }

  @Test
  void aTextIsLaidOutAndAFileChecked() throws java.io.IOException {
    String text = Trial.text(18).replace("age >= 18 years", "age>=18   years");
    assertTrue(Compilation.format(text).contains("  age >= 18 years\n"));
    assertEquals(Compilation.format(text), Compilation.format(Compilation.format(text)));
    assertEquals("protocol (", Compilation.format("protocol ("));
    assertEquals("", Compilation.format(""));

    Path file = java.nio.file.Files.createTempFile("small", ".crit");
    String doubled = "\ninclusion I2 \"At least 18 years old\"\n  age >= 18 years and age >= 18 years\n";
    java.nio.file.Files.writeString(file, Trial.text(18) + doubled);
    assertFalse(Compilation.check(file).diagnostics().isEmpty());
    assertTrue(Compilation.check(file).protocol().isPresent());
    java.nio.file.Files.delete(file);
  }

  @Test
  void aCriterionThatIsNotThereCannotBeExplained() {
    try (Protocol protocol = Trial.small();
        Screener screener = protocol.screener()) {
      Screening screening = screener.screen(Trial.patient("P", 1990));
      assertEquals("criterion-unknown", codeOf(() -> screener.explain(screening, "I9")));
    }
  }

  @Test
  void whatIsClosedIsAnErrorAndClosingTwiceIsNone() {
    Protocol protocol = Trial.small();
    Screener screener = protocol.screener();
    protocol.close();
    protocol.close();
    assertEquals("closed", codeOf(protocol::screener));
    Screening screening = screener.screen(Trial.patient("P", 1990));
    assertEquals(Verdict.ELIGIBLE, screening.verdict());
    screener.close();
    screener.close();
    assertEquals("closed", codeOf(() -> screener.json(screening)));
    assertEquals("closed", codeOf(() -> screener.screen(Trial.patient("P", 1990))));
  }

  @Test
  void handlesThatNobodyClosesAreFreed() {
    Screening screening = null;
    for (int i = 0; i < 2000; i++) {
      screening = Trial.small().screener().screen(Trial.patient("P-" + i, 1990));
      if (i % 500 == 0) System.gc();
    }
    assertEquals(Verdict.ELIGIBLE, screening.verdict());
  }

  @Test
  void closingWhileOthersScreenEndsInErrorsNotInACrash() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Protocol protocol = Trial.small()) {
      for (int round = 0; round < 100; round++) {
        Screener screener = protocol.screener();
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
          all.add(
              threads.submit(
                  () -> {
                    try {
                      for (; ; ) screener.screen(Trial.patient("P", 1990));
                    } catch (EligoException exception) {
                      assertEquals("closed", exception.code());
                    }
                  }));
        }
        screener.close();
        for (Future<?> one : all) one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void threadsShareAProtocol() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Protocol protocol = Trial.small()) {
      Callable<Integer> work =
          () -> {
            int wrong = 0;
            try (Screener screener = protocol.screener()) {
              for (int year = 1930; year < 2025; year++) {
                Verdict expected = year <= 2007 ? Verdict.ELIGIBLE : Verdict.INELIGIBLE;
                for (int i = 0; i < 20; i++)
                  if (screener.screen(Trial.patient("P-" + year, year)).verdict() != expected) wrong++;
              }
            }
            return wrong;
          };
      for (Future<Integer> one : threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> work).toList()))
        assertEquals(0, one.get());
    } finally {
      threads.shutdownNow();
    }
  }
}

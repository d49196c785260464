package eligo;

import java.nio.file.Path;

/** The repository's files, and a small trial. */
final class Trial {
  static final Path REPOSITORY = Path.of(System.getProperty("eligo.repository"));
  static final Path FOUNDING = REPOSITORY.resolve("criteria/nct06710717/nct06710717.crit");
  static final Path PATIENTS = REPOSITORY.resolve("criteria/nct06710717/patients.ndjson");

  private Trial() {}

  static String text(int age) {
    return """
        protocol SMALL
          title   "a small trial, für Müller"
          version "of %d"
          sponsor "nobody"
          as of   enrolment

        anchor enrolment "day of enrolment"
        attribute birth-date date

        inclusion I1 "At least %d years old"
          age >= %d years
          reading R-I1 "at least a year older" age >= %d years
        """
        .formatted(age, age, age, age + 1);
  }

  static Protocol small() {
    return Compilation.ofText(text(18), "small.crit").orThrow();
  }

  static String patient(String id, int yearOfBirth) {
    return """
        {"patient": "%s", "anchors": {"enrolment": "2025-06-30"}, "attributes": {"birth-date": "%d-01-01"}}"""
        .formatted(id, yearOfBirth);
  }
}

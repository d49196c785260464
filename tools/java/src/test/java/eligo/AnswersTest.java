package eligo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java gives the bytes that every way into the library gives: tests/bindings. */
class AnswersTest {
  static List<String> suites() throws IOException {
    return Files.readAllLines(Trial.REPOSITORY.resolve("tests/bindings/suites.tsv"));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void answersAreThoseOnFile(String suite) throws IOException {
    String[] files = suite.split("\t");
    List<String> patients = Files.readAllLines(Trial.REPOSITORY.resolve(files[1]));
    List<String> answers = Files.readAllLines(Trial.REPOSITORY.resolve(files[2]));
    assertEquals(patients.size(), answers.size());
    try (Protocol protocol = Protocol.compile(Trial.REPOSITORY.resolve(files[0]));
        Protocol loaded = Protocol.load(protocol.save());
        Screener screener = loaded.screener()) {
      for (int i = 0; i < patients.size(); i++)
        assertEquals(answers.get(i), screener.json(screener.screen(patients.get(i))));
    }
  }
}

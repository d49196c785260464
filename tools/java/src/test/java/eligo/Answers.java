package eligo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints the line of JSON of each patient of a file. Usage: Answers PROTOCOL PATIENTS */
public final class Answers {
  private Answers() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
    try (Protocol protocol = Protocol.compile(Path.of(arguments[0]));
        Screener screener = protocol.screener();
        BufferedReader patients = Files.newBufferedReader(Path.of(arguments[1]))) {
      for (String document = patients.readLine(); document != null; document = patients.readLine())
        out.print(screener.json(screener.screen(document)) + "\n");
    }
    out.flush();
  }
}

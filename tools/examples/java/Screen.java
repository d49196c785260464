import eligo.EligoException;
import eligo.Protocol;
import eligo.Screener;
import eligo.Screening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Screens the patients of a file: id and verdict, a line each. Usage: Screen PROTOCOL PATIENTS */
public final class Screen {
  public static void main(String[] arguments) throws IOException {
    int status = 0;
    try (Protocol protocol = Protocol.compile(Path.of(arguments[0]));
        Screener screener = protocol.screener()) {
      for (String document : Files.readAllLines(Path.of(arguments[1]))) {
        try {
          Screening screening = screener.screen(document);
          System.out.println(screening.patient() + "\t" + screening.verdict().name().toLowerCase());
        } catch (EligoException exception) {
          System.err.println(exception.code() + ": " + exception.getMessage() + " " + exception.place());
          status = 1;
        }
      }
    }
    System.exit(status);
  }
}

package eligo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolStoreTest {
  @TempDir Path folder;

  private void write(String text) throws IOException {
    Path fresh = Files.writeString(folder.resolve("small.new"), text);
    Files.move(fresh, folder.resolve("small.crit"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aChangeIsTakenUpAndAMistakeIsNot() throws IOException {
    write(Trial.text(18));
    try (ProtocolStore store = ProtocolStore.open(folder, Duration.ZERO)) {
      ProtocolStore.Version first = store.find("SMALL").orElseThrow();
      assertEquals(store.number("SMALL"), first.number());
      assertFalse(store.refresh());

      write(Trial.text(21));
      assertTrue(store.refresh());
      assertTrue(store.number("SMALL") > first.number());
      assertEquals("of 21", store.find("SMALL").orElseThrow().protocol().version());
      assertEquals("of 18", first.protocol().version());

      write(Trial.text(30).replace("age >=", "aeg >="));
      assertTrue(store.refresh());
      ProtocolStore.Problem problem = store.problems().get(0);
      assertEquals("protocol-invalid", problem.code());
      assertTrue(problem.diagnostics().contains("aeg >= 30 years"));
      assertEquals("of 21", store.find("SMALL").orElseThrow().protocol().version());

      Files.delete(folder.resolve("small.crit"));
      assertTrue(store.refresh());
      assertEquals(0, store.number("SMALL"));
      assertTrue(store.find("SMALL").isEmpty());
    }
  }

  @Test
  void versionsOutliveTheirStore() throws IOException {
    write(Trial.text(18));
    ProtocolStore store = ProtocolStore.open(folder);
    Protocol protocol = store.find("SMALL").orElseThrow().protocol();
    store.close();
    assertEquals("closed", assertThrows(EligoException.class, store::refresh).code());
    try (Screener screener = protocol.screener()) {
      assertEquals(Verdict.ELIGIBLE, screener.screen(Trial.patient("P", 1990)).verdict());
    }
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    EligoException exception = assertThrows(EligoException.class, () -> ProtocolStore.open(folder.resolve("none")));
    assertEquals("folder-unreadable", exception.code());
  }
}

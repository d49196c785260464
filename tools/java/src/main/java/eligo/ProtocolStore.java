package eligo;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The protocols ({@code *.crit}) and saved plans ({@code *.plan}) of a folder, of which {@link #refresh} takes up
 * changes. A version goes only where a good one takes its place or its file is removed. It starts no thread: a host
 * calls {@code refresh} as often as it likes. All functions may be called by any thread.
 */
public final class ProtocolStore implements AutoCloseable {
  /**
   * A version of a protocol.
   *
   * @param number from 1; no two versions of a store have one
   */
  public record Version(Protocol protocol, long number) {}

  /**
   * Why a file or folder is not taken up as it is.
   *
   * @param code {@code protocol-invalid}, {@code file-unsettled}, …: docs/embedding.md lists them
   * @param diagnostics of {@code protocol-invalid}, as the program shows them; else empty
   */
  public record Problem(String file, String code, String message, String repair, String diagnostics) {}

  private final Handle handle;

  private ProtocolStore(Pointer store) {
    handle = new Handle(this, "store", store, Native::eligo_store_free);
  }

  /** Opens a folder; a change in it counts once the files have stayed as they are for a fifth of a second. */
  public static ProtocolStore open(Path folder, Path... libraryFolders) {
    return open(folder, Duration.ofMillis(200), libraryFolders);
  }

  /** The same, with the time that files must stay as they are: none, where they are renamed into their place. */
  public static ProtocolStore open(Path folder, Duration settle, Path... libraryFolders) {
    long word = com.sun.jna.Native.POINTER_SIZE;
    PointerByReference out = new PointerByReference();
    try (Memory block = new Memory(5 * word);
        Memory folders = Native.texts(Arrays.stream(libraryFolders).map(Path::toString).toList())) {
      block.clear();
      block.setPointer(0, folders);
      block.setLong(word, libraryFolders.length);
      block.setInt(2 * word, settle.isZero() ? -1 : (int) Math.max(1, settle.toMillis()));
      Native.check(Native.eligo_store_open(folder.toString(), block, out));
    }
    return new ProtocolStore(out.getValue());
  }

  /** Looks at the folder once; true if anything is other than before. */
  public boolean refresh() {
    return handle.use(
        store -> {
          IntByReference changed = new IntByReference();
          Native.check(Native.eligo_store_refresh(store, changed));
          return changed.getValue() != 0;
        });
  }

  /** The number of the version in force; 0 if there is none. Cheap: ask before each patient. */
  public long number(String protocol) {
    return handle.use(store -> Native.eligo_store_number(store, protocol));
  }

  /** The version in force; close its protocol once nobody screens by it. */
  public Optional<Version> find(String protocol) {
    return handle.use(
        store -> {
          PointerByReference out = new PointerByReference();
          LongByReference number = new LongByReference();
          Native.check(Native.eligo_store_find(store, protocol, out, number));
          if (out.getValue() == null) return Optional.empty();
          return Optional.of(new Version(new Protocol(out.getValue()), number.getValue()));
        });
  }

  /** What is not taken up as it is now, by file. */
  public List<Problem> problems() {
    return handle.use(
        store -> {
          Pointer contents = Native.present(Native.eligo_store_look(store));
          try {
            List<Problem> all = new ArrayList<>();
            for (long i = 0; i < Native.eligo_problem_count(contents); i++)
              all.add(
                  new Problem(
                      Native.eligo_problem_file(contents, i),
                      Native.eligo_problem_code(contents, i),
                      Native.eligo_problem_message(contents, i),
                      Native.eligo_problem_repair(contents, i),
                      Native.eligo_problem_diagnostics(contents, i)));
            return List.copyOf(all);
          } finally {
            Native.eligo_store_contents_free(contents);
          }
        });
  }

  /** Waits for a refresh that is under way. Versions that it gave stay good. */
  @Override
  public void close() {
    handle.close();
  }
}

package eligo;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A compiled protocol. It never changes; any number of threads may use it at once. */
public final class Protocol implements AutoCloseable {
  private final Handle handle;
  private final String name;
  private final String title;
  private final String version;
  private final String digest;
  private final List<String> criteria;
  private final List<String> quotations;

  Protocol(Pointer protocol) {
    handle = new Handle(this, "protocol", protocol, Native::eligo_protocol_free);
    name = Native.eligo_protocol_name(protocol);
    title = Native.eligo_protocol_title(protocol);
    version = Native.eligo_protocol_version(protocol);
    digest = Native.eligo_protocol_digest(protocol);
    List<String> ids = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    for (long i = 0; i < Native.eligo_protocol_criteria(protocol); i++) {
      ids.add(Native.eligo_protocol_criterion(protocol, i));
      sentences.add(Native.eligo_protocol_quotation(protocol, i));
    }
    criteria = List.copyOf(ids);
    quotations = List.copyOf(sentences);
  }

  /** Compiles the protocol in a file, or throws what is wrong with it; {@link Compilation} says all of it. */
  public static Protocol compile(Path file, Path... libraryFolders) {
    return Compilation.ofFile(file, libraryFolders).orThrow();
  }

  /** Loads a saved plan ({@code eligo compile}, {@link #save}). */
  public static Protocol load(byte[] plan) {
    PointerByReference out = new PointerByReference();
    Native.check(Native.eligo_protocol_load(plan, plan.length, out));
    return new Protocol(out.getValue());
  }

  /** Loads a saved plan from a file. */
  public static Protocol load(Path file) {
    try {
      return load(Files.readAllBytes(file));
    } catch (IOException exception) {
      throw new EligoException("file-unreadable", String.valueOf(exception.getMessage()), file.toString(), "");
    }
  }

  /** The protocol as a saved plan. */
  public byte[] save() {
    synchronized (this) {  // the library keeps the bytes of one call with the handle
      return handle.use(
          protocol -> {
            LongByReference size = new LongByReference();
            return Native.present(Native.eligo_protocol_save(protocol, size)).getByteArray(0, (int) size.getValue());
          });
    }
  }

  /** A screener of this protocol, for one thread at a time. */
  public Screener screener() {
    return screener(Screener.Options.DEFAULTS);
  }

  public Screener screener(Screener.Options options) {
    return handle.use(protocol -> new Screener(this, protocol, options));
  }

  /** {@code NCT06710717} */
  public String name() {
    return name;
  }

  public String title() {
    return title;
  }

  /** Of the protocol, as its head says. */
  public String version() {
    return version;
  }

  /** SHA-256 over its sources: names what was used. Keep it beside every answer. */
  public String digest() {
    return digest;
  }

  /** The ids, in the order of the protocol. */
  public List<String> criteria() {
    return criteria;
  }

  /** The sentences of the trial's document, in the same order. */
  public List<String> quotations() {
    return quotations;
  }

  /** The program's version: {@code 0.1.0}. */
  public static String programVersion() {
    return Native.eligo_program_version();
  }

  /** Screeners that were made from it go on. */
  @Override
  public void close() {
    handle.close();
  }
}

package eligo;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that came of compiling one protocol: the protocol if there was no error, and the findings. */
public final class Compilation {
  private final Protocol protocol;
  private final List<Diagnostic> diagnostics;
  private final String problem;
  private final String problemCode;

  private Compilation(Pointer compilation) {
    List<Diagnostic> all = new ArrayList<>();
    for (long i = 0; i < Native.eligo_compilation_diagnostics(compilation); i++)
      all.add(
          new Diagnostic(
              Native.eligo_diagnostic_code(compilation, i),
              Native.eligo_diagnostic_severity(compilation, i),
              Native.eligo_diagnostic_message(compilation, i),
              Native.eligo_diagnostic_file(compilation, i),
              Native.eligo_diagnostic_line(compilation, i),
              Native.eligo_diagnostic_column(compilation, i),
              Native.eligo_diagnostic_text(compilation, i)));
    diagnostics = List.copyOf(all);
    problem = Native.eligo_compilation_unreadable(compilation);
    problemCode = Native.eligo_compilation_unreadable_code(compilation);
    Pointer made = Native.eligo_compilation_protocol(compilation);
    protocol = made == null ? null : new Protocol(made);
  }

  /** Compiles the protocol in a file; `use` looks into its folder, those above it, and the library folders. */
  public static Compilation ofFile(Path file, Path... libraryFolders) {
    try (CompileOptions options = new CompileOptions(false, libraryFolders)) {
      return taken(Native.eligo_compile_file(file.toString(), options.block));
    }
  }

  /** The same, and runs the lint rules as {@code eligo check} does: the diagnostics have warnings, too. */
  public static Compilation check(Path file, Path... libraryFolders) {
    try (CompileOptions options = new CompileOptions(true, libraryFolders)) {
      return taken(Native.eligo_compile_file(file.toString(), options.block));
    }
  }

  /** A text of the language in its one layout, as {@code eligo fmt} lays it out; with syntax errors as it is. */
  public static String format(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Pointer formatted = Native.present(Native.eligo_format(bytes, bytes.length));
    try {
      LongByReference size = new LongByReference();
      Pointer laidOut = Native.eligo_formatted_text(formatted, size);
      return new String(laidOut.getByteArray(0, (int) size.getValue()), StandardCharsets.UTF_8);
    } finally {
      Native.eligo_formatted_free(formatted);
    }
  }

  /** Compiles a protocol from its text; {@code name} stands for its path in diagnostics. */
  public static Compilation ofText(String text, String name, Path... libraryFolders) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (CompileOptions options = new CompileOptions(false, libraryFolders)) {
      return taken(Native.eligo_compile_text(bytes, bytes.length, name, options.block));
    }
  }

  private static Compilation taken(Pointer compilation) {
    try {
      return new Compilation(Native.present(compilation));
    } finally {
      if (compilation != null) Native.eligo_compilation_free(compilation);
    }
  }

  /** Empty if there was an error. */
  public Optional<Protocol> protocol() {
    return Optional.ofNullable(protocol);
  }

  /** In the order of the text; warnings, too. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The protocol, or an EligoException that says what is wrong with the text. */
  public Protocol orThrow() {
    if (protocol != null) return protocol;
    if (!problemCode.isEmpty()) throw new EligoException(problemCode, problem, "", "");
    for (Diagnostic one : diagnostics)
      if (one.severity().equals("error"))
        throw new EligoException(
            "protocol-invalid",
            one.code() + ": " + one.message(),
            one.file() + ", line " + one.line() + ", column " + one.column(),
            "see diagnostics()");
    throw Native.<EligoException>present(null);
  }

  /** struct eligo_compile_options, with the texts that it points to. */
  private static final class CompileOptions implements AutoCloseable {
    final Memory block = new Memory(5L * com.sun.jna.Native.POINTER_SIZE);
    private final Memory folders;

    CompileOptions(boolean wantsLint, Path... libraryFolders) {
      folders = Native.texts(java.util.Arrays.stream(libraryFolders).map(Path::toString).toList());
      block.clear();
      block.setPointer(0, folders);
      block.setLong(com.sun.jna.Native.POINTER_SIZE, libraryFolders.length);
      block.setInt(2L * com.sun.jna.Native.POINTER_SIZE, wantsLint ? 1 : 0);
    }

    @Override
    public void close() {
      folders.close();
      block.close();
    }
  }
}

package eligo;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The functions of eligo/c.h, c_compile.h and c_store.h, one to one. */
final class Native {
  /** Rises with the C interface (ELIGO_C_VERSION): of another library every call could mean something else. */
  private static final int C_VERSION = 2;

  private Native() {}

  static native int eligo_c_version();

  static native String eligo_program_version();

  static native Pointer eligo_error_code(Pointer error);

  static native Pointer eligo_error_message(Pointer error);

  static native Pointer eligo_error_place(Pointer error);

  static native Pointer eligo_error_repair(Pointer error);

  static native void eligo_error_free(Pointer error);

  static native Pointer eligo_protocol_load(byte[] bytes, long size, PointerByReference protocol);

  static native Pointer eligo_protocol_save(Pointer protocol, LongByReference size);

  static native void eligo_protocol_free(Pointer protocol);

  static native String eligo_protocol_name(Pointer protocol);

  static native String eligo_protocol_title(Pointer protocol);

  static native String eligo_protocol_version(Pointer protocol);

  static native String eligo_protocol_digest(Pointer protocol);

  static native long eligo_protocol_criteria(Pointer protocol);

  static native String eligo_protocol_criterion(Pointer protocol, long index);

  static native String eligo_protocol_quotation(Pointer protocol, long index);

  static native Pointer eligo_screener_options_make();

  static native Pointer eligo_screener_options_set(Pointer options, String name, String value);

  static native void eligo_screener_options_free(Pointer options);

  static native Pointer eligo_screener_make(Pointer protocol, Pointer options, PointerByReference screener);

  static native void eligo_screener_free(Pointer screener);

  static native Pointer eligo_screen(Pointer screener, byte[] document, long size);

  static native String eligo_patient(Pointer screener);

  static native String eligo_verdict(Pointer screener);

  static native String eligo_status(Pointer screener, long criterion);

  static native long eligo_reason_count(Pointer screener, long criterion);

  static native String eligo_reason_code(Pointer screener, long criterion, long index);

  static native String eligo_reason_fact(Pointer screener, long criterion, long index);

  static native String eligo_reason_text(Pointer screener, long criterion, long index);

  static native long eligo_notice_count(Pointer screener);

  static native String eligo_notice_text(Pointer screener, long index);

  static native long eligo_notice_line(Pointer screener, long index);

  static native String eligo_json(Pointer screener);

  static native Pointer eligo_explain(Pointer screener, String criterion, PointerByReference json);

  static native Pointer eligo_ask(Pointer screener, PointerByReference json);

  static native Pointer eligo_readings(Pointer screener, PointerByReference json);

  static native Pointer eligo_compile_file(String path, Pointer options);

  static native Pointer eligo_compile_text(byte[] text, long size, String name, Pointer options);

  static native void eligo_compilation_free(Pointer compilation);

  static native Pointer eligo_compilation_protocol(Pointer compilation);

  static native String eligo_compilation_unreadable(Pointer compilation);

  static native String eligo_compilation_unreadable_code(Pointer compilation);

  static native long eligo_compilation_diagnostics(Pointer compilation);

  static native String eligo_diagnostic_code(Pointer compilation, long index);

  static native String eligo_diagnostic_severity(Pointer compilation, long index);

  static native String eligo_diagnostic_message(Pointer compilation, long index);

  static native String eligo_diagnostic_text(Pointer compilation, long index);

  static native String eligo_diagnostic_file(Pointer compilation, long index);

  static native int eligo_diagnostic_line(Pointer compilation, long index);

  static native int eligo_diagnostic_column(Pointer compilation, long index);

  static native Pointer eligo_format(byte[] text, long size);

  static native Pointer eligo_formatted_text(Pointer formatted, LongByReference size);

  static native void eligo_formatted_free(Pointer formatted);

  static native Pointer eligo_store_open(String folder, Pointer options, PointerByReference store);

  static native void eligo_store_free(Pointer store);

  static native Pointer eligo_store_refresh(Pointer store, IntByReference hasChanged);

  static native long eligo_store_number(Pointer store, String name);

  static native Pointer eligo_store_find(Pointer store, String name, PointerByReference protocol, LongByReference number);

  static native Pointer eligo_store_look(Pointer store);

  static native void eligo_store_contents_free(Pointer contents);

  static native long eligo_problem_count(Pointer contents);

  static native String eligo_problem_file(Pointer contents, long index);

  static native String eligo_problem_code(Pointer contents, long index);

  static native String eligo_problem_message(Pointer contents, long index);

  static native String eligo_problem_repair(Pointer contents, long index);

  static native String eligo_problem_diagnostics(Pointer contents, long index);

  /** Throws the error that a call gave, if it gave one. */
  static void check(Pointer error) {
    if (error == null) return;
    try {
      throw new EligoException(
          text(eligo_error_code(error)),
          text(eligo_error_message(error)),
          text(eligo_error_place(error)),
          text(eligo_error_repair(error)));
    } finally {
      eligo_error_free(error);
    }
  }

  /** A text or handle that is null only where memory runs out. */
  static <T> T present(T given) {
    if (given == null) throw new EligoException("out-of-memory", "out of memory", "", "");
    return given;
  }

  static String text(Pointer zeroEnded) {
    return zeroEnded.getString(0, "UTF-8");
  }

  /** C's array of texts; it lives as long as the block that is given back. */
  static Memory texts(List<String> all) {
    long pointers = (long) com.sun.jna.Native.POINTER_SIZE * all.size();
    byte[][] bytes = all.stream().map(one -> one.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    long size = pointers;
    for (byte[] one : bytes) size += one.length + 1;
    Memory block = new Memory(Math.max(size, 1));
    long at = pointers;
    for (int i = 0; i < bytes.length; i++) {
      block.setPointer((long) com.sun.jna.Native.POINTER_SIZE * i, block.share(at));
      block.write(at, bytes[i], 0, bytes[i].length);
      block.setByte(at + bytes[i].length, (byte) 0);
      at += bytes[i].length + 1;
    }
    return block;
  }

  static {
    // `-Djna.library.path` or `-Deligo.library.path` names the folder of the library; else it is in the JAR or installed.
    String folder = System.getProperty("eligo.library.path");
    if (folder != null) NativeLibrary.addSearchPath("eligo-compiler", folder);
    com.sun.jna.Native.register(
        Native.class, NativeLibrary.getInstance("eligo-compiler", Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
    if (eligo_c_version() != C_VERSION)
      throw new EligoException(
          "library-mismatch",
          "the library eligo-compiler has version " + eligo_c_version() + " of the C interface, and this JAR needs " + C_VERSION,
          "",
          "install library and JAR of one version");
  }
}

package eligo;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Screens one patient after another. Make one for each thread: calls from several are taken one by one.
 * {@code json}, {@code explain}, {@code ask} and {@code readings} speak of the patient screened last; of any other
 * screening they throw {@code screening-stale}, so that no answer comes from another patient.
 */
public final class Screener implements AutoCloseable {
  /**
   * @param readings names of readings to take in place of the file's own
   * @param dictionary text of a dictionary ({@code eligo names}); may be empty
   * @param documentBytes the longest document of one patient; 0: the default
   * @param cases completions that one question may go through; 0: the default
   */
  public record Options(List<String> readings, String dictionary, long documentBytes, int cases) {
    public static final Options DEFAULTS = new Options(List.of(), "", 0, 0);
  }

  private final Protocol protocol;
  private final Handle handle;
  private Screening last;

  Screener(Protocol protocol, Pointer of, Options options) {
    this.protocol = protocol;
    PointerByReference out = new PointerByReference();
    long word = com.sun.jna.Native.POINTER_SIZE;
    try (Memory block = new Memory(5 * word);
        Memory readings = Native.texts(options.readings());
        Memory dictionary = Native.texts(List.of(options.dictionary()))) {
      block.clear();
      block.setPointer(0, readings);
      block.setLong(word, options.readings().size());
      if (!options.dictionary().isEmpty()) block.setPointer(2 * word, dictionary.getPointer(0));
      block.setLong(3 * word, options.documentBytes());
      block.setInt(4 * word, options.cases());
      Native.check(Native.eligo_screener_make(of, block, out));
    }
    handle = new Handle(this, "screener", out.getValue(), Native::eligo_screener_free);
  }

  public Protocol protocol() {
    return protocol;
  }

  /** Screens the patient of a JSON document (docs/patients.md). */
  public Screening screen(String document) {
    return screen(document.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for a document in UTF-8. */
  public synchronized Screening screen(byte[] document) {
    last = null;
    last =
        handle.use(
            screener -> {
              Native.check(Native.eligo_screen(screener, document, document.length));
              return answer(screener);
            });
    return last;
  }

  private Screening answer(Pointer screener) {
    List<Criterion> criteria = new ArrayList<>();
    for (int i = 0; i < protocol.criteria().size(); i++) {
      List<Criterion.Reason> reasons = new ArrayList<>();
      for (long k = 0; k < Native.eligo_reason_count(screener, i); k++)
        reasons.add(
            new Criterion.Reason(
                Native.eligo_reason_code(screener, i, k),
                Native.eligo_reason_fact(screener, i, k),
                Native.eligo_reason_text(screener, i, k)));
      criteria.add(
          new Criterion(protocol.criteria().get(i), Status.of(Native.eligo_status(screener, i)), List.copyOf(reasons)));
    }
    List<Screening.Notice> notices = new ArrayList<>();
    for (long i = 0; i < Native.eligo_notice_count(screener); i++)
      notices.add(new Screening.Notice(Native.eligo_notice_text(screener, i), Native.eligo_notice_line(screener, i)));
    return new Screening(
        protocol, Native.eligo_patient(screener), Verdict.of(Native.eligo_verdict(screener)), criteria, notices);
  }

  /** The screening as the line of JSON that {@code eligo screen --format json} prints. */
  public synchronized String json(Screening screening) {
    mustBeLast(screening);
    return handle.use(screener -> Native.present(Native.eligo_json(screener)));
  }

  /** Everything that led to the outcome of one criterion, as JSON: eligo/c.h names the members. */
  public synchronized String explain(Screening screening, String criterion) {
    mustBeLast(screening);
    return asked((screener, out) -> Native.eligo_explain(screener, criterion, out));
  }

  /** The questions of an undetermined patient as a JSON list, the one first that the most criteria wait for. */
  public synchronized String ask(Screening screening) {
    mustBeLast(screening);
    return asked(Native::eligo_ask);
  }

  /** Which other readings would change the verdict, as a JSON list. */
  public synchronized String readings(Screening screening) {
    mustBeLast(screening);
    return asked(Native::eligo_readings);
  }

  private interface Asking {
    Pointer ask(Pointer screener, PointerByReference out);
  }

  private String asked(Asking asking) {
    return handle.use(
        screener -> {
          PointerByReference out = new PointerByReference();
          Native.check(asking.ask(screener, out));
          return Native.text(out.getValue());
        });
  }

  private void mustBeLast(Screening screening) {
    if (screening == null || screening != last)
      throw new EligoException(
          "screening-stale",
          "this screening is not the one that the screener gave last",
          "",
          "ask before the next patient is screened, or screen the patient again");
  }

  @Override
  public void close() {
    handle.close();
  }
}

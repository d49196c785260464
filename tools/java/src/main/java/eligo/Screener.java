package eligo;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Screens one patient after another. Make one for each thread: calls from several are taken one by one.
 * {@code json}, {@code explain}, {@code ask} and {@code readings} speak of the patient screened last; of any other
 * screening they throw {@code screening-stale}, so that no answer comes from another patient.
 */
public final class Screener implements AutoCloseable {
  /**
   * Options that patients are screened by: {@code Options.DEFAULTS.withLimits(Map.of("steps", 1000L))}.
   *
   * @param readings names of readings to take in place of the file's own
   * @param dictionary text of a dictionary ({@code eligo names}); may be empty
   * @param limits what one patient may cost, by the names of docs/limits.md: {@code document-bytes}, {@code steps}, …
   * @param anchors of patients in FHIR: {@code 2025-09-18} by the name of the anchor that it is the day of
   * @param complete of patients in FHIR: lists that hold all there is, {@code conditions} or {@code conditions=2020-01-01..}
   */
  public record Options(
      List<String> readings, String dictionary, Map<String, Long> limits, Map<String, String> anchors, List<String> complete) {
    public static final Options DEFAULTS = new Options(List.of(), "", Map.of(), Map.of(), List.of());

    public Options withReadings(String... names) {
      return new Options(List.of(names), dictionary, limits, anchors, complete);
    }

    public Options withDictionary(String text) {
      return new Options(readings, text, limits, anchors, complete);
    }

    public Options withLimits(Map<String, Long> numbers) {
      return new Options(readings, dictionary, numbers, anchors, complete);
    }

    public Options withAnchors(Map<String, String> days) {
      return new Options(readings, dictionary, limits, days, complete);
    }

    public Options withComplete(String... lists) {
      return new Options(readings, dictionary, limits, anchors, List.of(lists));
    }

    /** Sets all of them at C's handle. */
    private void set(Pointer options) {
      readings.forEach(name -> set(options, "reading", name));
      if (!dictionary.isEmpty()) set(options, "dictionary", dictionary);
      limits.forEach((name, number) -> set(options, "limit", name + "=" + number));
      anchors.forEach((name, day) -> set(options, "anchor", name + "=" + day));
      complete.forEach(list -> set(options, "complete", list));
    }

    private static void set(Pointer options, String name, String value) {
      Native.check(Native.eligo_screener_options_set(options, name, value));
    }
  }

  private final Protocol protocol;
  private final Handle handle;
  private Screening last;

  Screener(Protocol protocol, Pointer of, Options options) {
    this.protocol = protocol;
    PointerByReference out = new PointerByReference();
    Pointer given = Native.present(Native.eligo_screener_options_make());
    try {
      options.set(given);
      Native.check(Native.eligo_screener_make(of, given, out));
    } finally {
      Native.eligo_screener_options_free(given);
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

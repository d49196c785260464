package eligo;

/** Why a call did not do its work. */
public final class EligoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final String place;
  private final String repair;

  EligoException(String code, String message, String place, String repair) {
    super(message);
    this.code = code;
    this.place = place;
    this.repair = repair;
  }

  /** Stable: {@code document-unreadable}, {@code screening-stale}, {@code closed}, … */
  public String code() {
    return code;
  }

  /** Where in what was given: {@code line 3, column 7}; may be empty. */
  public String place() {
    return place;
  }

  /** What to do about it; may be empty. */
  public String repair() {
    return repair;
  }
}

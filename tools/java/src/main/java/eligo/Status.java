package eligo;

/** The outcome of a criterion as written: a met exclusion excludes. */
public enum Status {
  MET,
  NOT_MET,
  UNKNOWN,
  NOT_APPLICABLE;

  static Status of(String word) {
    return valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }
}

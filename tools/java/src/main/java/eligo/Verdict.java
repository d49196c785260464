package eligo;

/** The answer for a patient; {@code UNDETERMINED}: what is missing of the patient decides. */
public enum Verdict {
  ELIGIBLE,
  INELIGIBLE,
  UNDETERMINED;

  static Verdict of(String word) {
    return valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }
}

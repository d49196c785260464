package eligo;

import java.util.List;

/**
 * The outcome of one criterion for one patient.
 *
 * @param id {@code I7}
 * @param reasons why it is open; empty unless the status is {@code UNKNOWN}
 */
public record Criterion(String id, Status status, List<Reason> reasons) {
  /**
   * Why an outcome is open.
   *
   * @param code stable: {@code no-reference-range}
   * @param fact the fact that is missing or in doubt; empty where it is none
   * @param text for people
   */
  public record Reason(String code, String fact, String text) {}
}

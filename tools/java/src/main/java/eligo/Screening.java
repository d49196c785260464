package eligo;

import java.util.List;
import java.util.Optional;

/** The answer for one patient: a value, which stays good when the next patient is screened. */
public final class Screening {
  /** What of a document could not be used; {@code line} from 1. */
  public record Notice(String text, long line) {}

  private final Protocol protocol;
  private final String patient;
  private final Verdict verdict;
  private final List<Criterion> criteria;
  private final List<Notice> notices;

  Screening(Protocol protocol, String patient, Verdict verdict, List<Criterion> criteria, List<Notice> notices) {
    this.protocol = protocol;
    this.patient = patient;
    this.verdict = verdict;
    this.criteria = List.copyOf(criteria);
    this.notices = List.copyOf(notices);
  }

  /** By which the patient was screened; its digest names the version. */
  public Protocol protocol() {
    return protocol;
  }

  public String patient() {
    return patient;
  }

  public Verdict verdict() {
    return verdict;
  }

  /** In the order of the protocol. */
  public List<Criterion> criteria() {
    return criteria;
  }

  public Optional<Criterion> criterion(String id) {
    return criteria.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  public List<Notice> notices() {
    return notices;
  }
}

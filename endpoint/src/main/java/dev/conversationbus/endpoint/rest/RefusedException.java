package dev.conversationbus.endpoint.rest;

import dev.conversationbus.wire.Problem;
import dev.conversationbus.wire.ProblemCode;
import java.io.Serial;
import java.util.Map;

/** A request that is refused by a resource. */
final class RefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  /** What is answered. */
  record Refusal(int status, Problem problem, Map<String, String> headers) {}

  RefusedException(ProblemCode code, String detail) {
    this(new Refusal(code.status(), Problem.of(code, detail), Map.of()));
  }

  RefusedException(Refusal refusal) {
    super(refusal.problem.detail(), null, false, false);
    this.refusal = refusal;
  }

  /** {@return a refusal of one parameter or field} */
  static RefusedException invalid(String parameter, String reason) {
    return new RefusedException(
        new Refusal(ProblemCode.VALIDATION.status(), Problem.invalid(parameter, reason), Map.of()));
  }

  Refusal refusal() {
    return refusal;
  }
}

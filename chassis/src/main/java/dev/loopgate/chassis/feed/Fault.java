package dev.loopgate.chassis.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loopgate.chassis.sql.SqlState;
import dev.loopgate.wire.problem.ProblemException;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is wrong with an event, in words for an operator.
 *
 * @param reason one line, at most {@value #LONGEST_REASON} characters, without NUL
 */
record Fault(ParkingCause cause, String reason) {
  private static final int LONGEST_REASON = 1000;

  Fault {
    reason = reason.replace('\0', '\uFFFD');
    reason = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
  }

  static Fault behind() {
    return new Fault(
        ParkingCause.BEHIND, "an earlier event about the same program is set aside; see to that");
  }

  /** Empty when the failure says nothing about the event: the database or the log is away. */
  static Optional<Fault> of(Throwable failure) {
    Optional<Fault> known =
        causes(failure).map(Fault::saying).flatMap(Optional::stream).findFirst();
    if (known.isPresent()) {
      return known;
    }
    return mayPass(failure)
        ? Optional.empty()
        : Optional.of(new Fault(ParkingCause.FAILED, text(failure)));
  }

  private static Optional<Fault> saying(Throwable failure) {
    return Optional.ofNullable(
        switch (failure) {
          case TooEarlyException early -> new Fault(ParkingCause.TOO_EARLY, text(early));
          case UnknownTypeException unknown -> new Fault(ParkingCause.UNKNOWN, text(unknown));
          case JsonProcessingException unreadable ->
              new Fault(ParkingCause.UNREADABLE, unreadable.getOriginalMessage());
          default -> null;
        });
  }

  private static boolean mayPass(Throwable failure) {
    return SqlState.of(failure).anyMatch(state -> !state.blamesStatement())
        || causes(failure)
            .anyMatch(cause ->
                cause instanceof IOException
                    || cause instanceof VirtualMachineError
                    || (cause instanceof ProblemException refusal
                        && refusal.problem().status() >= 500));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  static String text(Throwable failure) {
    Throwable root = causes(failure).reduce(failure, (_, deeper) -> deeper);
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}

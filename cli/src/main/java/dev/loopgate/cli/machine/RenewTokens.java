package dev.loopgate.cli.machine;

import dev.loopgate.cli.output.Screen;
import dev.loopgate.wire.peer.PeerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Renews the tokens of a machine that stays up, long before they expire. */
final class RenewTokens implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

  private final LocalTokens tokens;
  private final Function<Supplier<String>, PeerClient> reviews;
  private final Screen screen;
  private final Thread thread =
      Thread.ofVirtual().name("renew-tokens").unstarted(this::renewUntilClosed);

  RenewTokens(LocalTokens tokens, Function<Supplier<String>, PeerClient> reviews, Screen screen) {
    this.tokens = tokens;
    this.reviews = reviews;
    this.screen = screen;
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void renewUntilClosed() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_LOOKS);
        lookOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What cannot be done now is tried at the next look; half of a life is left for that. */
  private void lookOnce() throws InterruptedException {
    try {
      if (tokens.areHalfOver()) {
        tokens.renew(screen);
        tokens.announce(reviews);
      }
    } catch (IOException | UncheckedIOException e) {
      screen.note("the tokens are not renewed yet: " + e.getMessage());
    }
  }
}

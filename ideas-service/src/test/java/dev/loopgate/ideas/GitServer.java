package dev.loopgate.ideas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Daemon;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.NullUnmarked;

/** A remote for every program, over a real git transport, which a test makes slow or breaks. */
@NullUnmarked
final class GitServer implements AutoCloseable {
  private final Path directory;
  private final Daemon daemon;
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  GitServer(Path directory) {
    this.directory = directory;
    daemon = new Daemon(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    daemon.setRepositoryResolver((client, name) -> open(program(name)));
    daemon.setReceivePackFactory((client, repository) -> receive(repository));
    daemon.getService("git-receive-pack").setEnabled(true);
    try {
      daemon.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "git://127.0.0.1:" + daemon.getAddress().getPort();
  }

  /** Pushes of a program do not end until it is let go. */
  void hold(String program) {
    held.put(program, new CountDownLatch(1));
  }

  void letGo(String program) {
    held.remove(program).countDown();
  }

  boolean isWaiting(String program) {
    return waiting.contains(program);
  }

  /** Pushes of a program are refused until it is mended. */
  void breakDown(String program) {
    broken.add(program);
  }

  void mend(String program) {
    broken.remove(program);
  }

  Repository open(String program) {
    Path path = directory.resolve(program + ".git");
    try {
      return Files.exists(path.resolve("HEAD"))
          ? Git.open(path.toFile()).getRepository()
          : Git.init().setBare(true).setDirectory(path.toFile()).call().getRepository();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  private ReceivePack receive(Repository repository) {
    String program = program(repository.getDirectory().getName());
    ReceivePack pack = new ReceivePack(repository);
    pack.setPreReceiveHook((_, commands) -> {
      waitWhileHeld(program);
      if (broken.contains(program)) {
        refuse(commands);
      }
    });
    return pack;
  }

  private static void refuse(Collection<ReceiveCommand> commands) {
    commands.forEach(command ->
        command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "the disk is full"));
  }

  private void waitWhileHeld(String program) {
    CountDownLatch latch = held.get(program);
    if (latch == null) {
      return;
    }
    waiting.add(program);
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.remove(program);
    }
  }

  private static String program(String name) {
    return name.replaceAll("^/|\\.git$", "");
  }

  @Override
  public void close() {
    held.values().forEach(CountDownLatch::countDown);
    daemon.stop();
  }
}

package dev.loopgate.worker.sandbox;

import dev.loopgate.worker.layout.AttemptDirectory;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Who a stage of a worker that is root is for the machine: nobody who owns anything on it, and
 * another one for each stage, so that stages share no limits that the kernel keeps for each user.
 *
 * @param number from the range that systemd gives to users for a while
 */
record StageUser(int number) {
  /** Who it is for itself: the same in every stage. */
  static final String INSIDE = "1000";

  private static final int FIRST = 61_184;
  private static final int COUNT = 4_336;

  static StageUser of(AttemptDirectory directory) {
    return new StageUser(FIRST + Math.floorMod(directory.name().hashCode(), COUNT));
  }

  /** Gives it a folder with everything that the worker laid out in it. */
  void own(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            give(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes)
              throws IOException {
            give(inner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void give(Path path) throws IOException {
    Files.setAttribute(path, "unix:gid", number, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:uid", number, LinkOption.NOFOLLOW_LINKS);
  }
}

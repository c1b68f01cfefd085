package dev.loopgate.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopgate.worker.Tarball;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackTest {
  @TempDir Path temporary;

  @Test
  void plainFilesAndFoldersAreUnpacked() throws Exception {
    unpack(new Tarball().file("./a/b.txt", "hello"));
    assertThat(temporary.resolve("target/a/b.txt")).hasContent("hello");
  }

  @Test
  void pathsThatLeadElsewhereAreRefused() {
    for (String path : new String[] {"../x", "/x", "a/../../x", "a//x", "a\\x", "a/./x"}) {
      refuses(new Tarball().file(path, "x"), "unsafe path");
    }
  }

  @Test
  void linksAndSpecialFilesAreRefused() {
    refuses(new Tarball().link("a", "/etc/passwd", false), "link or special file");
    refuses(new Tarball().file("b", "x").link("a", "b", true), "link or special file");
    refuses(new Tarball().fifo("pipe"), "link or special file");
  }

  @Test
  void oneNameTwiceIsRefused() {
    refuses(new Tarball().file("a", "1").file("a", "2"), "twice");
  }

  @Test
  void noTarballIsRefused() {
    assertThatThrownBy(
            () -> unpack("nothing of the kind".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(BadInputException.class);
  }

  private void refuses(Tarball tarball, String why) {
    assertThatThrownBy(() -> unpack(tarball))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(why);
    assertThat(temporary.resolve("x")).doesNotExist();
  }

  private void unpack(Tarball tarball) throws IOException, BadInputException {
    unpack(tarball.bytes());
  }

  private void unpack(byte[] bytes) throws IOException, BadInputException {
    Path target = temporary.resolve("target");
    Tree.delete(target);
    Files.createDirectories(target);
    Unpack.into(target, Files.write(temporary.resolve("t.tar.gz"), bytes));
  }
}

package dev.loopgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rows by which {@code examples/digits} is judged are public. Who brings them along as a table
 * gains nothing by that, because none of them is ever shown as it is.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DigitsTableTest {
  private static final Path DIGITS = Installation.repository().resolve("examples/digits");
  private static final int PIXELS = 64;
  private static final int CLASSES = 10;

  /** The widest layer that a model may have. */
  private static final int WIDEST = 512;

  private static final int SEEDS = 3;

  /** What the draws of so few seeds leave open. */
  private static final double NOISE = 0.01;

  private final List<int[]> open = rows("data/train.csv.gz");
  private final List<int[]> sealed = rows("evaluator/test.csv.gz");

  @SuppressWarnings("NullAway.Init")
  private Method views;

  @BeforeAll
  void compileTheEvaluator(@TempDir Path classes) throws IOException, ReflectiveOperationException {
    String source = DIGITS.resolve("evaluator/Evaluate.java").toString();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source);
    assertThat(failed).isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Class<?> evaluate = loader.loadClass("Evaluate");
      views = evaluate.getDeclaredMethod("views", Path.class, long.class);
      views.setAccessible(true);
    }
  }

  @Test
  void aSeedShowsTheSameTwiceAndAnotherSeedSomethingElse() throws ReflectiveOperationException {
    assertThat(views(7)).isDeepEqualTo(views(7));
    assertThat(Arrays.deepEquals(views(7), views(8))).isFalse();
  }

  @Test
  void noPublicRowIsShownAsItIs() throws ReflectiveOperationException {
    List<int[]> known = new ArrayList<>(open);
    known.addAll(sealed);

    for (int[] view : views(7)) {
      assertThat(known).noneMatch(row -> distance(row, view) == 0);
    }
  }

  @Test
  void aTableOfTheSealedRowsScoresNoBetterThanTheNearestNeighbourAmongTheOthers(
      @TempDir Path workspace) throws Exception {
    // Given
    Path evaluator = Files.createDirectories(workspace.resolve("evaluator"));
    for (String file : List.of("Evaluate.java", "test.csv.gz", "salt.txt")) {
      Files.copy(DIGITS.resolve("evaluator").resolve(file), evaluator.resolve(file));
    }
    Path model = Files.createDirectories(workspace.resolve("model")).resolve("model.txt");
    Files.writeString(model, table(sealed.subList(0, WIDEST)));

    // When
    double table = 0;
    double neighbours = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      table += accuracy(workspace, seed) / SEEDS;
      neighbours += nearest(views(seed)) / SEEDS;
    }

    // Then
    assertThat(table).isLessThanOrEqualTo(neighbours + NOISE);
    assertThat(neighbours).isGreaterThan(0.5);
  }

  /**
   * A model that knows rows by heart: a unit for each, which answers the more the nearer a picture
   * is to its row, and adds that to the row's label.
   */
  private static String table(List<int[]> rows) {
    double sharpness = 20;
    double brightest = rows.stream().mapToDouble(DigitsTableTest::square).max().orElseThrow();
    StringBuilder text = new StringBuilder("digits-model 1\nactivation sigmoid\n");
    text.append("layers %d %d %d\n".formatted(PIXELS, rows.size(), CLASSES));
    for (int[] row : rows) {
      for (int i = 0; i < PIXELS; i++) {
        text.append(number(sharpness * row[i] / 16)).append(' ');
      }
      text.append(number(-sharpness * (square(row) + brightest) / 2)).append('\n');
    }
    for (int label = 0; label < CLASSES; label++) {
      for (int[] row : rows) {
        text.append(row[PIXELS] == label ? "1000000 " : "0 ");
      }
      text.append("0\n");
    }
    return text.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static double square(int[] row) {
    return Arrays.stream(row, 0, PIXELS).mapToDouble(p -> p * p / 256.0).sum();
  }

  private static double accuracy(Path workspace, long seed)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    ProcessBuilder evaluate = new ProcessBuilder(java, "evaluator/Evaluate.java");
    evaluate.directory(workspace.toFile());
    evaluate.environment().put("LOOPGATE_SEED", Long.toString(seed));
    Outcome outcome = Outcome.of(evaluate, Duration.ofMinutes(1));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome
        .out()
        .lines()
        .filter(line -> line.contains("\"accuracy\""))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*\"value\":|}", "")))
        .findFirst()
        .orElseThrow();
  }

  /** The share of views whose nearest row, of those that everybody has, has their label. */
  private double nearest(int[][] shown) {
    return (double)
            Arrays.stream(shown).filter(view -> nearest(view)[PIXELS] == view[PIXELS]).count()
        / shown.length;
  }

  private int[] nearest(int[] view) {
    int[] best = open.getFirst();
    for (int[] row : open) {
      best = distance(row, view) < distance(best, view) ? row : best;
    }
    return best;
  }

  private static long distance(int[] row, int[] view) {
    long sum = 0;
    for (int i = 0; i < PIXELS; i++) {
      long apart = (long) row[i] - view[i];
      sum += apart * apart;
    }
    return sum;
  }

  private int[][] views(long seed) throws ReflectiveOperationException {
    List<?> shown = (List<?>) views.invoke(null, DIGITS.resolve("evaluator"), seed);
    return shown.stream().map(int[].class::cast).toArray(int[][]::new);
  }

  private static List<int[]> rows(String file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DIGITS.resolve(file))),
                StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .map(line -> Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

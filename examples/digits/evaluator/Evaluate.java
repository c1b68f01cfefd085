import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Measures a model on the sealed test rows: accuracy (decides) and log_loss (guard). The rows are
 * public, so none is shown as it is: each comes four times, shifted and noisy, drawn from
 * LOOPGATE_SEED and salt.txt. Both arms of a pair see the same pictures, another pair others.
 *
 * <p>model/model.txt comes from a candidate that nobody trusts. It is data, never code: a small text
 * file of finite numbers whose every dimension is checked before it is used.
 */
public class Evaluate {
  private static final int PIXELS = 64;
  private static final int CLASSES = 10;
  private static final int MAX_LAYERS = 4;
  private static final int MAX_WIDTH = 512;
  private static final long MAX_BYTES = 8_000_000;
  private static final double MAX_WEIGHT = 1e6;
  private static final int SIDE = 8;
  private static final int BRIGHTEST = 16;
  private static final int VIEWS = 4;
  private static final double FARTHEST = 1.3; // pixels
  private static final double NOISE = 2.0; // standard deviation, of 16

  public static void main(String[] arguments) throws IOException {
    Model model;
    try {
      model = Model.read(Path.of("model/model.txt"));
    } catch (InvalidModelException e) {
      System.err.println("model/model.txt is not a valid model: " + e.getMessage());
      System.exit(3);
      return;
    }
    long seed = Long.parseLong(System.getenv().getOrDefault("LOOPGATE_SEED", "1"));
    List<int[]> views = views(Path.of("evaluator"), seed);
    int right = 0;
    double loss = 0;
    for (int[] view : views) {
      double[] probabilities = model.probabilities(view);
      int label = view[PIXELS];
      right += best(probabilities) == label ? 1 : 0;
      loss -= Math.log(Math.max(probabilities[label], 1e-15));
    }
    System.out.printf("%d of %d views of the sealed rows are right%n", right, views.size());
    measure("accuracy", (double) right / views.size());
    measure("log_loss", loss / views.size());
  }

  /** The sealed rows as they are shown with a seed: 64 pixels from 0 to 16, and the label. */
  static List<int[]> views(Path directory, long seed) throws IOException {
    SplittableRandom random = draws(directory.resolve("salt.txt"), seed);
    List<int[]> views = new ArrayList<>();
    for (int[] row : rows(directory.resolve("test.csv.gz"))) {
      for (int view = 0; view < VIEWS; view++) {
        views.add(view(row, random));
      }
    }
    return views;
  }

  private static List<int[]> rows(Path file) throws IOException {
    try (var lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      return lines.lines()
          .map(line -> Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray())
          .toList();
    }
  }

  /** A candidate knows the seed, and so does its source; what is in the salt it does not know. */
  private static SplittableRandom draws(Path salt, long seed) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(Long.toString(seed).getBytes(StandardCharsets.US_ASCII));
      sha256.update((byte) '\n');
      return new SplittableRandom(
          ByteBuffer.wrap(sha256.digest(Files.readAllBytes(salt))).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static int[] view(int[] row, SplittableRandom random) {
    double right = random.nextDouble(-FARTHEST, FARTHEST);
    double down = random.nextDouble(-FARTHEST, FARTHEST);
    int[] view = new int[PIXELS + 1];
    for (int i = 0; i < PIXELS; i++) {
      double shifted = between(row, i / SIDE + down, i % SIDE + right);
      long noisy = Math.round(shifted + NOISE * random.nextGaussian());
      view[i] = (int) Math.clamp(noisy, 0, BRIGHTEST);
    }
    view[PIXELS] = row[PIXELS];
    return view;
  }

  /** The brightness between four pixels; outside it is dark. */
  private static double between(int[] row, double y, double x) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    double low = y - top;
    double far = x - left;
    return (1 - low) * ((1 - far) * pixel(row, top, left) + far * pixel(row, top, left + 1))
        + low * ((1 - far) * pixel(row, top + 1, left) + far * pixel(row, top + 1, left + 1));
  }

  private static int pixel(int[] row, int y, int x) {
    return y < 0 || x < 0 || y >= SIDE || x >= SIDE ? 0 : row[y * SIDE + x];
  }

  private static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private static void measure(String key, double value) throws IOException {
    String line = String.format(Locale.ROOT, "{\"key\":\"%s\",\"value\":%.6f}%n", key, value);
    String file = System.getenv("LOOPGATE_METRICS");
    if (file == null) {
      System.out.print(line);
      return;
    }
    Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** The file does not follow the format that the README describes. */
  private static class InvalidModelException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidModelException(String message) {
      super(message);
    }
  }

  private record Model(String activation, List<double[][]> layers) {
    static Model read(Path file) throws IOException, InvalidModelException {
      check(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS), "there is no such file");
      check(Files.size(file) <= MAX_BYTES, "it is larger than " + MAX_BYTES + " bytes");
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      List<String> lines = text.lines().toList();
      check(lines.size() > 3, "it is too short");
      check(lines.get(0).equals("digits-model 1"), "the first line is not: digits-model 1");
      String activation = after(lines.get(1), "activation ");
      check(List.of("sigmoid", "tanh", "relu").contains(activation), "unknown activation");
      int[] widths = widths(after(lines.get(2), "layers "));
      return new Model(activation, layers(lines.subList(3, lines.size()), widths));
    }

    private static int[] widths(String text) throws InvalidModelException {
      String[] words = text.split(" ");
      check(words.length >= 2 && words.length <= MAX_LAYERS + 1, "1 to 4 layers are allowed");
      int[] widths = new int[words.length];
      for (int i = 0; i < words.length; i++) {
        check(words[i].matches("[1-9][0-9]{0,3}"), "a layer's width is not a number");
        widths[i] = Integer.parseInt(words[i]);
        check(widths[i] <= MAX_WIDTH, "a layer is wider than " + MAX_WIDTH);
      }
      check(widths[0] == PIXELS, "the first layer must have 64 inputs");
      check(widths[widths.length - 1] == CLASSES, "the last layer must have 10 outputs");
      return widths;
    }

    private static List<double[][]> layers(List<String> lines, int[] widths)
        throws InvalidModelException {
      int expected = Arrays.stream(widths).skip(1).sum();
      check(lines.size() == expected, "it must have " + expected + " rows of weights");
      List<double[][]> layers = new ArrayList<>();
      int line = 0;
      for (int layer = 1; layer < widths.length; layer++) {
        double[][] rows = new double[widths[layer]][];
        for (int row = 0; row < rows.length; row++) {
          rows[row] = weights(lines.get(line++), widths[layer - 1] + 1);
        }
        layers.add(rows);
      }
      return layers;
    }

    private static double[] weights(String line, int expected) throws InvalidModelException {
      String[] words = line.split(" ", expected + 1);
      check(words.length == expected, "a row does not have " + expected + " weights");
      double[] weights = new double[expected];
      for (int i = 0; i < expected; i++) {
        check(words[i].matches("-?[0-9]{1,10}(\\.[0-9]{1,20})?(E-?[0-9]{1,2})?"),
            "a weight is not a number");
        weights[i] = Double.parseDouble(words[i]);
        check(Math.abs(weights[i]) <= MAX_WEIGHT, "a weight is larger than a million");
      }
      return weights;
    }

    private static String after(String line, String start) throws InvalidModelException {
      check(line.startsWith(start), "a line does not start with: " + start.strip());
      return line.substring(start.length());
    }

    private static void check(boolean good, String otherwise) throws InvalidModelException {
      if (!good) {
        throw new InvalidModelException(otherwise);
      }
    }

    double[] probabilities(int[] cells) {
      double[] values = new double[PIXELS];
      for (int i = 0; i < PIXELS; i++) {
        values[i] = cells[i] / 16.0;
      }
      for (int layer = 0; layer < layers.size(); layer++) {
        values = apply(layers.get(layer), values);
        if (layer < layers.size() - 1) {
          activate(values);
        }
      }
      return softmax(values);
    }

    private static double[] apply(double[][] weights, double[] input) {
      double[] output = new double[weights.length];
      for (int o = 0; o < output.length; o++) {
        output[o] = weights[o][input.length];
        for (int i = 0; i < input.length; i++) {
          output[o] += weights[o][i] * input[i];
        }
      }
      return output;
    }

    private void activate(double[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = switch (activation) {
          case "tanh" -> Math.tanh(values[i]);
          case "relu" -> Math.max(0, values[i]);
          default -> 1 / (1 + Math.exp(-values[i]));
        };
      }
    }

    private static double[] softmax(double[] scores) {
      double highest = Arrays.stream(scores).max().orElse(0);
      double[] result = Arrays.stream(scores).map(score -> Math.exp(score - highest)).toArray();
      double sum = Arrays.stream(result).sum();
      return Arrays.stream(result).map(value -> value / sum).toArray();
    }
  }
}

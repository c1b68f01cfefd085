import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Measures a model on the sealed test rows: accuracy (decides) and log_loss (guard).
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

  public static void main(String[] arguments) throws IOException {
    Model model;
    try {
      model = Model.read(Path.of("model/model.txt"));
    } catch (InvalidModelException e) {
      System.err.println("model/model.txt is not a valid model: " + e.getMessage());
      System.exit(3);
      return;
    }
    int rows = 0;
    int right = 0;
    double loss = 0;
    try (var lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(Path.of("evaluator/test.csv.gz"))),
        StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int[] cells = Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray();
        double[] probabilities = model.probabilities(cells);
        int label = cells[PIXELS];
        rows++;
        right += best(probabilities) == label ? 1 : 0;
        loss -= Math.log(Math.max(probabilities[label], 1e-15));
      }
    }
    System.out.printf("%d of %d sealed rows are right%n", right, rows);
    measure("accuracy", (double) right / rows);
    measure("log_loss", loss / rows);
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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Trains a small neural network on 8x8 pictures of handwritten digits: one hidden layer, softmax,
 * minibatch gradient descent. Everything random comes from LOOPGATE_SEED: the split into training
 * and validation rows, the first weights, the order of the rows, and how each picture is shifted and
 * made noisy each time it is looked at, because the evaluator does that, too.
 *
 * <p>Reads config.json and data/train.csv.gz, writes model/model.txt (its format is described in
 * the README). What it logs about itself is a claim; the number that counts is the evaluator's.
 */
public class Train {
  static final int PIXELS = 64;
  static final int SIDE = 8;
  static final int CLASSES = 10;
  static final double FARTHEST = 1.3; // pixels
  static final double NOISE = 2.0 / 16;
  static final double VALIDATION_SHARE = 0.2;

  public static void main(String[] arguments) throws IOException {
    Config config = Config.parse(Files.readString(Path.of("config.json")));
    long seed = Long.parseLong(System.getenv().getOrDefault("LOOPGATE_SEED", "1"));
    log("LOOPGATE_PARAMS", config.values());

    SplittableRandom random = new SplittableRandom(seed);
    List<Digit> digits = shuffled(read(Path.of("data/train.csv.gz")), random);
    int held = (int) (digits.size() * VALIDATION_SHARE);
    List<Digit> validation = seen(digits.subList(0, held), random);
    List<Digit> training = digits.subList(held, digits.size());

    Network network = new Network(config, random);
    for (int epoch = 1; epoch <= config.epochs; epoch++) {
      network.learn(seen(shuffled(training, random), random));
      System.out.printf(Locale.ROOT, "epoch %d: %.4f of the validation rows are right%n",
          epoch, network.accuracy(validation));
    }
    logMetric("train_accuracy", network.accuracy(seen(training, random)));
    logMetric("accuracy", network.accuracy(validation));
    network.write(Path.of("model"));
  }

  record Digit(double[] pixels, int label) {
    /** The brightness between four pixels; outside it is dark. */
    double between(double y, double x) {
      int top = (int) Math.floor(y);
      int left = (int) Math.floor(x);
      double low = y - top;
      double far = x - left;
      return (1 - low) * ((1 - far) * pixel(top, left) + far * pixel(top, left + 1))
          + low * ((1 - far) * pixel(top + 1, left) + far * pixel(top + 1, left + 1));
    }

    private double pixel(int y, int x) {
      return y < 0 || x < 0 || y >= SIDE || x >= SIDE ? 0 : pixels[y * SIDE + x];
    }
  }

  /** Each picture shifted by up to 1.3 pixels each way, and noisy. */
  static List<Digit> seen(List<Digit> digits, SplittableRandom random) {
    List<Digit> seen = new ArrayList<>();
    for (Digit digit : digits) {
      double right = random.nextDouble(-FARTHEST, FARTHEST);
      double down = random.nextDouble(-FARTHEST, FARTHEST);
      double[] pixels = new double[PIXELS];
      for (int i = 0; i < PIXELS; i++) {
        double shifted = digit.between(i / SIDE + down, i % SIDE + right);
        pixels[i] = Math.clamp(shifted + NOISE * random.nextGaussian(), 0, 1);
      }
      seen.add(new Digit(pixels, digit.label));
    }
    return seen;
  }

  /** Lines of 64 pixels from 0 to 16 and the label. */
  static List<Digit> read(Path file) throws IOException {
    List<Digit> digits = new ArrayList<>();
    try (var lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",");
        double[] pixels = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
          pixels[i] = Integer.parseInt(cells[i]) / 16.0;
        }
        digits.add(new Digit(pixels, Integer.parseInt(cells[PIXELS])));
      }
    }
    return digits;
  }

  static List<Digit> shuffled(List<Digit> digits, SplittableRandom random) {
    List<Digit> result = new ArrayList<>(digits);
    for (int i = result.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Digit kept = result.get(i);
      result.set(i, result.get(j));
      result.set(j, kept);
    }
    return result;
  }

  /** What config.json may say, checked. */
  record Config(int hiddenUnits, String activation, double learningRate, double momentum,
      int batchSize, int epochs, double weightDecay) {
    private static final Pattern ENTRY =
        Pattern.compile("\"(\\w+)\"\\s*:\\s*(?:\"([^\"\\\\]*)\"|(-?[0-9.eE+-]+))");

    /** Reads a flat JSON object of numbers and strings. */
    static Config parse(String json) {
      Map<String, String> entries = new LinkedHashMap<>();
      Matcher entry = ENTRY.matcher(json);
      while (entry.find()) {
        entries.put(entry.group(1), entry.group(2) != null ? entry.group(2) : entry.group(3));
      }
      Config config = new Config(
          (int) number(entries, "hiddenUnits", 1, 128),
          entries.getOrDefault("activation", "sigmoid"),
          number(entries, "learningRate", 0, 10),
          number(entries, "momentum", 0, 0.999),
          (int) number(entries, "batchSize", 1, 1024),
          (int) number(entries, "epochs", 1, 60),
          number(entries, "weightDecay", 0, 1));
      if (!List.of("sigmoid", "tanh", "relu").contains(config.activation)) {
        throw new IllegalArgumentException("activation is sigmoid, tanh or relu");
      }
      return config;
    }

    private static double number(Map<String, String> entries, String name, double min, double max) {
      String text = entries.get(name);
      if (text == null) {
        throw new IllegalArgumentException("config.json lacks " + name);
      }
      double value = Double.parseDouble(text);
      if (!(value >= min && value <= max)) {
        throw new IllegalArgumentException(name + " must lie in " + min + " to " + max);
      }
      return value;
    }

    Map<String, String> values() {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("hiddenUnits", Integer.toString(hiddenUnits));
      values.put("activation", activation);
      values.put("learningRate", Double.toString(learningRate));
      values.put("momentum", Double.toString(momentum));
      values.put("batchSize", Integer.toString(batchSize));
      values.put("epochs", Integer.toString(epochs));
      values.put("weightDecay", Double.toString(weightDecay));
      return values;
    }
  }

  /** One fully connected layer; the bias is the last weight of each row. */
  static class Layer {
    final int inputs;
    final int outputs;
    final double[][] weights;
    final double[][] gradient;
    final double[][] velocity;

    Layer(int inputs, int outputs, SplittableRandom random) {
      this.inputs = inputs;
      this.outputs = outputs;
      weights = new double[outputs][inputs + 1];
      gradient = new double[outputs][inputs + 1];
      velocity = new double[outputs][inputs + 1];
      for (double[] row : weights) {
        for (int i = 0; i < inputs; i++) {
          row[i] = random.nextGaussian() / Math.sqrt(inputs);
        }
      }
    }

    double[] apply(double[] input) {
      double[] output = new double[outputs];
      for (int o = 0; o < outputs; o++) {
        double[] row = weights[o];
        double sum = row[inputs];
        for (int i = 0; i < inputs; i++) {
          sum += row[i] * input[i];
        }
        output[o] = sum;
      }
      return output;
    }

    /** Adds to the gradient; returns the error with respect to the input. */
    double[] backward(double[] input, double[] error) {
      double[] passed = new double[inputs];
      for (int o = 0; o < outputs; o++) {
        for (int i = 0; i < inputs; i++) {
          gradient[o][i] += error[o] * input[i];
          passed[i] += error[o] * weights[o][i];
        }
        gradient[o][inputs] += error[o];
      }
      return passed;
    }

    void step(Config config, int rows) {
      for (int o = 0; o < outputs; o++) {
        for (int i = 0; i <= inputs; i++) {
          double decay = i < inputs ? config.weightDecay * weights[o][i] : 0;
          double slope = gradient[o][i] / rows + decay;
          velocity[o][i] = config.momentum * velocity[o][i] - config.learningRate * slope;
          weights[o][i] += velocity[o][i];
          gradient[o][i] = 0;
        }
      }
    }
  }

  /** Pixels, hidden units, classes. */
  static class Network {
    private final Config config;
    private final Layer hidden;
    private final Layer output;

    Network(Config config, SplittableRandom random) {
      this.config = config;
      hidden = new Layer(PIXELS, config.hiddenUnits, random);
      output = new Layer(config.hiddenUnits, CLASSES, random);
    }

    void learn(List<Digit> digits) {
      for (int from = 0; from < digits.size(); from += config.batchSize) {
        List<Digit> batch = digits.subList(from, Math.min(digits.size(), from + config.batchSize));
        batch.forEach(this::backward);
        hidden.step(config, batch.size());
        output.step(config, batch.size());
      }
    }

    private void backward(Digit digit) {
      double[] active = activate(hidden.apply(digit.pixels));
      double[] error = softmax(output.apply(active));
      error[digit.label] -= 1;
      double[] passed = output.backward(active, error);
      for (int i = 0; i < passed.length; i++) {
        passed[i] *= slope(active[i]);
      }
      hidden.backward(digit.pixels, passed);
    }

    double accuracy(List<Digit> digits) {
      int right = 0;
      for (Digit digit : digits) {
        double[] scores = output.apply(activate(hidden.apply(digit.pixels)));
        int best = 0;
        for (int i = 1; i < CLASSES; i++) {
          best = scores[i] > scores[best] ? i : best;
        }
        right += best == digit.label ? 1 : 0;
      }
      return (double) right / digits.size();
    }

    private double[] activate(double[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = switch (config.activation) {
          case "tanh" -> Math.tanh(values[i]);
          case "relu" -> Math.max(0, values[i]);
          default -> 1 / (1 + Math.exp(-values[i]));
        };
      }
      return values;
    }

    private double slope(double active) {
      return switch (config.activation) {
        case "tanh" -> 1 - active * active;
        case "relu" -> active > 0 ? 1 : 0;
        default -> active * (1 - active);
      };
    }

    private static double[] softmax(double[] scores) {
      double highest = Double.NEGATIVE_INFINITY;
      for (double score : scores) {
        highest = Math.max(highest, score);
      }
      double sum = 0;
      for (int i = 0; i < scores.length; i++) {
        scores[i] = Math.exp(scores[i] - highest);
        sum += scores[i];
      }
      for (int i = 0; i < scores.length; i++) {
        scores[i] /= sum;
      }
      return scores;
    }

    void write(Path directory) throws IOException {
      StringBuilder text = new StringBuilder("digits-model 1\n");
      text.append("activation ").append(config.activation).append('\n');
      text.append("layers ").append(PIXELS).append(' ').append(config.hiddenUnits).append(' ')
          .append(CLASSES).append('\n');
      for (Layer layer : List.of(hidden, output)) {
        for (double[] row : layer.weights) {
          for (int i = 0; i < row.length; i++) {
            text.append(i == 0 ? "" : " ").append((float) row[i]);
          }
          text.append('\n');
        }
      }
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("model.txt"), text);
    }
  }

  static void logMetric(String key, double value) throws IOException {
    append("LOOPGATE_METRICS", "{\"key\":\"%s\",\"value\":%s}%n".formatted(key, value));
  }

  static void log(String variable, Map<String, String> values) throws IOException {
    for (var entry : values.entrySet()) {
      append(variable, "{\"key\":\"%s\",\"value\":\"%s\"}%n"
          .formatted(entry.getKey(), entry.getValue()));
    }
  }

  /** Without Loopgate around it there is nowhere to log to, and that is fine. */
  static void append(String variable, String line) throws IOException {
    String file = System.getenv(variable);
    if (file != null) {
      Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}

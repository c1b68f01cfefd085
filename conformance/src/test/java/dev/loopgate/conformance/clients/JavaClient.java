package dev.loopgate.conformance.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The generated Java clients and a program that uses them, compiled apart from our own code: what a
 * generator writes need not pass our keepers, only the compiler.
 */
final class JavaClient {
  private static final Path GENERATED = GeneratedClients.GENERATED.resolve("java");
  private static final Path PROGRAM = GeneratedClients.SOURCES.resolve("java");
  private static final Path CLASSES = GeneratedClients.GENERATED.resolve("java-classes");

  private JavaClient() {}

  static Path compile() {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, UTF_8)) {
      boolean compiled =
          javac
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-d", CLASSES.toString(), "-proc:none", "-nowarn"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources()))
              .call();
      if (!compiled) {
        throw new AssertionError("the generated Java clients do not compile:\n" + messages);
      }
      return CLASSES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>(below(PROGRAM));
    for (String service : GeneratedClients.SERVICES) {
      sources.addAll(below(GENERATED.resolve(service).resolve("src/main/java")));
    }
    return sources;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  static Fetched fetch(Endpoints endpoints, List<String> keys) {
    String classPath =
        compile() + System.getProperty("path.separator") + System.getProperty("java.class.path");
    List<String> command = new ArrayList<>(List.of(java(), "-cp", classPath, "FetchOneOfEach"));
    command.addAll(endpoints.urls());
    command.addAll(keys);
    Tool run = Tool.run(GENERATED, Map.of("LOOPGATE_TOKEN", endpoints.token()), command);
    return Fetched.parse(run.outputOrFail("the Java client"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}

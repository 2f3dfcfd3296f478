package dev.conversationbus.snippets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this project. Tests run in the folder of their module. */
final class Project {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final List<String> PUBLISHED =
      List.of("core", "testkit", "transport-http", "transport-inmemory");

  private Project() {}

  static Stream<Path> documents() {
    return Stream.concat(files(ROOT, 1), files(ROOT.resolve("docs"), Integer.MAX_VALUE))
        .filter(file -> file.toString().endsWith(".md"));
  }

  static Stream<Path> sources() {
    return PUBLISHED.stream()
        .flatMap(module -> files(ROOT.resolve(module).resolve("src/main/java"), Integer.MAX_VALUE))
        .filter(file -> file.toString().endsWith(".java"));
  }

  private static Stream<Path> files(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return a file's name as seen from the root} */
  static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

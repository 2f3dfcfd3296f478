package dev.conversationbus.snippets;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes classes of pieces of Java, in memory. */
final class SnippetCompiler implements AutoCloseable {

  private static final List<String> OPTIONS =
      List.of("--release", "17", "-proc:none", "-classpath", System.getProperty("java.class.path"));

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final JavaFileManager files =
      javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  /**
   * The classes made of a snippet.
   *
   * @param names of the types that stand in the source file, in their order
   */
  record Compiled(Shape shape, List<String> names, ClassLoader loader) {}

  /**
   * Compiles a snippet in the first shape in which it can be parsed.
   *
   * @throws BadSnippet if there is none, or it does not compile
   */
  Compiled compile(Snippet snippet) {
    if (snippet.code().isBlank()) {
      throw new BadSnippet(snippet.place(), "the block is empty");
    }
    for (Shape shape : Shape.values()) {
      List<String> types = typesOf(snippet, shape);
      if (!types.isEmpty()) {
        return compile(snippet, shape, types);
      }
    }
    return compile(snippet, Shape.STATEMENTS, List.of());
  }

  private Compiled compile(Snippet snippet, Shape shape, List<String> types) {
    MemoryFiles output = new MemoryFiles(files);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler.CompilationTask task =
        javac.getTask(
            null, output, diagnostics, OPTIONS, null, sources(snippet, shape, nameOf(types)));
    if (!task.call()) {
      throw new BadSnippet(snippet.place(), "does not compile: " + text(diagnostics, snippet));
    }
    return new Compiled(
        shape, types.stream().map(name -> Shape.PACKAGE + "." + name).toList(), output.loader());
  }

  /** {@return the types of the source file; none if it cannot be parsed} */
  private List<String> typesOf(Snippet snippet, Shape shape) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            javac.getTask(
                null, files, diagnostics, OPTIONS, null, sources(snippet, shape, Shape.CLASS_NAME));
    try {
      Iterable<? extends CompilationUnitTree> units = task.parse();
      return diagnostics.getDiagnostics().isEmpty()
          ? StreamSupport.stream(units.spliterator(), false)
              .flatMap(unit -> unit.getTypeDecls().stream())
              .filter(ClassTree.class::isInstance)
              .map(type -> ((ClassTree) type).getSimpleName().toString())
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A public type stands first in its block, and gives the file its name. */
  private static String nameOf(List<String> types) {
    return types.isEmpty() ? Shape.CLASS_NAME : types.get(0);
  }

  private static List<JavaFileObject> sources(Snippet snippet, Shape shape, String name) {
    String source = shape.source(snippet.code());
    URI file = URI.create("memory:///" + Shape.PACKAGE + "/" + name + ".java");
    return List.of(
        new SimpleJavaFileObject(file, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        });
  }

  private static String text(DiagnosticCollector<JavaFileObject> diagnostics, Snippet snippet) {
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(
            diagnostic ->
                "line "
                    + (snippet.line() + diagnostic.getLineNumber() - Shape.LINES_BEFORE - 1)
                    + ": "
                    + diagnostic.getMessage(Locale.ROOT))
        .collect(Collectors.joining("; "));
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}

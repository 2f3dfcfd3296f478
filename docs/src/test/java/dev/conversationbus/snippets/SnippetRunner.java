package dev.conversationbus.snippets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conversationbus.snippets.SnippetCompiler.Compiled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * Runs pieces of Java and compares what they print.
 *
 * <p>Statements are run; a type with a {@code main} method is started, one with tests is tested,
 * any other is initialized.
 */
final class SnippetRunner implements AutoCloseable {

  private final SnippetCompiler compiler = new SnippetCompiler();

  /**
   * Runs a snippet.
   *
   * @throws BadSnippet if it does not compile, throws, or prints something else than it should
   */
  void run(Snippet snippet) throws Exception {
    Compiled compiled = compiler.compile(snippet);
    String printed = printedBy(snippet, compiled);
    String expected = snippet.output();
    if (expected != null && !printed.strip().equals(expected.strip())) {
      throw new BadSnippet(
          snippet.place(), "prints\n" + printed.strip() + "\ninstead of\n" + expected.strip());
    }
  }

  private static String printedBy(Snippet snippet, Compiled compiled) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      for (String name : compiled.names()) {
        start(Class.forName(name, true, compiled.loader()));
      }
    } catch (InvocationTargetException e) {
      throw new BadSnippet(snippet.place(), "throws " + e.getCause(), e.getCause());
    } finally {
      System.setOut(before);
    }
    return printed.toString(UTF_8);
  }

  private static void start(Class<?> type) throws Exception {
    Optional<Method> main = ReflectionSupport.findMethod(type, "main", String[].class);
    if (main.isPresent()) {
      main.get().trySetAccessible();
      main.get().invoke(null, (Object) new String[0]);
    } else if (Prelude.class.isAssignableFrom(type)) {
      try (Prelude snippet = (Prelude) type.getConstructor().newInstance()) {
        type.getMethod("run").invoke(snippet);
      }
    } else if (isTest(type)) {
      test(type);
    }
  }

  private static boolean isTest(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers())
        && Stream.concat(Stream.of(type), Stream.of(type.getSuperclass()))
            .anyMatch(SnippetRunner::holdsTests);
  }

  private static boolean holdsTests(Class<?> type) {
    return !AnnotationSupport.findAnnotatedMethods(
                type, Testable.class, HierarchyTraversalMode.TOP_DOWN)
            .isEmpty()
        || Stream.of(type.getDeclaredClasses()).anyMatch(SnippetRunner::holdsTests);
  }

  private static void test(Class<?> type) throws InvocationTargetException {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(DiscoverySelectors.selectClass(type))
            .execute()
            .allEvents();
    List<Throwable> failures =
        tests.finished().stream()
            .map(Event::getPayload)
            .flatMap(payload -> payload.map(TestExecutionResult.class::cast).stream())
            .filter(result -> result.getStatus() == TestExecutionResult.Status.FAILED)
            .flatMap(result -> result.getThrowable().stream())
            .toList();
    if (!failures.isEmpty()) {
      throw new InvocationTargetException(failures.get(0));
    }
    if (tests.succeeded().count() == 0) {
      throw new InvocationTargetException(new AssertionError("no test was run"));
    }
  }

  @Override
  public void close() throws IOException {
    compiler.close();
  }
}

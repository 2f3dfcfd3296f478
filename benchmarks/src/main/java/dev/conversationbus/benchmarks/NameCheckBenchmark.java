package dev.conversationbus.benchmarks;

import dev.conversationbus.event.EventValidator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What checking a name costs, beside a precompiled regular expression, over valid and invalid names
 * in turn.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class NameCheckBenchmark {

  private static final int NAMES = 1024;
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private final EventValidator validator = EventValidator.documented();
  private final String[] names = new String[NAMES];
  private int next;

  /** Makes names of 1 to 40 characters, every fourth with an illegal one. */
  @Setup
  public void makeNames() {
    Random random = new Random(42);
    for (int i = 0; i < NAMES; i++) {
      StringBuilder name = new StringBuilder();
      int length = 1 + random.nextInt(40);
      for (int c = 0; c < length; c++) {
        name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      if (i % 4 == 0) {
        name.setCharAt(random.nextInt(length), ' ');
      }
      names[i] = name.toString();
    }
  }

  private String name() {
    next = (next + 1) & (NAMES - 1);
    return names[next];
  }

  /** Ours. */
  @Benchmark
  public boolean validator() {
    return validator.isValidName(name());
  }

  /** The peer. */
  @Benchmark
  public boolean precompiledRegex() {
    return PATTERN.matcher(name()).matches();
  }
}

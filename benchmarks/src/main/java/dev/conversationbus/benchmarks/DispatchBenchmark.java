package dev.conversationbus.benchmarks;

import dev.conversationbus.ListenerRegistry;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What finding and calling listeners costs, beside a map of copy-on-write lists without isolation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class DispatchBenchmark {

  private static final EventType<Body> PING = EventType.raw("ping");

  /** How many listeners stand at the name. */
  @Param({"1", "10"})
  public int listeners;

  private final ListenerRegistry registry = new ListenerRegistry(failure -> {});
  private final Map<String, List<EventListener<Body>>> naive = new ConcurrentHashMap<>();
  private final CustomEvent<Body> event =
      new CustomEvent<>(
          ConversationId.random(), 1, PING, Sender.application(), Body.empty(), Instant.EPOCH);
  private long heard;

  /** Registers listeners of four classes in turn, so that the call to them is a virtual one. */
  @Setup
  public void register() {
    for (int i = 0; i < listeners; i++) {
      EventListener<Body> listener =
          switch (i & 3) {
            case 0 -> (from, e) -> heard += e.id();
            case 1 -> (from, e) -> heard ^= e.id();
            case 2 -> (from, e) -> heard -= e.id();
            default -> (from, e) -> heard |= e.id();
          };
      registry.on(PING, listener);
      naive.computeIfAbsent(PING.name(), name -> new CopyOnWriteArrayList<>()).add(listener);
    }
  }

  /** Ours, isolation and ended subscriptions included. */
  @Benchmark
  public long registry() {
    registry.dispatch(event);
    return heard;
  }

  /** The peer. */
  @Benchmark
  public long mapOfLists() throws Exception {
    for (EventListener<Body> listener : naive.getOrDefault(event.type().name(), List.of())) {
      listener.onEvent(event.from(), event);
    }
    return heard;
  }
}

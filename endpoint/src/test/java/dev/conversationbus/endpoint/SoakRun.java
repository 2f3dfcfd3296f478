package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.inmemory.InMemoryHub;
import dev.conversationbus.inmemory.Retention;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Mixed load with faults for ten minutes; heap, threads and descriptors are flat at the end. Runs
 * only when it is named: {@code mvn -q -pl endpoint -am test -Dtest=SoakRun
 * -Dsurefire.failIfNoSpecifiedTests=false}, for a shorter time with {@code
 * -Dtest.jvm.args=-Dsoak.seconds=60}.
 */
class SoakRun {

  private static final int WORKERS = 8;
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("soak.seconds", 600));

  private record Sample(long heapBytes, int threads, long descriptors) {

    static Sample now() throws IOException {
      System.gc();
      return new Sample(
          Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(),
          Thread.getAllStackTraces().size(),
          openDescriptors());
    }

    private static long openDescriptors() throws IOException {
      Path all = Path.of("/proc/self/fd");
      if (!Files.isDirectory(all)) {
        return 0;
      }
      try (Stream<Path> open = Files.list(all)) {
        return open.count();
      }
    }
  }

  private final AtomicLong done = new AtomicLong();

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void heapThreadsAndDescriptorsAreFlatUnderMixedLoadWithFaults() throws Exception {
    InMemoryHub hub = InMemoryHub.builder().retention(Retention.lastEvents(1000)).build();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try (Served served =
        Served.over(
            hub,
            choices ->
                choices.idleTimeout(Duration.ofSeconds(2)).heartbeat(Duration.ofMillis(500)))) {
      round(workers, served, LENGTH.dividedBy(5));
      Sample before = Sample.now();
      round(workers, served, LENGTH.multipliedBy(4).dividedBy(5));
      Sample after = Sample.now();
      System.out.println(done + " steps, before " + before + ", after " + after);
      assertThat(after.heapBytes()).isLessThan(before.heapBytes() + (16 << 20));
      assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 4);
      assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 16);
    } finally {
      workers.shutdownNow();
    }
  }

  private void round(ExecutorService workers, Served served, Duration length) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    List<Future<?>> running = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      Random random = new Random(worker);
      running.add(
          workers.submit(
              () -> {
                while (System.nanoTime() < end) {
                  step(served, random);
                  done.incrementAndGet();
                }
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
    // What was left half done is closed by the endpoint.
    TimeUnit.NANOSECONDS.sleep(Duration.ofSeconds(4).toNanos());
  }

  private static void step(Served served, Random random) {
    String events = served.path("v1", "/events");
    switch (random.nextInt(10)) {
      case 0 -> noFailure(served.call(served.asAlice, "GET", events + "?page_size=50&order=desc"));
      case 1 -> noFailure(served.post("v1", "custom:two words", "{}"));
      case 2 -> noFailure(served.call("bad", "GET", events));
      case 3 -> abandon(served, "POST " + events + " HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n");
      case 4 -> noise(served, random);
      case 5 -> listenAndLeave(served);
      default -> noFailure(served.post("v1", "custom:tick", "{\"n\":" + random.nextInt() + "}"));
    }
  }

  private static void noFailure(Reply reply) {
    assertThat(reply.status()).isLessThan(500);
  }

  private static void abandon(Served served, String half) {
    try (Http http = new Http(served.port())) {
      http.write(half);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void noise(Served served, Random random) {
    byte[] noise = new byte[random.nextInt(2000)];
    random.nextBytes(noise);
    abandon(served, new String(noise, StandardCharsets.ISO_8859_1));
  }

  private static void listenAndLeave(Served served) {
    try (Http http = new Http(served.port())) {
      http.write(
          "GET",
          served.path("v1", "/events"),
          Map.of(
              "Authorization",
              "Bearer " + served.asAlice,
              "Accept",
              "text/event-stream",
              "Last-Event-ID",
              "1"),
          new byte[0]);
      for (int i = 0; i < 20; i++) {
        http.line();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

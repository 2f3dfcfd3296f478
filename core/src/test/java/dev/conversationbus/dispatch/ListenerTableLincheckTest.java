package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * The table under threads: with one listener for each name at most, adding, ending and dispatching
 * look as if they happened one after another. (With several listeners a dispatch is no single step:
 * some may be ended while others are called.)
 */
@Param(name = "name", gen = IntGen.class, conf = "0:5")
public class ListenerTableLincheckTest {

  private static final int NAMES = 6;

  private final AtomicInteger calls = new AtomicInteger();
  private final LocalTable table = Tables.table();
  private final List<Deque<Registration<Body>>> added =
      IntStream.range(0, NAMES)
          .<Deque<Registration<Body>>>mapToObj(i -> new ArrayDeque<>())
          .toList();

  @Operation
  public boolean add(@Param(name = "name") int name) {
    Deque<Registration<Body>> mine = added.get(name);
    synchronized (mine) {
      if (!mine.isEmpty()) {
        return false;
      }
      mine.add(table.add(Target.raw("n" + name, "here"), (from, event) -> calls.incrementAndGet()));
      return true;
    }
  }

  @Operation
  public boolean end(@Param(name = "name") int name) {
    Deque<Registration<Body>> mine = added.get(name);
    synchronized (mine) {
      Registration<Body> registration = mine.poll();
      if (registration == null) {
        return false;
      }
      registration.close();
      return true;
    }
  }

  @Operation
  public boolean dispatch(@Param(name = "name") int name) {
    return table.dispatch(Tables.event("n" + name));
  }

  /** Whoever was not ended is still there, and nobody else. */
  @Validate
  public void theTableHoldsWhatWasAdded() {
    long active = added.stream().mapToLong(Deque::size).sum();
    if (table.registrations().size() != active) {
      throw new IllegalStateException(
          table.registrations().size() + " registrations, " + active + " were added");
    }
  }

  @Test
  void addingEndingAndDispatchingAreLinearizable() {
    new StressOptions()
        .iterations(15)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(4)
        .check(ListenerTableLincheckTest.class);
  }
}

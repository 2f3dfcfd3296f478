package dev.conversationbus.inmemory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was planned for the next operations of one kind. Guarded by the script's lock. */
final class Plan {

  private final Deque<Step> steps = new ArrayDeque<>();

  /** The same for a number of operations; no mishap lets them pass. */
  private record Step(Optional<Mishap> mishap, int times) {

    @Override
    public String toString() {
      return times + " x " + mishap.map(planned -> planned.fault().toString()).orElse("pass");
    }
  }

  void add(int times, Optional<Mishap> mishap) {
    if (times < 0) {
      throw new IllegalArgumentException(times + " times: allowed are 0 or more");
    }
    if (times > 0) {
      steps.add(new Step(mishap, times));
    }
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Takes what is next in a plan that is not empty. */
  Optional<Mishap> next() {
    Step step = steps.remove();
    if (step.times > 1) {
      steps.addFirst(new Step(step.mishap, step.times - 1));
    }
    return step.mishap;
  }

  void clear() {
    steps.clear();
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}

package dev.conversationbus;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The events that listeners failed to handle, the newest up to a limit.
 *
 * <pre>{@code
 * for (DeadLetter letter : bus.deadLetters().list()) {
 *   bus.deadLetters().retry(letter.number()).join();
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface DeadLetters {

  /** {@return those kept now, oldest first} */
  List<DeadLetter> list();

  /** {@return how many are kept} */
  int size();

  /** {@return how many were pushed out by newer ones since the bus was made} */
  long overflowed();

  /**
   * Calls the listener again, on the thread and in the order that its bus's {@link Delivery}
   * provides. Who asks while another retry of the same letter is under way shares its end.
   *
   * @return true once the listener has handled it, which takes the letter out; false if it failed
   *     again, was ended in the meantime, or there is no such letter
   */
  CompletableFuture<Boolean> retry(long number);

  /**
   * Takes a letter out.
   *
   * @return whether there was one
   */
  boolean discard(long number);

  /** Takes all letters out. */
  void clear();
}

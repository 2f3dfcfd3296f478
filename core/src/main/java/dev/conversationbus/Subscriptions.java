package dev.conversationbus;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.event.Subscription;
import java.util.ArrayList;
import java.util.List;

/**
 * Subscriptions that end together, as a group did in the old client.
 *
 * <pre>{@code
 * Subscriptions page = new Subscriptions();
 * page.add(bob.on(VOTE, this::count));
 * page.add(bob.on("closed", (from, event) -> page.close()));
 * }</pre>
 *
 * <p>Safe for use by many threads. What is added after {@link #close} is closed at once.
 *
 * @since 0.1.0
 */
public final class Subscriptions implements Subscription {

  private final Object lock = new Object();
  private final List<Subscription> members = new ArrayList<>();
  private boolean closed;

  /** Makes an empty group. */
  public Subscriptions() {}

  /**
   * Adds a subscription.
   *
   * @return the subscription
   */
  public <S extends Subscription> S add(S subscription) {
    requireNonNull(subscription, "subscription");
    synchronized (lock) {
      if (!closed) {
        members.removeIf(member -> !member.isActive());
        members.add(subscription);
        return subscription;
      }
    }
    subscription.close();
    return subscription;
  }

  /** {@return whether the group still takes subscriptions} */
  @Override
  public boolean isActive() {
    synchronized (lock) {
      return !closed;
    }
  }

  @Override
  public void close() {
    List<Subscription> ending;
    synchronized (lock) {
      closed = true;
      ending = List.copyOf(members);
      members.clear();
    }
    ending.forEach(Subscription::close);
  }
}

package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Listeners by name: one open-addressed array of names and values, read without a lock.
 *
 * <p>A value is the registration itself while there is one, and an array filled from the left when
 * there are more. Writers hold a lock, store in place with release, and replace the array only to
 * grow or to sweep up what has ended; so a reader sees every registration that was complete before
 * its event.
 */
public abstract class ListenerTable {

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final Object[] EMPTY = new Object[2];
  private static final Registration<?>[] NONE = {};
  private static final int SWEEP_SLACK = 8;

  /** Shared by all tables, so that an idle one costs no lock of its own. */
  private static final Object[] LOCKS = new Object[64];

  static {
    Arrays.setAll(LOCKS, i -> new Object());
  }

  private volatile Object[] slots = EMPTY;
  private volatile Registration<?>[] patterns = NONE;
  private int names;
  private int active;
  private int ended;

  /** Runs what must not overlap with a dispatch. */
  abstract Executor lane();

  /** Learns that a listener failed; must not throw. */
  abstract void onFailed(Registration<?> registration, CustomEvent<Body> event, Throwable thrown);

  /** Learns that a registration was ended. */
  abstract void onEnded(Registration<?> registration);

  /** Adds a listener that is called where the event arrives. */
  @SuppressWarnings("unchecked")
  public final <T> Registration<T> add(Target<T> target, EventListener<T> listener) {
    Registration<T> registration =
        target.type() == null
            ? (Registration<T>)
                new RawRegistration(this, (Target<Body>) target, (EventListener<Body>) listener)
            : new TypedRegistration<>(this, target, listener);
    add(registration);
    return registration;
  }

  /**
   * Calls every listener that an event is for: those of its name first, then those of patterns, in
   * order of adding.
   */
  public final boolean dispatch(CustomEvent<Body> event) {
    boolean heard = false;
    // Read before any listener runs: who is added by one of them hears the next event first.
    Registration<?>[] matching = patterns;
    Object found = find(slots, event.type().name());
    if (found instanceof Registration<?> only) {
      heard = only.deliver(event, null);
    } else if (found != null) {
      heard = dispatch(event, (Object[]) found);
    }
    if (matching.length != 0) {
      heard |= dispatchPatterns(event, matching);
    }
    return heard;
  }

  private static boolean dispatch(CustomEvent<Body> event, Object[] registrations) {
    boolean heard = false;
    Decodings decodings = null;
    int size = size(registrations);
    for (int i = 0; i < size; i++) {
      Object next = SLOT.getAcquire(registrations, i);
      if (next instanceof TypedRegistration<?> typed) {
        if (decodings == null) {
          decodings = new Decodings(event);
        }
        heard |= typed.deliver(event, decodings);
      } else {
        heard |= ((Registration<?>) next).deliver(event, null);
      }
    }
    return heard;
  }

  private static boolean dispatchPatterns(CustomEvent<Body> event, Registration<?>[] matching) {
    boolean heard = false;
    for (Registration<?> registration : matching) {
      if (registration.target.matches(event.type().name())) {
        heard |= registration.deliver(event, null);
      }
    }
    return heard;
  }

  @SuppressWarnings("ReferenceEquality") // names are mostly the very same string
  private static @Nullable Object find(Object[] slots, String name) {
    int mask = (slots.length >> 1) - 1;
    int i = index(name, mask);
    while (true) {
      Object key = SLOT.getAcquire(slots, i << 1);
      if (key == null) {
        return null;
      }
      if (key == name || key.equals(name)) {
        return SLOT.getAcquire(slots, (i << 1) + 1);
      }
      i = (i + 1) & mask;
    }
  }

  /** Spreads the names that programs number in a row, which their hash codes do not. */
  private static int index(String name, int mask) {
    return ((name.hashCode() * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(mask)) & mask;
  }

  /** A lock that is nobody's own; no foreign code is called with it held. */
  final Object lock() {
    return LOCKS[(System.identityHashCode(this) >>> 4) & (LOCKS.length - 1)];
  }

  final void add(Registration<?> registration) {
    registration.attach();
    synchronized (lock()) {
      active++;
      if (registration.target.pattern() != Target.Pattern.EXACT) {
        Registration<?>[] longer = Arrays.copyOf(patterns, patterns.length + 1);
        longer[patterns.length] = registration;
        patterns = longer;
        return;
      }
      String name = registration.target.text();
      Object[] current = slots;
      int at = place(current, name);
      if (current[at] == null && (names + 1) * 4 > (current.length >> 1) * 3) {
        current = sweep(true);
        at = place(current, name);
      }
      append(current, at, registration);
    }
  }

  private void append(Object[] current, int at, Registration<?> registration) {
    Object value = current[at + 1];
    if (value == null || (value instanceof Registration<?> only && !only.isActive())) {
      if (value != null) {
        ended--;
      }
      SLOT.setRelease(current, at + 1, registration);
      if (current[at] == null) {
        names++;
        SLOT.setRelease(current, at, registration.target.text());
      }
      return;
    }
    if (value instanceof Registration<?> only) {
      SLOT.setRelease(current, at + 1, new Object[] {only, registration});
      return;
    }
    Object[] list = (Object[]) value;
    int size = size(list);
    if (size < list.length) {
      SLOT.setRelease(list, size, registration);
      return;
    }
    Object[] living = living(list);
    ended -= list.length - living.length;
    Object[] longer = Arrays.copyOf(living, Math.max(4, living.length + (living.length >> 1) + 1));
    longer[living.length] = registration;
    SLOT.setRelease(current, at + 1, longer);
  }

  /** Index of the pair that holds the name, or of the empty pair where it belongs. */
  private static int place(Object[] slots, String name) {
    int mask = (slots.length >> 1) - 1;
    int i = index(name, mask);
    while (slots[i << 1] != null && !name.equals(slots[i << 1])) {
      i = (i + 1) & mask;
    }
    return i << 1;
  }

  /** The number of registrations in a list that is filled from the left. */
  private static int size(Object[] list) {
    int low = 0;
    int high = list.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (SLOT.getAcquire(list, middle) == null) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static Object[] living(Object[] list) {
    return Arrays.stream(list).filter(r -> r != null && ((Registration<?>) r).isActive()).toArray();
  }

  final void closed(Registration<?> registration) {
    synchronized (lock()) {
      active--;
      if (registration.target.pattern() != Target.Pattern.EXACT) {
        patterns =
            Arrays.stream(patterns).filter(r -> r != registration).toArray(Registration<?>[]::new);
      } else {
        ended++;
        if (active == 0 && names > 1) {
          clear();
        } else if (ended > active + SWEEP_SLACK) {
          sweep(false);
        }
      }
    }
    onEnded(registration);
  }

  private void clear() {
    slots = EMPTY;
    names = 0;
    ended = 0;
  }

  /** Makes a table of what is still active, with room for one more name if asked for. */
  private Object[] sweep(boolean forOneMore) {
    Object[] old = slots;
    List<Object[]> kept = new ArrayList<>();
    for (int i = 0; i < old.length; i += 2) {
      Object value = old[i + 1];
      if (value instanceof Registration<?> only) {
        if (only.isActive()) {
          kept.add(new Object[] {old[i], only});
        }
      } else if (value != null) {
        Object[] living = living((Object[]) value);
        if (living.length > 0) {
          kept.add(new Object[] {old[i], living.length == 1 ? living[0] : living});
        }
      }
    }
    int wanted = kept.size() + (forOneMore ? 1 : 0);
    int capacity = 2;
    while (wanted * 4 > capacity * 3) {
      capacity <<= 1;
    }
    Object[] fresh = new Object[capacity << 1];
    for (Object[] pair : kept) {
      int at = place(fresh, (String) pair[0]);
      fresh[at] = pair[0];
      fresh[at + 1] = pair[1];
    }
    names = kept.size();
    ended = 0;
    slots = fresh;
    return fresh;
  }

  /** {@return what is registered now: by name in no order, then patterns in order of adding} */
  public final List<Registration<?>> registrations() {
    List<Registration<?>> all = new ArrayList<>();
    synchronized (lock()) {
      Object[] current = slots;
      for (int i = 1; i < current.length; i += 2) {
        if (current[i] instanceof Registration<?> only) {
          all.add(only);
        } else if (current[i] != null) {
          for (Object next : living((Object[]) current[i])) {
            all.add((Registration<?>) next);
          }
        }
      }
      all.addAll(Arrays.asList(patterns));
    }
    all.removeIf(registration -> !registration.isActive());
    return all;
  }
}

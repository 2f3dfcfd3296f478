package dev.conversationbus.inmemory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The open feeds of one transport, linked through the feeds themselves. */
final class OpenFeeds {

  private final Object lock = new Object();
  private @Nullable Cursor first;
  private boolean closed;

  /** {@return whether the feed was added; not once this is closed} */
  boolean add(Cursor feed) {
    synchronized (lock) {
      if (closed) {
        return false;
      }
      feed.behind = first;
      if (first != null) {
        first.before = feed;
      }
      first = feed;
      return true;
    }
  }

  /** Takes a feed out if it is in. */
  void remove(Cursor feed) {
    synchronized (lock) {
      if (feed.before != null) {
        feed.before.behind = feed.behind;
      } else if (first == feed) {
        first = feed.behind;
      }
      if (feed.behind != null) {
        feed.behind.before = feed.before;
      }
      feed.before = null;
      feed.behind = null;
    }
  }

  /** {@return the feeds that are open now} */
  List<Cursor> all() {
    synchronized (lock) {
      List<Cursor> open = new ArrayList<>();
      for (Cursor each = first; each != null; each = each.behind) {
        open.add(each);
      }
      return open;
    }
  }

  /** {@return whether this was open; from now on nothing is added} */
  boolean close() {
    synchronized (lock) {
      boolean wasOpen = !closed;
      closed = true;
      return wasOpen;
    }
  }
}

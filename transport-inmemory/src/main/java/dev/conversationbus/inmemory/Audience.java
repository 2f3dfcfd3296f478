package dev.conversationbus.inmemory;

import java.util.Arrays;

/** The feeds of one conversation, immutable; a single feed is an audience of its own. */
interface Audience {

  /** No feed at all. */
  Audience NOBODY = new Several(new Cursor[0]);

  /** Lets every feed hand on what it has not handed on yet, in the order of their opening. */
  void signal();

  /** {@return this audience and one feed more} */
  Audience plus(Cursor feed);

  /** {@return this audience without a feed} */
  Audience minus(Cursor feed);

  /** Any number of feeds but one. */
  final class Several implements Audience {

    private final Cursor[] feeds;

    Several(Cursor... feeds) {
      this.feeds = feeds;
    }

    @Override
    public void signal() {
      for (Cursor feed : feeds) {
        feed.signal();
      }
    }

    @Override
    public Audience plus(Cursor feed) {
      if (feeds.length == 0) {
        return feed;
      }
      Cursor[] more = Arrays.copyOf(feeds, feeds.length + 1);
      more[feeds.length] = feed;
      return new Several(more);
    }

    @Override
    public Audience minus(Cursor feed) {
      int at = Arrays.asList(feeds).indexOf(feed);
      if (at < 0) {
        return this;
      }
      if (feeds.length == 2) {
        return feeds[1 - at];
      }
      Cursor[] fewer = Arrays.copyOf(feeds, feeds.length - 1);
      System.arraycopy(feeds, at + 1, fewer, at, fewer.length - at);
      return new Several(fewer);
    }
  }
}

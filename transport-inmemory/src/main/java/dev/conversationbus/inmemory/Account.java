package dev.conversationbus.inmemory;

import dev.conversationbus.event.User;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A user and the conversations in which the user is invited or joined, by their number.
 *
 * @param user who it is
 * @param rooms changed only with the conversation's lock held
 */
record Account(User user, NavigableMap<Long, Room> rooms) {

  Account(User user) {
    this(user, new ConcurrentSkipListMap<>());
  }
}

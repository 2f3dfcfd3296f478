package dev.conversationbus.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A person or a program that can be a member of conversations.
 *
 * @param id never changes
 * @param name unique among the users of a transport, 1 or more characters
 * @param displayName what people should read instead of the name; null if there is none
 * @since 0.1.0
 */
public record User(UserId id, String name, @Nullable String displayName) {

  public User {
    requireNonNull(id, "id");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name is empty");
    }
  }

  /** {@return a user without a display name} */
  public static User of(UserId id, String name) {
    return new User(id, name, null);
  }
}

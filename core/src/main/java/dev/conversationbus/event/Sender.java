package dev.conversationbus.event;

import org.jspecify.annotations.Nullable;

/**
 * Who sent an event: a member, or the application itself.
 *
 * <pre>{@code
 * bob.on("ping", (from, event) -> System.out.println(from.name()));
 * }</pre>
 *
 * <p>It is set by whoever is authenticated, never by the body.
 *
 * @param member the member's id; null for the application
 * @param user the member's user; null for the application, or where a transport does not tell
 * @since 0.1.0
 */
public record Sender(@Nullable MemberId member, @Nullable User user) {

  private static final Sender APPLICATION = new Sender(null, null);

  /** {@return the application as a sender} */
  public static Sender application() {
    return APPLICATION;
  }

  /** {@return the given member as a sender} */
  public static Sender of(Member member) {
    return new Sender(member.id(), member.user());
  }

  /** {@return whether the application itself sent, not one of the members} */
  public boolean isApplication() {
    return member == null;
  }

  /** {@return whether this is the given member; tells one's own events from those of others} */
  public boolean is(Member other) {
    return other.id().equals(member);
  }

  /**
   * {@return the user's name; the member's id where the user is not known; {@code application} for
   * the application}
   */
  public String name() {
    if (user != null) {
      return user.name();
    }
    return member == null ? "application" : member.value();
  }

  @Override
  public String toString() {
    return name();
  }
}

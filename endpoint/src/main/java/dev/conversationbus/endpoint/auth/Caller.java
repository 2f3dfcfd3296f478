package dev.conversationbus.endpoint.auth;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param applicationId the application that the caller belongs to
 * @param user the user's name; null for the application itself, which may do everything
 * @param permissions which paths are open
 * @param expires when the credentials end
 * @since 0.1.0
 */
public record Caller(
    String applicationId, @Nullable String user, Permissions permissions, Instant expires) {

  public Caller {
    requireNonNull(applicationId, "applicationId");
    requireNonNull(permissions, "permissions");
    requireNonNull(expires, "expires");
  }

  /** {@return a caller that speaks for an application, with every path open} */
  public static Caller application(String applicationId) {
    return new Caller(applicationId, null, Permissions.all(), Instant.MAX);
  }

  /** {@return a caller that speaks for a user, with every path open} */
  public static Caller user(String applicationId, String name) {
    return new Caller(applicationId, requireNonNull(name, "name"), Permissions.all(), Instant.MAX);
  }

  /** {@return whether this speaks for the application itself} */
  public boolean isApplication() {
    return user == null;
  }
}

package dev.conversationbus.endpoint.auth;

/**
 * Tells who calls from the token that they bring.
 *
 * <pre>{@code
 * Authenticator ours = token -> {
 *   if (!token.equals(secret)) {
 *     throw new RefusedTokenException(RefusedTokenException.Reason.INVALID);
 *   }
 *   return Caller.user("shop", "alice");
 * };
 * }</pre>
 *
 * <p>Called by many threads at once, for every request; must not block for long.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Authenticator {

  /**
   * Returns who brings a token.
   *
   * @param token what stood behind {@code Bearer}, or in a socket's query or log-in
   * @throws RefusedTokenException if it is not to be trusted
   */
  Caller authenticate(String token) throws RefusedTokenException;
}

package dev.conversationbus.endpoint.http;

/**
 * What stands under {@code _embedded} in a list of events of version {@code v1}, on which clients
 * disagree. Other lists are objects for all of them.
 *
 * @since 0.1.0
 */
public enum ListShape {
  /** An object with the list under the collection's name, as the Java SDK reads it. */
  OBJECT,
  /** The list itself, as the Node, PHP, .NET and Ruby SDKs read it. */
  ARRAY,
  /** {@link #ARRAY} for whoever says to be the Node SDK, {@link #OBJECT} for all others. */
  BY_USER_AGENT
}

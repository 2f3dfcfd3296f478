/**
 * A transport within one process: for local use, and as a faithful double in tests.
 *
 * <p>Start at {@link dev.conversationbus.inmemory.InMemoryTransport}.
 */
module dev.conversationbus.inmemory {
  requires com.google.common;
  requires transitive dev.conversationbus;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.conversationbus.inmemory;
}

/** What both ends of the Conversation API agree on; for them alone, not for users. */
@SuppressWarnings("module") // those it is exported to are built later
module dev.conversationbus.wire {
  requires com.fasterxml.jackson.core;
  requires com.google.common;
  requires transitive dev.conversationbus;
  requires static transitive org.jspecify;

  exports dev.conversationbus.wire to
      dev.conversationbus.endpoint,
      dev.conversationbus.http;
}

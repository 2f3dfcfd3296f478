/** A transport within one process. */
module dev.conversationbus.inmemory {
  requires transitive dev.conversationbus;
  requires static transitive org.jspecify;
  requires org.slf4j;
}

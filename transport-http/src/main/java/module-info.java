/** Delivery over HTTP. */
module dev.conversationbus.http {
  requires com.fasterxml.jackson.databind;
  requires transitive dev.conversationbus;
  requires static transitive org.jspecify;
  requires org.slf4j;
}

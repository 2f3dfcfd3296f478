/** Delivery over HTTP; start from {@link dev.conversationbus.http}. */
module dev.conversationbus.http {
  requires com.fasterxml.jackson.databind;
  requires transitive dev.conversationbus;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.conversationbus.http;
}

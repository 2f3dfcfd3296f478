/** Delivery over HTTP; start from {@link dev.conversationbus.http}. */
module dev.conversationbus.http {
  requires com.fasterxml.jackson.databind;
  requires transitive dev.conversationbus;
  requires dev.conversationbus.wire;
  requires transitive io.github.resilience4j.bulkhead;
  requires transitive io.github.resilience4j.circuitbreaker;
  requires io.github.resilience4j.core;
  requires transitive io.github.resilience4j.ratelimiter;
  requires transitive io.github.resilience4j.retry;
  requires org.apache.httpcomponents.client5.httpclient5;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires org.apache.httpcomponents.core5.httpcore5.h2;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.conversationbus.http;
}

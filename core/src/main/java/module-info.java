/**
 * An embedded, in-process event bus for custom events in conversations, with pluggable transports.
 *
 * <p>Start at {@link dev.conversationbus.ConversationBus}; the values it speaks of are in {@link
 * dev.conversationbus.event}, the failures in {@link dev.conversationbus.error}, and what a
 * transport implements in {@link dev.conversationbus.spi}.
 */
module dev.conversationbus {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jdk8;
  requires com.fasterxml.jackson.datatype.jsr310;
  requires com.google.common;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.conversationbus;
  exports dev.conversationbus.error;
  exports dev.conversationbus.event;
  exports dev.conversationbus.spi;
}

/**
 * The Conversation API served from any transport, within the process of its host; start at {@link
 * dev.conversationbus.endpoint.ConversationEndpoint}.
 */
module dev.conversationbus.endpoint {
  requires com.google.common;
  requires com.nimbusds.jose.jwt;
  requires transitive dev.conversationbus;
  requires dev.conversationbus.wire;
  requires engine.io.server;
  requires jakarta.servlet;
  requires org.eclipse.jetty.client;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.websocket.server;
  requires org.json;
  requires socket.io.server;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.conversationbus.endpoint;
  exports dev.conversationbus.endpoint.auth;
  exports dev.conversationbus.endpoint.http;
  exports dev.conversationbus.endpoint.page;
  exports dev.conversationbus.endpoint.webhook;
}

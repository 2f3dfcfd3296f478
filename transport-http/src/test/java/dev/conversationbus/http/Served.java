package dev.conversationbus.http;

import dev.conversationbus.endpoint.ConversationEndpoint;
import dev.conversationbus.endpoint.auth.Caller;
import dev.conversationbus.event.UserId;
import dev.conversationbus.inmemory.InMemoryTransport;
import dev.conversationbus.spi.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An in-memory transport behind an endpoint behind a proxy, and transports that reach it. */
final class Served implements AutoCloseable {

  private final InMemoryTransport store = InMemoryTransport.create();
  private final ConversationEndpoint endpoint =
      ConversationEndpoint.serve(store).authenticator(token -> Caller.application("test")).start();
  private final FaultyProxy proxy;
  private final List<Transport> made = new ArrayList<>();

  Served() throws IOException {
    proxy = new FaultyProxy(endpoint.port());
  }

  FaultyProxy proxy() {
    return proxy;
  }

  InMemoryTransport store() {
    return store;
  }

  /** Makes a transport that has heard what the other side can do. */
  HttpTransport connect() throws Exception {
    HttpTransport transport = HttpTransport.builder(proxy.uri()).token("any").build();
    made.add(transport);
    var unused = transport.findUser(UserId.random()).get(30, TimeUnit.SECONDS);
    return transport;
  }

  @Override
  public void close() throws IOException {
    made.forEach(Transport::close);
    proxy.close();
    endpoint.close();
    store.close();
  }
}

/** What a transport's tests, and the tests of an application on the bus, start from. */
module dev.conversationbus.testkit {
  requires transitive dev.conversationbus;
  requires static transitive net.jqwik.api;
  requires static transitive org.jspecify;
  requires static transitive org.junit.jupiter.api;
}

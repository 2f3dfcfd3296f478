/**
 * What a transport's tests, and the tests of an application on the bus, start from; see {@link
 * dev.conversationbus.testkit}.
 */
module dev.conversationbus.testkit {
  requires transitive dev.conversationbus;
  requires static transitive net.jqwik.api;
  requires static transitive org.jspecify;
  requires static transitive org.junit.jupiter.api;

  exports dev.conversationbus.testkit;

  // Test engines of any version call the contracts' tests, which are not public.
  opens dev.conversationbus.testkit;
}

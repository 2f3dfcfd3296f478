package dev.conversationbus.naive;

import dev.conversationbus.spi.Transport;
import java.util.function.Supplier;

/**
 * Something that a transport gets wrong.
 *
 * @param what it gets wrong
 * @param test that must fail, as {@code Group#method}
 * @param transport which gets it wrong
 */
record Fault(String what, String test, Supplier<Transport> transport) {

  @Override
  public String toString() {
    return what + " fails " + test;
  }
}

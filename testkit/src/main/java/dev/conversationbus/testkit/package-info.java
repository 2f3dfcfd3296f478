/**
 * What a transport's tests, and the tests of an application on the bus, start from: {@link
 * dev.conversationbus.testkit.TransportContract} for the former, {@link
 * dev.conversationbus.testkit.RecordedEvents} for the latter.
 */
@NullMarked
package dev.conversationbus.testkit;

import org.jspecify.annotations.NullMarked;

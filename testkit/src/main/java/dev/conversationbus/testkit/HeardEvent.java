package dev.conversationbus.testkit;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;

/**
 * An event as a recorder heard it.
 *
 * @param number tells the events of one recorder apart and in order, from 1
 * @param place the conversation's name, or its id where it has none
 */
record HeardEvent(long number, String place, CustomEvent<Body> event) {}

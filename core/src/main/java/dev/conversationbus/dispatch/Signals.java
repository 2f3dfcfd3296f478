package dev.conversationbus.dispatch;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.CustomEvent;

/** Who must hear of what goes wrong on the way to a listener. No method throws. */
public interface Signals {

  void failed(Registration<?> registration, CustomEvent<Body> event, Throwable thrown);

  void unhandled(Channel channel, CustomEvent<Body> event);

  void dropped(ConversationId conversation, long events, String why);

  void gap(ConversationId conversation, long fromId, long toId, String why);

  void feedBroken(ConversationId conversation, long afterId);
}

package dev.conversationbus.endpoint.rest;

import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.UserId;
import dev.conversationbus.wire.ProblemCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ids in paths and fields: what has not the form of one cannot exist. */
final class Ids {

  private static final int MAX_DIGITS = 18;

  private Ids() {}

  static ConversationId conversation(String text) {
    try {
      return ConversationId.of(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          ProblemCode.CONVERSATION_NOT_FOUND, "no conversation has such an id");
    }
  }

  static MemberId member(String text) {
    try {
      return MemberId.of(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ProblemCode.MEMBER_NOT_FOUND, "no member has such an id");
    }
  }

  static @Nullable MemberId memberOrNull(@Nullable String text) {
    return text == null ? null : member(text);
  }

  static UserId user(String text) {
    try {
      return UserId.of(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ProblemCode.USER_NOT_FOUND, "no user has such an id");
    }
  }

  static long event(String text) {
    boolean digits = !text.isEmpty() && text.length() <= MAX_DIGITS;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    long id = digits ? Long.parseLong(text) : 0;
    if (id < 1) {
      throw new RefusedException(
          ProblemCode.EVENT_NOT_FOUND, "an event's id is a whole number from 1");
    }
    return id;
  }

  static NotFoundException missingEvent(long id) {
    return new NotFoundException(
        NotFoundException.What.EVENT, String.format(Locale.ROOT, "event %d", id));
  }
}

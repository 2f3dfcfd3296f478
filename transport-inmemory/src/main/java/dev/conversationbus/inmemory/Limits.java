package dev.conversationbus.inmemory;

import dev.conversationbus.error.InvalidEventException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.spi.Feed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the hub refuses because it can never be right. */
final class Limits {

  private static final int MAX_NAME = 100;
  private static final int MAX_DISPLAY_NAME = 50;
  private static final int MAX_PAGE = 1000;

  private Limits() {}

  static void checkName(@Nullable String name) {
    if (name != null) {
      checkLength("conversation.name-length", "name", name, 1, MAX_NAME);
    }
  }

  static void checkDisplayName(@Nullable String displayName) {
    if (displayName != null) {
      checkLength(
          "conversation.display-name-length", "display name", displayName, 0, MAX_DISPLAY_NAME);
    }
  }

  static void checkUserName(String name) {
    checkLength("user.name-length", "name", name, 1, MAX_NAME);
  }

  static void checkPage(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw refusal("page.limit", "limit", Integer.toString(limit), "1 to " + MAX_PAGE);
    }
  }

  static void checkPlace(long afterId) {
    if (afterId < 0 && afterId != Feed.LIVE) {
      throw refusal("feed.place", "afterId", Long.toString(afterId), "0 or more, or LIVE");
    }
  }

  private static void checkLength(String code, String field, String text, int least, int most) {
    int length = text.codePointCount(0, text.length());
    if (length < least || length > most) {
      throw refusal(code, field, length + " characters", least + " to " + most);
    }
  }

  private static InvalidEventException refusal(
      String code, String field, String found, String allowed) {
    return new InvalidEventException(List.of(Violation.of(code, field, found, allowed)));
  }
}

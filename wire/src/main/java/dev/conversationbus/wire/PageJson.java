package dev.conversationbus.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of lists, in every shape there is. */
public final class PageJson {

  private PageJson() {}

  /**
   * {@return the items of a list}
   *
   * <p>Reads a bare array, an array under {@code _embedded}, and a collection under {@code
   * _embedded} or {@code _embedded.data}.
   *
   * @param collection name of what is listed, such as {@code events}
   * @throws MalformedJsonException if there is no list in the text
   */
  public static List<JsonValue> items(JsonValue page, String collection)
      throws MalformedJsonException {
    if (page.isArray()) {
      return page.items();
    }
    JsonValue embedded = page.get(Fields.EMBEDDED);
    if (embedded != null && embedded.isArray()) {
      return embedded.items();
    }
    JsonValue items = embedded == null ? null : embedded.get(collection);
    JsonValue data = embedded == null ? null : embedded.get(Fields.DATA);
    if (items == null && data != null) {
      items = data.isArray() ? data : data.get(collection);
    }
    if (items == null) {
      throw new MalformedJsonException("a page without " + collection);
    }
    return items.items();
  }

  /** {@return the address of the next page; null if this is the last} */
  public static @Nullable String next(JsonValue page) throws MalformedJsonException {
    JsonValue links = page.get(Fields.LINKS);
    JsonValue next = links == null ? null : links.get(Fields.NEXT);
    return next == null ? null : next.textOf(Fields.HREF);
  }
}

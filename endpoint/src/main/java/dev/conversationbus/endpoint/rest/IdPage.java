package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.endpoint.http.ListShape;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.JsonWriter;
import dev.conversationbus.wire.Params;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list whose places are ids: of conversations, or of members. One more than the page
 * holds is asked for, to know whether there is another.
 *
 * @param size of the page
 * @param after the id behind which it begins; null for the beginning
 */
record IdPage(int size, @Nullable String after) {

  static IdPage of(Call call) {
    String after = call.query().text(Params.CURSOR);
    if (after == null) {
      after = call.query().text(Params.AFTER);
    }
    // The oldest version knows no pages; its lists have a bound all the same.
    return call.version() == ApiVersion.BETA
        ? new IdPage(HistoryQuery.MAX_LIMIT - 1, null)
        : new IdPage(call.query().pageSize(), after);
  }

  /** {@return how many to ask for} */
  int limit() {
    return size + 1;
  }

  <T> Answer answer(
      Call call,
      ListShape shape,
      String collection,
      String path,
      List<T> found,
      Function<T, String> id,
      BiConsumer<JsonWriter, T> item) {
    boolean hasMore = found.size() > size;
    List<T> items = hasMore ? found.subList(0, size) : found;
    return new PageAnswer<>(
            collection,
            items,
            size,
            path,
            parameters(null),
            parameters(after),
            hasMore ? parameters(id.apply(items.get(size - 1))) : null,
            null,
            0)
        .toAnswer(call, shape, item);
  }

  private String parameters(@Nullable String place) {
    String first = Params.PAGE_SIZE + "=" + size;
    return place == null ? first : first + "&" + Params.CURSOR + "=" + place;
  }
}

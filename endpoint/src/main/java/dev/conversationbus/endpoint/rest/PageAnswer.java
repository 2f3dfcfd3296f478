package dev.conversationbus.endpoint.rest;

import dev.conversationbus.endpoint.http.Answer;
import dev.conversationbus.endpoint.http.ListShape;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list in the shape that its version asks for.
 *
 * @param collection the name of what is listed
 * @param items of the page
 * @param pageSize that was asked for
 * @param path of the list, behind the base
 * @param first parameters of the first page
 * @param self parameters of this page
 * @param next parameters of the next page; null if there is none
 * @param prev parameters of the page before; null if there is none
 * @param forgottenThrough the last event that a retention rule has removed; 0 for none
 */
record PageAnswer<T>(
    String collection,
    List<T> items,
    int pageSize,
    String path,
    String first,
    String self,
    @Nullable String next,
    @Nullable String prev,
    long forgottenThrough) {

  private static final String NODE_SDK = "@vonage/server-sdk";

  /** {@return the answer, each item written as given} */
  Answer toAnswer(Call call, ListShape shape, BiConsumer<JsonWriter, T> item) {
    return Call.json(
        200,
        json -> {
          if (call.version() == ApiVersion.BETA) {
            list(json, item);
          } else {
            page(json, call, shape, item);
          }
        });
  }

  private void list(JsonWriter json, BiConsumer<JsonWriter, T> item) {
    json.array();
    items.forEach(each -> item.accept(json, each));
    json.endArray();
  }

  private void page(JsonWriter json, Call call, ListShape shape, BiConsumer<JsonWriter, T> item) {
    json.object().field(Fields.PAGE_SIZE, pageSize);
    if (forgottenThrough > 0) {
      json.field(Fields.FORGOTTEN_THROUGH, forgottenThrough);
    }
    json.name(Fields.EMBEDDED);
    if (call.version() == ApiVersion.V1
        && collection.equals(Fields.EVENTS)
        && isArray(call, shape)) {
      list(json, item);
    } else if (call.version() == ApiVersion.BETA2) {
      json.object().name(Fields.DATA).object().name(collection);
      list(json, item);
      json.end().end();
    } else {
      json.object().name(collection);
      list(json, item);
      json.end();
    }
    json.name(Fields.LINKS).object();
    link(json, call, Fields.FIRST, first);
    link(json, call, Fields.SELF, self);
    link(json, call, Fields.NEXT, next);
    link(json, call, Fields.PREV, prev);
    json.end().end();
  }

  private void link(JsonWriter json, Call call, String name, @Nullable String parameters) {
    if (parameters != null) {
      json.name(name).object().field(Fields.HREF, call.base() + path + "?" + parameters).end();
    }
  }

  private static boolean isArray(Call call, ListShape shape) {
    return switch (shape) {
      case OBJECT -> false;
      case ARRAY -> true;
      case BY_USER_AGENT -> {
        String agent = call.request().header("User-Agent");
        yield agent != null && agent.toLowerCase(Locale.ROOT).startsWith(NODE_SDK);
      }
    };
  }
}

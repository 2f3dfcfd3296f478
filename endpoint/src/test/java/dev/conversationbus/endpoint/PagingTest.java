package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.wire.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

  private final Served served = Served.usual();

  @AfterEach
  void close() {
    served.close();
  }

  private void record(int count) {
    for (int i = 0; i < count; i++) {
      served.record("{\"n\":" + i + "}");
    }
  }

  private Reply follow(String href) {
    URI uri = URI.create(href);
    assertThat(uri.isAbsolute()).isTrue();
    return served.call(served.asAlice, "GET", uri.getRawPath() + "?" + uri.getRawQuery());
  }

  private static List<Long> ids(Reply page) throws Exception {
    List<Long> ids = new ArrayList<>();
    for (JsonValue event : page.at("_embedded", "events").items()) {
      JsonValue id = event.get("id");
      assertThat(id).isNotNull();
      ids.add(id.number());
    }
    return ids;
  }

  private static boolean has(Reply page, String link) throws Exception {
    return page.at("_links").get(link) != null;
  }

  @ParameterizedTest
  @ValueSource(strings = {"asc", "desc"})
  void row13LinksLeadThroughAllAndBackAndAreMadeForEveryClient(String order) throws Exception {
    record(23);
    Reply page =
        served.call(served.asAlice, "GET", served.path("v1", "/events?page_size=4&order=" + order));
    assertThat(has(page, "prev")).isFalse();
    List<Long> seen = new ArrayList<>(ids(page));
    List<List<Long>> pages = new ArrayList<>(List.of(ids(page)));
    while (has(page, "next")) {
      String href = page.text("_links", "next", "href");
      assertThat(href).startsWith("http://127.0.0.1:" + served.port() + "/v1/");
      String query = href.substring(href.indexOf('?') + 1);
      assertThat(query).doesNotStartWith("cursor").matches("[A-Za-z0-9_.=&~-]+");
      page = follow(href);
      seen.addAll(ids(page));
      pages.add(ids(page));
    }
    List<Long> all = new ArrayList<>(LongStream.rangeClosed(1, 25).boxed().toList());
    if (order.equals("desc")) {
      Collections.reverse(all);
    }
    assertThat(seen).isEqualTo(all);
    for (int i = pages.size() - 2; i >= 0; i--) {
      page = follow(page.text("_links", "prev", "href"));
      assertThat(ids(page)).isEqualTo(pages.get(i));
    }
    assertThat(has(page, "prev")).isFalse();
    assertThat(ids(follow(page.text("_links", "first", "href")))).isEqualTo(pages.get(0));
    assertThat(ids(follow(page.text("_links", "self", "href")))).isEqualTo(ids(page));
  }

  @Test
  void row13ACursorAloneCarriesOrderAndFilters() throws Exception {
    record(5);
    Reply page =
        served.call(
            served.asAlice,
            "GET",
            served.path("v1", "/events?page_size=2&order=desc&event_type=custom:tick&end_id=6"));
    assertThat(ids(page)).containsExactly(6L, 5L);
    String cursor = page.text("_links", "next", "href").replaceFirst(".*cursor=([^&]*).*", "$1");
    Reply alone =
        served.call(
            served.asAlice, "GET", served.path("v1", "/events?page_size=9&cursor=" + cursor));
    assertThat(ids(alone)).containsExactly(4L, 3L);
    Reply repeated =
        served.call(
            served.asAlice,
            "GET",
            served.path(
                "v1",
                "/events?page_size=2&order=desc&event_type=custom:tick&end_id=6&cursor=" + cursor));
    assertThat(ids(repeated)).containsExactly(4L, 3L);
  }

  @Test
  void whatIsRecordedMeanwhileNeitherRepeatsNorHidesAnything() throws Exception {
    record(10);
    for (String order : new String[] {"asc", "desc"}) {
      Reply page =
          served.call(
              served.asAlice, "GET", served.path("v1", "/events?page_size=3&order=" + order));
      List<Long> seen = new ArrayList<>(ids(page));
      int rounds = 0;
      while (has(page, "next")) {
        if (rounds++ < 3) {
          record(2);
        }
        page = follow(page.text("_links", "next", "href"));
        seen.addAll(ids(page));
      }
      long last = order.equals("asc") ? seen.get(seen.size() - 1) : seen.get(0);
      List<Long> expected = new ArrayList<>(LongStream.rangeClosed(1, last).boxed().toList());
      if (order.equals("desc")) {
        Collections.reverse(expected);
      }
      assertThat(seen).as(order).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%00", "AAAA", "e30", "%E2%82%AC", "-1", "../..", "MTIzNDU2Nzg5"})
  void aCursorOfSomebodyElseIsRefused(String cursor) {
    Reply reply =
        served.call(
            served.asAlice, "GET", served.path("v1", "/events?page_size=2&cursor=" + cursor));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("invalid_parameters", "0", "name")).isEqualTo("cursor");
  }

  @Test
  void linksNameTheAddressThatTheClientUsedOrTheOneThatTheHostSet() {
    record(1);
    Reply other =
        served.call(
            served.asAlice,
            "GET",
            served.path("v1", "/events"),
            "",
            java.util.Map.of("Host", "bus.example:8443"));
    assertThat(other.text("_links", "self", "href")).startsWith("http://bus.example:8443/v1/");
    try (Served behind =
        Served.with(choices -> choices.publicUri(URI.create("https://bus.example/")))) {
      assertThat(
              behind
                  .call(behind.asAlice, "GET", behind.path("v1", "/events"))
                  .text("_links", "self", "href"))
          .startsWith("https://bus.example/v1/");
    }
  }
}

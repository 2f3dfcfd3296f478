package dev.conversationbus.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageJsonTest {

  private static JsonValue parse(String json) throws MalformedJsonException {
    return JsonValue.parse(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,2]",
        "{\"_embedded\":[1,2]}",
        "{\"_embedded\":{\"events\":[1,2]}}",
        "{\"_embedded\":{\"data\":{\"events\":[1,2]}}}"
      })
  void everyShapeOfAListIsRead(String page) throws Exception {
    assertThat(PageJson.items(parse(page), "events")).hasSize(2);
  }

  @Test
  void aPageWithoutAListIsMalformed() {
    assertThatThrownBy(() -> PageJson.items(parse("{\"_embedded\":{}}"), "events"))
        .hasMessage("a page without events");
  }

  @Test
  void theLastPageHasNoNext() throws Exception {
    assertThat(PageJson.next(parse("[]"))).isNull();
    assertThat(PageJson.next(parse("{\"_links\":{\"self\":{\"href\":\"x\"}}}"))).isNull();
    assertThat(PageJson.next(parse("{\"_links\":{\"next\":{\"href\":\"x?y\"}}}"))).isEqualTo("x?y");
  }
}

package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The demo's rules a second time, the naive way: the whole file in memory, each line as a tree, the
 * body written anew and counted.
 */
final class NaiveCount {

  private static final ObjectMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final List<Long> refusedLines = new ArrayList<>();
  private long accepted;

  NaiveCount(byte[] file) {
    String text = new String(file, UTF_8);
    if (text.startsWith("\uFEFF")) {
      count(Arrays.copyOfRange(file, 3, file.length));
    } else {
      count(file);
    }
  }

  private void count(byte[] file) {
    int start = 0;
    for (long number = 1; start < file.length; number++) {
      int end = start;
      while (end < file.length && file[end] != '\n') {
        end++;
      }
      byte[] line = Arrays.copyOfRange(file, start, end);
      String text = new String(line, UTF_8);
      if (!text.strip().isEmpty()) {
        if (Arrays.equals(text.getBytes(UTF_8), line) && isEvent(text)) {
          accepted++;
        } else {
          refusedLines.add(number);
        }
      }
      start = end + 1;
    }
  }

  private static boolean isEvent(String line) {
    try {
      JsonNode event = TREES.readTree(line);
      return event.isObject()
          && event.path("from").isTextual()
          && !event.path("from").textValue().isEmpty()
          && event.path("type").isTextual()
          && event.path("type").textValue().matches("[A-Za-z0-9_-]{1,100}")
          && event.path("body").isObject()
          && TREES.writeValueAsBytes(event.path("body")).length <= 4096
          && isConversation(event.path("conversation"));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean isConversation(JsonNode name) {
    return name.isMissingNode()
        || name.isNull()
        || (name.isTextual() && name.textValue().matches("(?s).{1,100}"));
  }

  long accepted() {
    return accepted;
  }

  List<Long> refusedLines() {
    return refusedLines;
  }
}

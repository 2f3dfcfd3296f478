package dev.conversationbus.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.spi.EventFilter;
import dev.conversationbus.spi.EventFilter.Pattern;
import dev.conversationbus.spi.EventKind;
import org.junit.jupiter.api.Test;

class WireTypeTest {

  @Test
  void onlyTheFirstPrefixIsTakenOff() {
    assertThat(WireType.name("custom:custom:a")).isEqualTo("custom:a");
    assertThat(WireType.kind("Custom:a")).isEqualTo(EventKind.SYSTEM);
  }

  @Test
  void aFilterNamesTypesBeginningsAndAllCustomEvents() {
    EventFilter filter = WireType.filter("custom:a, member:*,custom,custom:poll_*");
    assertThat(filter.patterns())
        .containsExactly(
            new Pattern(EventKind.CUSTOM, "a", false),
            new Pattern(EventKind.SYSTEM, "member:", true),
            new Pattern(EventKind.CUSTOM, "", true),
            new Pattern(EventKind.CUSTOM, "poll_", true));
    assertThat(WireType.filter(WireType.filter(filter))).isEqualTo(filter);
  }
}

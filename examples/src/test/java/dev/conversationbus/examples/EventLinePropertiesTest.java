package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class EventLinePropertiesTest {

  private final EventLine lines = new EventLine();

  @Property(tries = 2000)
  void noBytesMakeItThrow(@ForAll byte[] line) {
    assertThat(lines.read(ByteBuffer.wrap(line))).isNotNull();
  }

  @Property(tries = 2000)
  void noTextInsideAnObjectMakesItThrow(@ForAll @StringLength(max = 50) String text) {
    byte[] line = ("{\"from\":\"a\",\"body\":{" + text).getBytes(UTF_8);

    assertThat(lines.read(ByteBuffer.wrap(line))).isInstanceOf(Reading.Refused.class);
  }
}

package dev.conversationbus.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

  @Test
  void nothingMeansTheBundledEvents() {
    assertThat(DemoOptions.parse()).isEqualTo(new DemoOptions(false, false, null));
  }

  @Test
  void optionsAndFileMayComeInAnyOrder() {
    DemoOptions wanted = new DemoOptions(true, false, "events.jsonl");

    assertThat(DemoOptions.parse("--quiet", "events.jsonl")).isEqualTo(wanted);
    assertThat(DemoOptions.parse("events.jsonl", "--quiet")).isEqualTo(wanted);
  }

  @Test
  void afterTwoDashesEverythingIsFile() {
    assertThat(DemoOptions.parse("--", "--quiet"))
        .isEqualTo(new DemoOptions(false, false, "--quiet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--loud", "-q", "-h", "--quiet=1", "---"})
  void unknownOptionIsRefused(String option) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(option))
        .withMessage("unknown option: " + option);
  }

  @Test
  void secondFileIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse("a", "-"))
        .withMessage("more than one file: a, -");
  }

  @Test
  void standardInputIsReadAndLeftOpen() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream standardInput =
        new ByteArrayInputStream(new byte[] {'x'}) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    try (InputStream events = DemoOptions.parse("-").open(standardInput)) {
      assertThat(events.read()).isEqualTo('x');
    }

    assertThat(closed).isFalse();
  }
}

package dev.conversationbus.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.error.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Compacting against a reader that was written a second time, naively. */
class CompactJsonPropertiesTest {

  private static final JsonLimits WIDE = new JsonLimits(1 << 20, 1000);

  @Property(tries = 3000)
  void anObjectBecomesWhatTheNaiveWriterMakesOfIt(@ForAll long seed) throws IOException {
    JsonSamples samples = new JsonSamples(seed);
    NaiveJson.Obj object = samples.object();

    byte[] compact = CompactJson.of(samples.loosely(object), WIDE);

    assertThat(new String(compact, UTF_8)).isEqualTo(NaiveJson.write(object));
  }

  @Property(tries = 1000)
  void compactingTwiceChangesNothing(@ForAll long seed) throws IOException {
    JsonSamples samples = new JsonSamples(seed);
    byte[] once = CompactJson.of(samples.loosely(samples.object()), WIDE);

    assertThat(CompactJson.of(once, WIDE)).isEqualTo(once);
  }

  @Property(tries = 3000)
  void damagedTextIsJudgedAsTheNaiveReaderDoes(@ForAll long seed) {
    JsonSamples samples = new JsonSamples(seed);
    byte[] text = samples.damaged(samples.loosely(samples.object()));
    try {
      String expected = NaiveJson.compact(text);
      assertThat(new String(CompactJson.of(text, WIDE), UTF_8)).isEqualTo(expected);
    } catch (NaiveJson.Refused refused) {
      List<String> codes = codesOf(text);
      assertThat(codes).isNotEmpty();
      if (!refused.code().equals("body.not-utf8")) {
        assertThat(codes).contains(refused.code());
      }
    } catch (BadJson e) {
      throw new AssertionError("refused: " + e.violations(), e);
    }
  }

  @Property(tries = 3000)
  void theWayTheTextIsCutInPiecesDoesNotMatter(@ForAll long seed) {
    JsonSamples samples = new JsonSamples(seed);
    byte[] text = samples.loosely(samples.object());
    byte[] judged = samples.index(2) == 0 ? text : samples.damaged(text);

    assertThat(inPieces(judged, samples)).isEqualTo(inOne(judged));
  }

  @Property(tries = 1000)
  void streamBytesAndTextAreTheSame(@ForAll long seed) throws IOException {
    JsonSamples samples = new JsonSamples(seed);
    byte[] text = samples.loosely(samples.object());
    byte[] compact = CompactJson.of(text, WIDE);

    assertThat(CompactJson.of(new ByteArrayInputStream(text), WIDE)).isEqualTo(compact);
    assertThat(CompactJson.of(new String(text, UTF_8), WIDE)).isEqualTo(compact);
  }

  @Property(tries = 2000)
  void theLimitCountsCompactBytes(@ForAll long seed) throws IOException {
    JsonSamples samples = new JsonSamples(seed);
    NaiveJson.Obj object = samples.object();
    byte[] text = samples.loosely(object);
    int size = NaiveJson.write(object).getBytes(UTF_8).length;

    assertThat(CompactJson.of(text, new JsonLimits(size, 1000))).hasSize(size);
    assertThat(violationsOf(text, new JsonLimits(size - 1, 1000)))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.code()).isEqualTo("body.too-large");
              assertThat(violation.found()).startsWith(size + " bytes, 1 too many");
            });
  }

  private static List<String> codesOf(byte[] text) {
    return violationsOf(text, WIDE).stream().map(Violation::code).toList();
  }

  private static List<Violation> violationsOf(byte[] text, JsonLimits limits) {
    try {
      CompactJson.of(text, limits);
      return List.of();
    } catch (BadJson e) {
      return e.violations();
    }
  }

  private static String inOne(byte[] text) {
    try {
      return new String(CompactJson.of(text, WIDE), UTF_8);
    } catch (BadJson e) {
      return e.violations().toString();
    }
  }

  private static String inPieces(byte[] text, JsonSamples samples) {
    Compactor compactor = new Compactor(WIDE);
    try {
      for (int from = 0; from < text.length; ) {
        int length = Math.min(text.length - from, samples.index(4));
        compactor.write(text, from, length);
        from += length;
      }
      return new String(compactor.finish(), UTF_8);
    } catch (BadJson e) {
      return e.violations().toString();
    }
  }
}

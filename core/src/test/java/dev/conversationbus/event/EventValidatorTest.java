package dev.conversationbus.event;

import static dev.conversationbus.event.EventValidator.current;
import static dev.conversationbus.event.EventValidator.documented;
import static dev.conversationbus.event.EventValidator.hosted;
import static dev.conversationbus.event.EventValidator.wide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.testing.EqualsTester;
import dev.conversationbus.error.Violation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventValidatorTest {

  private static final Body EMPTY = Body.empty();

  @Test
  void theExampleInTheDocumentationIsTrue() {
    assertThat(documented().validate("two words", Body.parse("{}")))
        .hasToString("[type.illegal-character: type at 3: found U+0020, allowed A-Z a-z 0-9 - _]");
  }

  @Test
  void theExampleOfALargeBodyIsTrue() {
    assertThat(
            documented()
                .withMaxBodyBytes(16)
                .validateBody(Body.parse("{\"id\":7,\"note\":\"hello\"}")))
        .hasToString(
            "[body.too-large: body: found 23 bytes, 7 too many, heaviest fields \"note\" 14 bytes,"
                + " \"id\" 6 bytes, allowed 16 bytes]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Z", "0", "9", "-", "_", "poll_vote", "order-shipped-2"})
  void everyPresetTakesPlainNames(String name) {
    for (EventValidator rules : presets()) {
      assertThat(rules.validate(name, EMPTY)).isEmpty();
      assertThat(rules.isValidName(name)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@", "[", "`", "{", "/", ".", " ", "+", ",", "^", "\u0000", "\u007f", "é", "٣", "Ａ"
      })
  void noPresetTakesWhatLiesBesideTheLegalCharacters(String name) {
    for (EventValidator rules : presets()) {
      assertThat(rules.isValidName(name)).isFalse();
      assertThat(rules.validateName(name))
          .singleElement()
          .satisfies(
              violation -> {
                assertThat(violation.code()).isEqualTo("type.illegal-character");
                assertThat(violation.field()).isEqualTo("type");
                assertThat(violation.position()).isZero();
                assertThat(violation.found())
                    .isEqualTo(String.format("U+%04X", name.codePointAt(0)));
              });
    }
  }

  @Test
  void colonsAreLegalButForTheDocumentedRules() {
    assertThat(documented().validateName("poll:question"))
        .containsExactly(
            new Violation("type.illegal-character", "type", 4, "U+003A", "A-Z a-z 0-9 - _"));
    for (EventValidator rules : List.of(hosted(), current(), wide())) {
      assertThat(rules.validateName("poll:question")).isEmpty();
      assertThat(rules.validateName(":")).isEmpty();
      assertThat(rules.validateName("a;b"))
          .containsExactly(
              new Violation("type.illegal-character", "type", 1, "U+003B", "A-Z a-z 0-9 - _ :"));
    }
  }

  @Test
  void anEmptyNameIsItsOwnViolation() {
    assertThat(documented().validateName(""))
        .containsExactly(Violation.of("type.empty", "type", "0 characters", "1 to 100"));
    assertThat(hosted().validateName(""))
        .containsExactly(Violation.of("type.empty", "type", "0 characters", "1 to 93"));
  }

  @ParameterizedTest
  @CsvSource({"documented,100", "hosted,93", "current,93", "wide,100"})
  void theLengthIsInclusive(String preset, int longest) {
    EventValidator rules = preset(preset);

    assertThat(rules.maxNameLength()).isEqualTo(longest);
    assertThat(rules.validateName("x".repeat(longest))).isEmpty();
    assertThat(rules.isValidName("x".repeat(longest))).isTrue();
    assertThat(rules.isValidName("x".repeat(longest + 1))).isFalse();
    assertThat(rules.validateName("x".repeat(longest + 1))).hasSize(1);
  }

  @Test
  void aNameOfUpToAHundredIsTooLongForTheHostedServiceOnly() {
    for (EventValidator rules : List.of(hosted(), current())) {
      for (int length : new int[] {94, 100}) {
        assertThat(rules.validateName("x".repeat(length)))
            .containsExactly(
                Violation.of(
                    "type.too-long-for-hosted",
                    "type",
                    length + " characters",
                    "1 to 93, since the hosted service counts custom:"));
      }
      assertThat(rules.validateName("x".repeat(101)))
          .containsExactly(Violation.of("type.too-long", "type", "101 characters", "1 to 93"));
    }
    assertThat(documented().validateName("x".repeat(101)))
        .containsExactly(Violation.of("type.too-long", "type", "101 characters", "1 to 100"));
  }

  @Test
  void aPrefixedNameIsRefused() {
    for (EventValidator rules : List.of(hosted(), current(), wide())) {
      for (String name : List.of("custom:vote", "custom:")) {
        assertThat(rules.isValidName(name)).isFalse();
        assertThat(rules.validateName(name))
            .containsExactly(
                new Violation(
                    "type.prefixed", "type", 0, "custom:", "the name without the prefix"));
      }
      assertThat(rules.validateName("Custom:vote")).isEmpty();
      assertThat(rules.validateName("custom-vote")).isEmpty();
      assertThat(rules.validateName("my:custom:vote")).isEmpty();
    }
    assertThat(documented().validateName("custom:vote"))
        .containsExactly(
            new Violation("type.illegal-character", "type", 6, "U+003A", "A-Z a-z 0-9 - _"));
  }

  @Test
  void charactersAreCountedAsCodePoints() {
    String name = "😀".repeat(60) + "a ";

    List<Violation> violations = documented().validateName(name);

    assertThat(violations).noneMatch(violation -> violation.code().equals("type.too-long"));
    assertThat(violations.get(0).found()).isEqualTo("U+1F600");
    assertThat(documented().validateName("a😀b c"))
        .extracting(Violation::position)
        .containsExactly(1L, 3L);
    assertThat(documented().validateName("\ud800"))
        .extracting(Violation::found)
        .containsExactly("U+D800");
  }

  @Test
  void eightIllegalCharactersAreListedAndTheOthersCounted() {
    assertThat(documented().validateName(" ".repeat(8)))
        .extracting(Violation::position)
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(documented().validateName(" ".repeat(9)))
        .hasSize(9)
        .last()
        .isEqualTo(
            Violation.of(
                "type.illegal-character", "type", "1 more illegal characters", "A-Z a-z 0-9 - _"));
    assertThat(documented().validateName(" ".repeat(1_000_000)))
        .hasSize(10)
        .last()
        .extracting(Violation::found)
        .isEqualTo("999992 more illegal characters");
  }

  @Test
  void allViolationsComeAtOnce() {
    Body large = Body.parse("{\"a\":\"" + "x".repeat(4090) + "\"}");

    assertThat(hosted().validate("custom:" + "x".repeat(93) + " é", large))
        .extracting(Violation::code)
        .containsExactly(
            "type.too-long",
            "type.prefixed",
            "type.illegal-character",
            "type.illegal-character",
            "body.too-large");
  }

  @Test
  void theLimitOfABodyIsInclusive() {
    for (EventValidator rules : presets()) {
      assertThat(rules.maxBodyBytes()).isEqualTo(4096);
      assertThat(rules.validateBody(bodyOf(4096))).isEmpty();
      assertThat(rules.validateBody(bodyOf(4097)))
          .containsExactly(
              Violation.of(
                  "body.too-large",
                  "body",
                  "4097 bytes, 1 too many, heaviest fields \"a\" 4095 bytes",
                  "4096 bytes"));
    }
  }

  @Test
  void aLimitOfOnesOwnIsInclusiveToo() {
    EventValidator rules = wide().withMaxBodyBytes(10).withMaxNameLength(1000).withMaxNesting(2);

    assertThat(rules.validate("x".repeat(1000), Body.parse("{\"a\":[12]}"))).isEmpty();
    assertThat(rules.validate("x".repeat(1001), Body.parse("{\"a\":[[1]]}")))
        .extracting(Violation::toString)
        .containsExactly(
            "type.too-long: type: found 1001 characters, allowed 1 to 1000",
            "body.too-large: body: found 11 bytes, 1 too many, heaviest fields \"a\" 9 bytes,"
                + " allowed 10 bytes",
            "body.too-deep: body at 6: found more than 2 levels, allowed 2 levels");
    assertThat(rules.validateBody(Body.parse("{\"[{\":[]}"))).isEmpty();
    assertThat(rules.maxNesting()).isEqualTo(2);
    assertThat(rules.maxNameLength()).isEqualTo(1000);
    assertThat(rules.maxBodyBytes()).isEqualTo(10);
  }

  @Test
  void theHostedServiceIsNotBlamedForALimitOfOnesOwn() {
    assertThat(hosted().withMaxNameLength(93).validateName("x".repeat(94)))
        .containsExactly(Violation.of("type.too-long", "type", "94 characters", "1 to 93"));
    assertThat(hosted().withMaxNameLength(120).validateName("a:b")).isEmpty();
  }

  @Test
  void limitsAreWithinTheirRanges() {
    assertThat(documented().withMaxBodyBytes(2).maxBodyBytes()).isEqualTo(2);
    assertThat(documented().withMaxBodyBytes(Body.MAX_SIZE).maxBodyBytes()).isEqualTo(1 << 20);
    assertThat(documented().withMaxNameLength(1).maxNameLength()).isEqualTo(1);
    assertThat(documented().withMaxNesting(1).maxNesting()).isEqualTo(1);
    assertThat(documented().withMaxNesting(1000).maxNesting()).isEqualTo(Body.MAX_NESTING);
    for (int bytes : new int[] {Integer.MIN_VALUE, 0, 1, Body.MAX_SIZE + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> documented().withMaxBodyBytes(bytes))
          .withMessage("maxBodyBytes is %s, allowed are 2 to 1048576", bytes);
    }
    for (int characters : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> documented().withMaxNameLength(characters))
          .withMessage("maxNameLength is %s, allowed are 1 to 1000", characters);
    }
    for (int levels : new int[] {0, 1001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> documented().withMaxNesting(levels))
          .withMessage("maxNesting is %s, allowed are 1 to 1000", levels);
    }
  }

  @Test
  void rulesAreEqualIfAllLimitsAre() {
    new EqualsTester()
        .addEqualityGroup(documented(), documented())
        .addEqualityGroup(hosted())
        .addEqualityGroup(current())
        .addEqualityGroup(wide())
        .addEqualityGroup(
            documented().withMaxBodyBytes(10),
            documented().withMaxBodyBytes(9).withMaxBodyBytes(10))
        .addEqualityGroup(documented().withMaxNameLength(10))
        .addEqualityGroup(documented().withMaxNesting(10))
        .testEquals();
    assertThat(presets())
        .extracting(EventValidator::toString)
        .containsExactly("documented", "hosted", "current", "wide");
    assertThat(hosted().withMaxNesting(3).withMaxBodyBytes(9)).hasToString("hosted+");
  }

  /** A body of exactly so many bytes. */
  private static Body bodyOf(int bytes) {
    return Body.parse("{\"a\":\"" + "x".repeat(bytes - 8) + "\"}");
  }

  private static List<EventValidator> presets() {
    return List.of(documented(), hosted(), current(), wide());
  }

  private static EventValidator preset(String name) {
    return presets().stream().filter(p -> p.toString().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void everyAsciiCharacterIsJudged() {
    String legal = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    assertThat(
            IntStream.range(0, 0x180)
                .mapToObj(Character::toString)
                .filter(documented()::isValidName))
        .containsExactlyElementsOf(List.of(legal.split("")));
    assertThat(IntStream.range(0, 0x10000).mapToObj(c -> "" + (char) c).filter(wide()::isValidName))
        .hasSize(65)
        .contains(":");
  }
}

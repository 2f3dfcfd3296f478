package dev.conversationbus.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.error.Violation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The rules for names against the published ones, written a second time. */
class EventValidatorPropertiesTest {

  @Property(tries = 3000)
  void documentedNamesAreThoseOfTheFirstGuide(@ForAll("names") String name) {
    boolean legal = name.matches("[A-Za-z0-9_-]{1,100}");

    assertThat(EventValidator.documented().isValidName(name)).isEqualTo(legal);
    assertThat(EventValidator.documented().validateName(name).isEmpty()).isEqualTo(legal);
  }

  @Property(tries = 3000)
  void hostedNamesMakeAWireTypeThatTheServiceTakes(@ForAll("names") String name) {
    String wireType = "custom:" + name;
    boolean legal =
        wireType.matches("custom:[A-Za-z0-9_:-]+")
            && wireType.length() <= 100
            && !name.startsWith("custom:");

    for (EventValidator rules : List.of(EventValidator.hosted(), EventValidator.current())) {
      assertThat(rules.isValidName(name)).isEqualTo(legal);
      assertThat(rules.validateName(name).isEmpty()).isEqualTo(legal);
    }
  }

  @Property(tries = 3000)
  void wideNamesAreAllThatWereEverAllowed(@ForAll("names") String name) {
    boolean legal = name.matches("[A-Za-z0-9_:-]{1,100}") && !name.startsWith("custom:");

    assertThat(EventValidator.wide().isValidName(name)).isEqualTo(legal);
    assertThat(EventValidator.wide().validateName(name).isEmpty()).isEqualTo(legal);
  }

  @Property(tries = 2000)
  void eachIllegalCharacterIsFoundWhereItStands(@ForAll("names") String name) {
    List<Long> expected = new ArrayList<>();
    int[] codePoints = name.codePoints().toArray();
    for (int i = 0; i < codePoints.length && expected.size() < 8; i++) {
      if (!Character.toString(codePoints[i]).matches("[A-Za-z0-9_-]")) {
        expected.add((long) i);
      }
    }

    assertThat(EventValidator.documented().validateName(name))
        .filteredOn(violation -> violation.code().equals("type.illegal-character"))
        .filteredOn(violation -> violation.position() != Violation.WHOLE_FIELD)
        .extracting(Violation::position)
        .containsExactlyElementsOf(expected);
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> plain =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .withCharRange('0', '9')
            .withChars('_', '-')
            .ofMaxLength(104);
    Arbitrary<String> colons =
        Arbitraries.strings().withChars("custom:_-9Z").ofMinLength(90).ofMaxLength(102);
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(12);
    Arbitrary<String> almost =
        Arbitraries.strings().withChars("abcXYZ019_-:@[`{/ .é\u007f\u0000").ofMaxLength(8);
    Arbitrary<String> prefixed = almost.map(name -> "custom:" + name);
    return Arbitraries.oneOf(plain, colons, any, almost, prefixed);
  }
}

package dev.conversationbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;

class ApplicationTokensPropertiesTest {
  private static final String PEM = TestKeys.pem(TestKeys.RSA);

  @Property(tries = 50)
  void everyNameAndIdArriveAsTheyWere(
      @ForAll @NotBlank @StringLength(max = 40) String name, @ForAll long high, @ForAll long low) {
    Assume.that(name.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    UUID application = new UUID(high, low);

    JsonNode claims =
        TestKeys.verified(ApplicationTokens.builder(application, PEM).user(name).build().get());

    assertThat(claims.get("sub").textValue()).isEqualTo(name);
    assertThat(claims.get("application_id").textValue()).isEqualTo(application.toString());
  }
}

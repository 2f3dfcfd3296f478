package dev.conversationbus.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.KeyPair;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrivateKeyPemTest {
  private static final String PEM = TestKeys.pem(TestKeys.RSA);

  @Test
  void readsThePrivateKey() {
    assertThat(PrivateKeyPem.parse(PEM)).isEqualTo(TestKeys.RSA.getPrivate());
  }

  @Test
  void readsAKeyWithOtherLineEndsAndTextAround() {
    String text = "Bag Attributes: none\r\n" + PEM.replace("\n", "\r\n") + "\r\nend";

    assertThat(PrivateKeyPem.parse(text)).isEqualTo(TestKeys.RSA.getPrivate());
  }

  @Test
  void readsAKeyOnOneLine() {
    assertThat(PrivateKeyPem.parse(PEM.replace("\n", " "))).isEqualTo(TestKeys.RSA.getPrivate());
  }

  @Test
  void saysHowToConvertAKeyInTheOlderForm() {
    assertRefused(
        PEM.replace("PRIVATE KEY", "RSA PRIVATE KEY"),
        "private key is encrypted, cut off or not PKCS#8,"
            + " convert it with: openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void saysHowToConvertAnEncryptedKey() {
    assertRefused(
        PEM.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
        "private key is encrypted, cut off or not PKCS#8,"
            + " convert it with: openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void refusesAKeyThatIsCutOff() {
    assertRefused(
        PEM.substring(0, 500),
        "private key is encrypted, cut off or not PKCS#8,"
            + " convert it with: openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void refusesMarkersInTheWrongOrder() {
    assertRefused(
        "-----END PRIVATE KEY-----\n-----BEGIN PRIVATE KEY-----",
        "private key is encrypted, cut off or not PKCS#8,"
            + " convert it with: openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void refusesAPublicKey() {
    assertRefused(
        TestKeys.pem("PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded()),
        "no private key in the text, expected -----BEGIN PRIVATE KEY-----");
  }

  @Test
  void refusesAFileNameInPlaceOfTheKey() {
    assertRefused(
        "private.key", "no private key in the text, expected -----BEGIN PRIVATE KEY-----");
  }

  @Test
  void refusesWhatIsNoBase64() {
    assertRefused(PEM.replace("MII", "M!!"), "private key is no Base64 between its two markers");
  }

  @Test
  void refusesADamagedKey() {
    assertRefused(
        TestKeys.pem("PRIVATE KEY", new byte[] {1, 2, 3}), "private key is no RSA key in PKCS#8");
  }

  @Test
  void refusesAKeyOfAnotherKind() {
    KeyPair curve = TestKeys.pair("EC", 256);

    assertRefused(TestKeys.pem(curve), "private key is no RSA key in PKCS#8");
  }

  @Test
  void refusesAKeyThatIsTooShort() {
    KeyPair weak = TestKeys.pair("RSA", 1024);

    assertRefused(TestKeys.pem(weak), "RSA key has 1024 bits, RS256 needs at least 2048");
  }

  private static void assertRefused(String pem, String message) {
    Throwable failure = catchThrowable(() -> PrivateKeyPem.parse(pem));

    assertThat(failure).isExactlyInstanceOf(IllegalArgumentException.class).hasMessage(message);
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    pem.lines()
        .filter(line -> line.length() >= 8 && !line.startsWith("-----"))
        .flatMap(
            line ->
                IntStream.range(0, line.length() / 8)
                    .mapToObj(i -> line.substring(8 * i, 8 * i + 8)))
        .forEach(piece -> assertThat(trace.toString()).doesNotContain(piece));
  }
}

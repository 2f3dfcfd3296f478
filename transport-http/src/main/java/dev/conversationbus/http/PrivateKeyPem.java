package dev.conversationbus.http;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Reader of RSA private keys in PEM. Its failures never carry a part of the text. */
final class PrivateKeyPem {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  // RFC 7518, 3.3
  private static final int LEAST_BITS = 2048;

  private PrivateKeyPem() {}

  static PrivateKey parse(String pem) {
    RSAPrivateKey key = decode(between(pem));
    int bits = key.getModulus().bitLength();
    if (bits < LEAST_BITS) {
      throw new IllegalArgumentException(
          "RSA key has " + bits + " bits, RS256 needs at least " + LEAST_BITS);
    }
    return key;
  }

  private static String between(String pem) {
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          pem.contains("PRIVATE KEY-----")
              ? "private key is encrypted, cut off or not PKCS#8,"
                  + " convert it with: openssl pkcs8 -topk8 -nocrypt"
              : "no private key in the text, expected " + BEGIN);
    }
    return pem.substring(begin + BEGIN.length(), end);
  }

  private static RSAPrivateKey decode(String base64) {
    byte[] der;
    try {
      der = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      // Without its cause, which shows a character of the key.
      throw new IllegalArgumentException("private key is no Base64 between its two markers");
    }
    try {
      return (RSAPrivateKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("private key is no RSA key in PKCS#8", e);
    }
  }
}

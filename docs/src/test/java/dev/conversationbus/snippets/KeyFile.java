package dev.conversationbus.snippets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** A private key in a file that lasts as long as the tests; made once. */
final class KeyFile {

  private static final int BITS = 2048;
  private static final KeyPair PAIR = pair();
  private static final Path PATH = write();

  private KeyFile() {}

  static Path path() {
    return PATH;
  }

  static RSAPublicKey publicKey() {
    return (RSAPublicKey) PAIR.getPublic();
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path write() {
    try {
      byte[] key = PAIR.getPrivate().getEncoded();
      Path file = Files.createTempFile("private", ".key");
      file.toFile().deleteOnExit();
      String text = Base64.getMimeEncoder().encodeToString(key);
      return Files.writeString(
          file, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.conversationbus.endpoint.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where events are posted.
 *
 * @param signer null for posts without signature
 * @param timeout of one post, from connecting to the end of the answer
 * @param tls null for the JVM's
 */
record WebhookTarget(
    URI address, @Nullable CallbackSigner signer, Duration timeout, @Nullable SSLContext tls) {

  /**
   * {@return the address, which is one that events may be posted to}
   *
   * @param plainHttp whether events may cross a network unencrypted
   */
  static URI checked(URI address, boolean plainHttp) {
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException("a webhook's address must begin with https://HOST");
    }
    if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "a webhook's address must have neither a user nor a fragment");
    }
    if (scheme.equals("http") && !plainHttp && !isLoopback(address.getHost())) {
      throw new IllegalArgumentException(
          "plain http to "
              + address.getHost()
              + ": use https, or say allowPlainHttp if the network between is your own");
    }
    return address;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]+){3}");
  }
}

package dev.conversationbus.http;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Source of the RS256 tokens with which an application, or one of its users, authenticates.
 *
 * <pre>{@code
 * ApplicationTokens alice =
 *     ApplicationTokens.builder(applicationId, Files.readString(privateKeyFile)).user("alice").build();
 * String token = alice.get();
 * }</pre>
 *
 * <p>A token is signed once and handed out until shortly before it expires: a tenth of its life
 * before, at most a minute. Neither the key nor a token shows in {@code toString} or in an
 * exception.
 *
 * <p><b>Threads:</b> safe for any number; those that come while a token is being signed wait for
 * it.
 *
 * @since 0.1.0
 */
public final class ApplicationTokens implements Supplier<String> {
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

  /** How far a clock may step back before a token counts as issued in the future. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER =
      BASE64.encodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

  private final PrivateKey key;
  private final TokenClaims claims;
  private final Duration lifetime;
  private final InstantSource clock;

  private final Object signing = new Object();
  private volatile @Nullable Token current;

  private ApplicationTokens(
      PrivateKey key, TokenClaims claims, Duration lifetime, InstantSource clock) {
    this.key = key;
    this.claims = claims;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /**
   * Starts a source of tokens for an application.
   *
   * @param applicationId the application that the key belongs to
   * @param privateKeyPem an RSA key of at least 2048 bits, PKCS#8 in PEM: the text between and with
   *     {@code -----BEGIN PRIVATE KEY-----} and {@code -----END PRIVATE KEY-----}
   * @throws IllegalArgumentException if the text holds no such key
   */
  public static Builder builder(UUID applicationId, String privateKeyPem) {
    requireNonNull(applicationId, "applicationId");
    requireNonNull(privateKeyPem, "privateKeyPem");
    return new Builder(applicationId, PrivateKeyPem.parse(privateKeyPem));
  }

  /** Returns a token that is valid now, and for a while. */
  @Override
  public String get() {
    // Read outside the lock: the clock is the user's.
    Instant now = clock.instant();
    Token token = current;
    if (token != null && token.isFreshAt(now)) {
      return token.text();
    }
    synchronized (signing) {
      token = current;
      if (token == null || !token.isFreshAt(now)) {
        token = sign(now.truncatedTo(ChronoUnit.SECONDS));
        current = token;
      }
      return token.text();
    }
  }

  private Token sign(Instant issuedAt) {
    Instant expiresAt = issuedAt.plus(lifetime);
    String content = HEADER + "." + BASE64.encodeToString(claims.toJson(issuedAt, expiresAt));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      String text = content + "." + BASE64.encodeToString(signature.sign());
      return new Token(text, issuedAt.minus(SKEW), expiresAt.minus(margin()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "cannot sign a token for " + claims + ", check the security providers of this JVM", e);
    }
  }

  private Duration margin() {
    Duration tenth = lifetime.dividedBy(10);
    return tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
  }

  /** {@return for whom the tokens are and how long they live} */
  @Override
  public String toString() {
    return "ApplicationTokens[" + claims + ", lifetime=" + lifetime + "]";
  }

  private record Token(String text, Instant from, Instant until) {
    boolean isFreshAt(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  /**
   * Options of {@link ApplicationTokens}. Not safe for threads; can build more than once.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final List<String> USER_PATHS =
        List.of("/*/sessions/**", "/*/conversations/**", "/*/users/**", "/*/rtc/**");

    private final UUID applicationId;
    private final PrivateKey key;
    private @Nullable String user;
    private @Nullable List<String> paths;
    private Duration lifetime = Duration.ofMinutes(15);
    private InstantSource clock = InstantSource.system();

    private Builder(UUID applicationId, PrivateKey key) {
      this.applicationId = applicationId;
      this.key = key;
    }

    /**
     * Makes the tokens those of a user; without it they are the application's own.
     *
     * @param name the user's name, not its id
     * @throws IllegalArgumentException if the name is blank or no valid Unicode
     */
    public Builder user(String name) {
      if (name.isBlank() || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
        throw new IllegalArgumentException(
            "user name is blank or no valid Unicode, length " + name.length());
      }
      this.user = name;
      return this;
    }

    /**
     * Limits the tokens to some paths, with every method.
     *
     * @param paths each with a leading slash, where {@code *} is one segment and {@code **} the
     *     rest; none for tokens that carry no limits. If this is not called, a user's tokens are
     *     good for sessions, conversations, users and the socket, and the application's carry no
     *     limits.
     * @throws IllegalArgumentException if one does not start with a slash
     */
    public Builder paths(List<String> paths) {
      List<String> copy = List.copyOf(paths);
      for (String path : copy) {
        if (!path.startsWith("/")) {
          throw new IllegalArgumentException("path must start with a slash: " + path);
        }
      }
      this.paths = copy;
      return this;
    }

    /**
     * Sets how long each token is valid; 15 minutes if this is not called.
     *
     * @param lifetime from 30 seconds to 24 hours; a fraction of a second is dropped
     * @throws IllegalArgumentException if it is outside of that
     */
    public Builder lifetime(Duration lifetime) {
      if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "token lifetime must be from " + SHORTEST + " to " + LONGEST + ", is " + lifetime);
      }
      this.lifetime = lifetime.truncatedTo(ChronoUnit.SECONDS);
      return this;
    }

    /** Sets the clock to issue tokens by; the system's if this is not called. */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /** Returns a source that has signed nothing yet. */
    public ApplicationTokens build() {
      List<String> allowed = paths != null ? paths : user != null ? USER_PATHS : List.of();
      return new ApplicationTokens(
          key, new TokenClaims(applicationId, user, allowed), lifetime, clock);
    }
  }
}

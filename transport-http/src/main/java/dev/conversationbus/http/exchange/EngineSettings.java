package dev.conversationbus.http.exchange;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is made of.
 *
 * @param base where the other side is, with http or https, a host, and a path or none
 * @param connections the most connections at a time, streams included
 * @param connectTimeout of one connection, its TLS handshake included
 * @param maxAnswerBytes the longest content that is read
 * @param ssl null for that of the JVM
 */
public record EngineSettings(
    URI base,
    int connections,
    Duration connectTimeout,
    int maxAnswerBytes,
    @Nullable SSLContext ssl) {}

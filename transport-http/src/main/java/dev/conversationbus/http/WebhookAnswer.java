package dev.conversationbus.http;

import static java.util.Objects.requireNonNull;

/**
 * What to answer to a webhook's request, with an empty body.
 *
 * @param status 200 for what was taken or was known already, 400 for what cannot be read, 401 for
 *     what is not signed as it should be, 413 for what is too large, 503 while nobody listens
 * @param why for the log, never with anything of the request
 * @since 0.1.0
 */
public record WebhookAnswer(int status, String why) {
  public WebhookAnswer {
    requireNonNull(why, "why");
  }
}

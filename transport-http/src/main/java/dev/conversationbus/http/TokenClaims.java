package dev.conversationbus.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a token says: who it is for, and what it opens. */
record TokenClaims(UUID applicationId, @Nullable String user, List<String> paths) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Returns the claims of one token, under an id of its own. */
  byte[] toJson(Instant issuedAt, Instant expiresAt) {
    ObjectNode claims =
        MAPPER
            .createObjectNode()
            .put("application_id", applicationId.toString())
            .put("iat", issuedAt.getEpochSecond())
            .put("exp", expiresAt.getEpochSecond())
            .put("jti", UUID.randomUUID().toString());
    if (user != null) {
      claims.put("sub", user);
    }
    if (!paths.isEmpty()) {
      ObjectNode open = claims.putObject("acl").putObject("paths");
      paths.forEach(open::putObject);
    }
    try {
      return MAPPER.writeValueAsBytes(claims);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the claims of " + this, e);
    }
  }

  @Override
  public String toString() {
    return "application=" + applicationId + (user == null ? "" : ", user=" + user);
  }
}

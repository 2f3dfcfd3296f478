package dev.conversationbus.endpoint.socket;

import java.util.Map;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * What a client says when it comes.
 *
 * @param token who it claims to be
 * @param sessionId the session that it wants to go on with; null for a new one
 * @param acknowledges whether it answers every event
 * @param rid what the answer has to name; null if nothing
 */
record Greeting(
    String token, @Nullable String sessionId, boolean acknowledges, @Nullable String rid) {

  /** {@return what stands in the address; null if there is no token, which a packet then brings} */
  static @Nullable Greeting inQuery(Map<String, String> query) {
    String token = query.get("token");
    return token == null || token.isEmpty()
        ? null
        : new Greeting(
            token, query.get("session_id"), "true".equals(query.get("acknowledge_events")), null);
  }

  /** {@return what stands in a packet} */
  static Greeting inPacket(JSONObject packet) {
    JSONObject body = packet.optJSONObject("body");
    if (body == null) {
      return new Greeting("", null, false, rid(packet));
    }
    String session = body.optString("session_id", "");
    return new Greeting(
        body.optString("token", ""), session.isEmpty() ? null : session, false, rid(packet));
  }

  /** {@return what the answer to a packet has to name} */
  static @Nullable String rid(JSONObject packet) {
    String tid = packet.optString("tid", "");
    return tid.isEmpty() ? null : tid;
  }
}

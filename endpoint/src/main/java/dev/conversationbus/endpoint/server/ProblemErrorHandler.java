package dev.conversationbus.endpoint.server;

import dev.conversationbus.wire.Headers;
import dev.conversationbus.wire.Problem;
import dev.conversationbus.wire.ProblemCode;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Makes problems of what Jetty refuses before the endpoint sees it. */
final class ProblemErrorHandler implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    write(status, codeOf(status), response, callback);
    return true;
  }

  private static ProblemCode codeOf(int status) {
    for (ProblemCode code : ProblemCode.values()) {
      if (code.status() == status && code.code().startsWith("http:")) {
        return code;
      }
    }
    return status >= 500 ? ProblemCode.INTERNAL : ProblemCode.VALIDATION;
  }

  static void write(int status, ProblemCode code, Response response, Callback callback) {
    response.setStatus(status);
    String instance = UUID.randomUUID().toString().replace("-", "");
    byte[] body = Problem.of(code, "").toJson(instance);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Headers.PROBLEM_JSON);
    response.getHeaders().put("Access-Control-Allow-Origin", "*");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}

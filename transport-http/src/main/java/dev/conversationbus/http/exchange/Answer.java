package dev.conversationbus.http.exchange;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** An answer, whole and within its bounds. */
public final class Answer {

  private final HttpResponse head;
  private final byte[] content;

  Answer(HttpResponse head, byte[] content) {
    this.head = head;
    this.content = content;
  }

  /** {@return the status code} */
  public int status() {
    return head.getCode();
  }

  /** {@return whether the status is one of 200 to 299} */
  public boolean isSuccess() {
    return head.getCode() / 100 == 2;
  }

  /** {@return the value of the first header of this name; null if there is none} */
  public @Nullable String header(String name) {
    Header header = head.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /** {@return the content itself, not a copy; nobody writes to it} */
  public byte[] content() {
    return content;
  }

  @Override
  public String toString() {
    return "answer " + status() + " of " + content.length + " bytes";
  }
}

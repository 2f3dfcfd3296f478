package dev.conversationbus.wire;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/** The versions of the API, each with the first segments of a path that name it. */
public enum ApiVersion {
  /** Lists are bare arrays, and creating answers with 200 and no more than id, time and link. */
  BETA("beta", "v0.1"),
  /** As {@link #BETA}, but lists are pages with their items under {@code _embedded.data}. */
  BETA2("beta2", "v0.2"),
  /** Creating answers with 201 and the whole thing; items are under {@code _embedded}. */
  V0_3("v0.3"),
  /** As {@link #V0_3}; the version of the server SDKs. */
  V1("v1");

  private final ImmutableList<String> segments;

  ApiVersion(String... segments) {
    this.segments = ImmutableList.copyOf(segments);
  }

  /** {@return the version that the first segment of a path names, null if there is none} */
  public static @Nullable ApiVersion of(String segment) {
    for (ApiVersion version : values()) {
      if (version.segments.contains(segment)) {
        return version;
      }
    }
    return null;
  }

  /** {@return the first segment of a path of this version} */
  public String segment() {
    return segments.get(0);
  }

  /** {@return whether this is one of the two old versions} */
  public boolean isOld() {
    return this == BETA || this == BETA2;
  }

  /** {@return the status of an answer to a request that created something} */
  public int createdStatus() {
    return isOld() ? 200 : 201;
  }

  /** {@return the status of an answer to a request that deleted something} */
  public int deletedStatus() {
    return isOld() ? 200 : 204;
  }
}

package dev.conversationbus.wire;

/** Links of a resource. */
final class Links {

  private Links() {}

  /** Writes the links of a resource that knows only its own address. */
  static void self(JsonWriter json, String href) {
    json.name(Fields.LINKS)
        .object()
        .name(Fields.SELF)
        .object()
        .field(Fields.HREF, href)
        .end()
        .end();
  }
}

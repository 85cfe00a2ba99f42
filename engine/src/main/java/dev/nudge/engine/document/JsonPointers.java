package dev.nudge.engine.document;

/** Places in JSON, as pointers (RFC 6901): {@code /list/0/name}; the empty text is the whole. */
public final class JsonPointers {
  private JsonPointers() {}

  /** The place of a member of what stands at a place. */
  public static String below(String at, String name) {
    return at + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The place of an element of a list that stands at a place. */
  public static String below(String at, int index) {
    return at + "/" + index;
  }
}

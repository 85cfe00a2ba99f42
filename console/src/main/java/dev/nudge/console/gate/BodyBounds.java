package dev.nudge.console.gate;

/** The most bytes that the body of a request may have, by its path. */
final class BodyBounds {
  /** Of whoever is not known, and where one signs in. */
  static final int STRANGERS = 16 << 10;

  private static final String TRACKING = "/v1/";
  private static final int USUAL = 64 << 10;
  private static final int EVENTS = 1 << 20;

  /** A document of a million characters, with what JSON adds to it. */
  private static final int DOCUMENT = 2 << 20;

  private static final int TRIAL = 8 << 20;

  private BodyBounds() {}

  /** The bound for somebody who is known. */
  static int of(String path) {
    if (path.equals("/api/trials")) {
      return TRIAL;
    }
    if (path.equals("/api/events") || path.startsWith(TRACKING)) {
      return EVENTS;
    }
    if (path.equals("/api/check")
        || path.equals("/api/estimates")
        || path.startsWith("/api/campaigns")) {
      return DOCUMENT;
    }
    return path.startsWith("/api/") && !path.startsWith("/api/session") ? USUAL : STRANGERS;
  }

  /** Whether whoever reads such bodies decompresses them, with a bound of its own. */
  static boolean mayBeCompressed(String path, String encoding) {
    return path.startsWith(TRACKING) && encoding.equalsIgnoreCase("gzip");
  }
}

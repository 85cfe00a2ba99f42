package dev.nudge.engine.json;

/**
 * Why a line of input could not be used.
 *
 * @param reason a short phrase out of a small set, by which rejections are counted: {@code no user}
 * @param detail for people: what was found, in one line
 */
public record Rejection(String reason, String detail) {
  /** The text is no JSON value, or something follows it. */
  public static final String NOT_JSON = "not JSON";

  /** JSON, but not an object. */
  public static final String NOT_AN_OBJECT = "not an object";

  /** JSON that is nested, long or wide beyond what is read. */
  public static final String BEYOND_LIMITS = "beyond limits";

  /** A number that no 64-bit float can hold. */
  public static final String NUMBER_RANGE = "number out of range";

  private static final int DETAIL_LENGTH = 200;

  /** Keeps the detail to one line of bounded length. */
  public Rejection {
    StringBuilder line = new StringBuilder(Math.min(detail.length(), DETAIL_LENGTH + 3));
    for (int i = 0; i < detail.length() && i < DETAIL_LENGTH; i++) {
      char c = detail.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    detail = detail.length() > DETAIL_LENGTH ? line.append("...").toString() : line.toString();
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? reason : reason + ": " + detail;
  }
}

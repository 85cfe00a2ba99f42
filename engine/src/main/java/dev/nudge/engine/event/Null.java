package dev.nudge.engine.event;

/** The value {@code null} of JSON and CEL, as an object that may stand in lists and maps. */
public enum Null {
  /** The only one. */
  NULL;

  @Override
  public String toString() {
    return "null";
  }
}

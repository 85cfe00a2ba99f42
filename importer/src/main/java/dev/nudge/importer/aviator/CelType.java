package dev.nudge.importer.aviator;

/** What is known of a value before any event has been seen. */
enum CelType {
  INT,
  DOUBLE,
  STRING,
  /** Neither number nor string. */
  OTHER,
  UNKNOWN;

  boolean isNumber() {
    return this == INT || this == DOUBLE;
  }
}

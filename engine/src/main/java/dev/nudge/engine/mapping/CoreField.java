package dev.nudge.engine.mapping;

import java.util.Locale;

/** What a line says beside its properties: of whom, what, when, and what it is known by. */
enum CoreField {
  USER,
  TYPE,
  TIME,
  ID,
  KEY;

  /** As it is called in documents and rejections. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

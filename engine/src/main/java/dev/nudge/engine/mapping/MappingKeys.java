package dev.nudge.engine.mapping;

import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;

/** Every key of a mapping, level by level. */
final class MappingKeys {
  static final Keys TOP =
      Keys.of(
          "at the top",
          "user",
          "type",
          "time",
          "id",
          "properties",
          "constants",
          "rest",
          "envelope",
          "each",
          "where",
          "csv",
          "profiles",
          "catalog");
  static final Keys TEXT = Keys.of("under 'user' or 'id'", "from", "constant");
  static final Keys TYPE = Keys.of("under 'type'", "from", "values", "constant");
  static final Keys TIME = Keys.of("under 'time'", "from", "format", "zone", "locale");
  static final Keys PROPERTY =
      Keys.of("in a property", "from", "compute", "type", "split", "format", "zone", "locale");
  static final Keys PROFILES =
      Keys.of(
          "under 'profiles'",
          "user",
          "time",
          "properties",
          "constants",
          "rest",
          "envelope",
          "each",
          "where",
          "csv");
  static final Keys CATALOG =
      Keys.of(
          "under 'catalog'",
          "key",
          "event",
          "properties",
          "constants",
          "rest",
          "envelope",
          "each",
          "where",
          "csv");
  static final Grammar GRAMMAR =
      Grammar.of(
          TOP,
          TEXT,
          TYPE,
          TIME,
          PROPERTY,
          UnnestingReader.ENVELOPE,
          CsvFormReader.CSV,
          PROFILES,
          CATALOG);

  private MappingKeys() {}
}

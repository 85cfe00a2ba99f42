package dev.nudge.customer.collection;

import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;

/** Every key of a collection, level by level. */
final class CollectionKeys {
  static final Keys TOP =
      Keys.of(
          "at the top",
          "id",
          "description",
          "source",
          "input",
          "transform",
          "key",
          "combine",
          "retention",
          "partition",
          "indexes");
  static final Keys SOURCE =
      Keys.of(
          "under 'source'", "topic", "envelope", "stream", "files", "format", "endpoint", "region");
  static final Keys INDEX = Keys.of("in an index", "columns", "prefix", "gin", "words");
  static final Grammar GRAMMAR = Grammar.of(TOP, SOURCE, INDEX);

  private CollectionKeys() {}
}

package dev.nudge.engine.document;

import java.util.List;
import java.util.Map;

/** A JSON value of a document: what stands under {@code offer}. Strings keep their places. */
public sealed interface Json {
  /** An object, keys in document order. */
  record Obj(Map<String, Json> members) implements Json {}

  /** An array. */
  record Arr(List<Json> elements) implements Json {}

  /** A string, in which {@code ${...}} is a CEL expression. */
  record Str(Text text) implements Json {}

  /** A {@link Long}, {@link Double}, {@link Boolean} or {@code Null.NULL}. */
  record Scalar(Object value) implements Json {}
}

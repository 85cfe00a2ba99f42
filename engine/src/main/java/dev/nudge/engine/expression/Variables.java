package dev.nudge.engine.expression;

import java.util.HashMap;
import java.util.Map;

/** The loop variables visible at a place of an expression, each with its depth. */
record Variables(Map<String, Integer> depths, int next) {
  static final Variables NONE = new Variables(Map.of(), 0);

  /** These and one more, which hides any other of its name. */
  Variables with(String name) {
    Map<String, Integer> more = new HashMap<>(depths);
    more.put(name, next);
    return new Variables(more, next + 1);
  }

  /** The depth of a variable, or -1. */
  int depth(String name) {
    return depths.getOrDefault(name, -1);
  }
}

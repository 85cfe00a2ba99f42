package dev.nudge.engine.script;

/**
 * A script took more than it may. An error rather than an exception, for Rhino ends a script on an
 * error at once, without running its {@code catch} and {@code finally} blocks.
 */
final class ScriptLimit extends Error {
  private static final long serialVersionUID = 1;

  ScriptLimit(String message) {
    super(message, null, false, false);
  }
}

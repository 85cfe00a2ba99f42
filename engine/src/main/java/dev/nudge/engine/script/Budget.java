package dev.nudge.engine.script;

import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.Evaluator;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;

/**
 * A Rhino context that counts what one call of a script does. The count is of instructions and
 * characters, never of time, so a replay decides as the first run did.
 */
final class Budget extends Context {
  /** How much work one call may do: half a millisecond of a plain loop. */
  static final long WORK = 200_000;

  /** The longest string a script may read, make or hand to a function. */
  static final int LONGEST_STRING = 10_000;

  /** The longest array a script may read or hand to a function. */
  static final int LONGEST_ARRAY = 10_000;

  /** How often functions of the language may be within one another, through callbacks. */
  static final int DEEPEST = 40;

  private static final int NOTICE = 500;
  private static final int FRAMES = 200;

  private boolean running;
  private long work;
  private int depth;

  /** The time that {@code Date} tells, in milliseconds. */
  long now;

  Budget(Sandboxes factory) {
    super(factory);
    setInterpretedMode(true);
    setLanguageVersion(VERSION_ECMASCRIPT);
    setMaximumInterpreterStackDepth(FRAMES);
    setLocale(Locale.ROOT);
    setTimeZone(TimeZone.getTimeZone("UTC"));
    setInstructionObserverThreshold(NOTICE);
    setClassShutter(name -> false);
  }

  /** From now on, work counts, and nothing can be compiled. */
  void start() {
    running = true;
    work = 0;
  }

  @Override
  protected void observeInstructionCount(int instructions) {
    charge(instructions);
  }

  /** Counts work that Rhino does not count. */
  void charge(long more) {
    work += more;
    if (running && work > WORK) {
      throw new ScriptLimit("the script did more than " + WORK + " units of work");
    }
  }

  /** Enters a function of the language. */
  void enterFunction() {
    if (++depth > DEEPEST) {
      throw new ScriptLimit("functions within functions, deeper than " + DEEPEST);
    }
  }

  void leaveFunction() {
    depth--;
  }

  /** A string of this length is to be made or read. */
  void string(long length) {
    if (length > LONGEST_STRING) {
      throw new ScriptLimit("a string of " + length + " characters");
    }
    charge(length >> 4);
  }

  /** An array of this length is to be made or read. */
  void array(long length) {
    if (length > LONGEST_ARRAY) {
      throw new ScriptLimit("an array of length " + length);
    }
    charge(length >> 2);
  }

  @Override
  protected Object compileImpl(
      Scriptable scope,
      String source,
      String name,
      int line,
      Object securityDomain,
      boolean returnFunction,
      Evaluator compiler,
      ErrorReporter reporter,
      Consumer<CompilerEnvirons> environment) {
    if (running) {
      throw ScriptRuntime.typeError("code cannot be made at run time");
    }
    return super.compileImpl(
        scope, source, name, line, securityDomain, returnFunction, compiler, reporter, environment);
  }
}

package dev.nudge.settings;

import dev.nudge.engine.document.Position;

/** Where a value comes from. Its text is for people. */
public sealed interface Origin {
  /** Nobody said anything. */
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }

  /** A configuration file says so. */
  record File(Position at) implements Origin {
    @Override
    public String toString() {
      return at.toString();
    }
  }

  /** An environment variable says so. */
  record Environment(String variable) implements Origin {
    @Override
    public String toString() {
      return "environment " + variable;
    }
  }

  /** A flag of the command says so. */
  record Option(String name) implements Origin {
    @Override
    public String toString() {
      return "flag " + name;
    }
  }
}

package dev.nudge.engine.story;

/**
 * What people call the things that an answer speaks of. What nobody has named is called as
 * documents and events have it.
 */
public interface Naming {
  /** Nothing has a name for people. */
  Naming TECHNICAL = new Naming() {};

  /** A type of events: {@code cart}. */
  default String type(String type) {
    return type;
  }

  /** A property of events: {@code price}. */
  default String eventProperty(String name) {
    return name;
  }

  /** A property of profiles: {@code tier}. */
  default String profileProperty(String name) {
    return name;
  }

  /** A campaign, by its id. */
  default String campaign(String id) {
    return id;
  }
}

package dev.nudge.engine.story;

import dev.nudge.engine.campaign.StepSpec;
import java.util.List;

/** What the answer of one campaign calls steps, types and properties: by their names for people. */
final class NamedThings {
  private static final String EVENT = "event.";
  private static final String PROFILE = "profile.";
  private static final String SIZE = "size(";

  private final List<StepSpec> steps;
  private final Phrases phrases;
  private final Naming naming;

  NamedThings(List<StepSpec> steps, Phrases phrases, Naming naming) {
    this.steps = steps;
    this.phrases = phrases;
    this.naming = naming;
  }

  /**
   * A step: by the name of the one type of events that it takes, if that has one and no other step
   * takes the same; else by its own.
   */
  String step(String name) {
    return steps.stream()
        .filter(step -> step.name().value().equals(name) && step.events().size() == 1)
        .map(step -> step.events().get(0).value())
        .filter(type -> steps.stream().filter(step -> takes(step, type)).count() == 1)
        .filter(type -> !naming.type(type).equals(type))
        .findFirst()
        .map(this::type)
        .orElse(name);
  }

  private static boolean takes(StepSpec step, String type) {
    return step.events().isEmpty()
        || step.events().stream().anyMatch(taken -> taken.value().equals(type));
  }

  /** A type of events; a name that is not the technical one is quoted. */
  String type(String type) {
    String name = naming.type(type);
    return name.equals(type) ? type : phrases.say("name", name);
  }

  String campaign(String id) {
    return naming.campaign(id);
  }

  /** What an expression reads: {@code price} for {@code event.price}. */
  String read(String path) {
    if (path.startsWith(SIZE)) {
      String of = path.substring(SIZE.length(), path.length() - 1);
      return phrases.say("number", isStep(of) ? step(of) : read(of));
    }
    if (path.startsWith(PROFILE)) {
      return naming.profileProperty(path.substring(PROFILE.length()));
    }
    if (path.startsWith(EVENT)) {
      return naming.eventProperty(path.substring(EVENT.length()));
    }
    int dot = path.indexOf('.');
    return dot > 0 && isStep(path.substring(0, dot))
        ? naming.eventProperty(path.substring(dot + 1))
        : path;
  }

  /** Whether it reads what type an event is of. */
  boolean isType(String path) {
    int dot = path.indexOf('.');
    return path.endsWith(".type")
        && dot == path.lastIndexOf('.')
        && (path.startsWith(EVENT) || isStep(path.substring(0, dot)));
  }

  /** {@code look} and {@code look[0]}. */
  private boolean isStep(String text) {
    String name = text.endsWith("]") ? text.substring(0, text.indexOf('[')) : text;
    return steps.stream().anyMatch(step -> step.name().value().equals(name));
  }
}

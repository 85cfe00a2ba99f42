package dev.nudge.console.person;

import dev.nudge.console.label.Labels;
import dev.nudge.engine.story.Naming;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer calls things here: by the labels of the workspace and the names of campaigns.
 *
 * @param campaigns names by id; those without one are called by it
 */
record WorkspaceNames(Labels.Dictionary labels, Map<String, String> campaigns) implements Naming {
  @Override
  public String type(String type) {
    return or(labels.of(Labels.Of.TYPE, type), type);
  }

  @Override
  public String eventProperty(String name) {
    return or(labels.of(Labels.Of.EVENT, name), name);
  }

  @Override
  public String profileProperty(String name) {
    return or(labels.of(Labels.Of.PROFILE, name), name);
  }

  @Override
  public String campaign(String id) {
    return campaigns.getOrDefault(id, id);
  }

  private static String or(@Nullable String label, String name) {
    return label == null ? name : label;
  }
}

package dev.nudge.settings;

import java.util.Locale;
import java.util.function.Function;

/**
 * Something that can be set.
 *
 * @param path its place in {@code nudge.yaml}, such as {@code kafka.bootstrap}: one or two levels
 * @param standard what is in force where nothing is said
 * @param description one line
 * @param in finds it in all settings
 */
record Setting<T>(
    String path, Form<T> form, T standard, String description, Function<Settings, T> in) {
  /** The level it stands at; empty for the top. */
  String group() {
    int dot = path.indexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  /** What it is called there. */
  String key() {
    return path.substring(path.indexOf('.') + 1);
  }

  /** The environment variable that sets it. */
  String variable() {
    return variableOf(path);
  }

  /** The environment variable that sets something below it. */
  String variable(String below) {
    return variableOf(path + "." + below);
  }

  private static String variableOf(String path) {
    return "NUDGE_" + path.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** What it is set to, in YAML. */
  String write(Settings settings) {
    return form.write(in.apply(settings));
  }
}

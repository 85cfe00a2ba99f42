package dev.nudge.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands elsewhere: <code>${env:NAME}</code> is the value of an environment variable, <code>
 * ${file:PATH}</code> what a file holds, without the end of its last line.
 *
 * @param folder what relative paths are relative to
 */
public record References(Map<String, String> environment, Path folder) {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");

  /** Kafka's own config providers are written alike, and keep secrets as well. */
  private static final Pattern ANY_REFERENCE = Pattern.compile("\\$\\{\\w+:[^}]+}");

  /** Whether a text refers to something elsewhere. */
  public static boolean areIn(String text) {
    return ANY_REFERENCE.matcher(text).find();
  }

  /** Whether a text is a reference and nothing else, so that it can be shown. */
  static boolean isOnly(String text) {
    return ANY_REFERENCE.matcher(text).matches();
  }

  /** Whether a text is not what it says, but what it refers to. */
  static boolean leadsElsewhere(String text) {
    return REFERENCE.matcher(text).find();
  }

  /**
   * A text with its references resolved.
   *
   * @param errors takes what is wrong with a reference; that one then stays as it is
   */
  public String resolve(String text, Consumer<String> errors) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1).equals("env") ? variable(found, errors) : file(found, errors)));
  }

  private String variable(MatchResult found, Consumer<String> errors) {
    String value = environment.get(found.group(2));
    if (value == null) {
      errors.accept("there is no environment variable '" + found.group(2) + "'; set it");
      return found.group();
    }
    return value;
  }

  private String file(MatchResult found, Consumer<String> errors) {
    try {
      return Files.readString(folder.resolve(found.group(2))).replaceFirst("\\R\\z", "");
    } catch (IOException | RuntimeException e) {
      // Also a path that the file system cannot have.
      errors.accept("cannot read the file '" + found.group(2) + "' of the reference");
      return found.group();
    }
  }
}

package dev.nudge.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which settings of Kafka's clients are secret, and what must not stand in a file about them. */
final class Secrets {
  /** What is printed instead. */
  static final String SHOWN = "(secret)";

  /** An option inside a JAAS configuration, as {@code password="..."}. */
  private static final Pattern OPTION =
      Pattern.compile(
          "[\\w.]*(?:password|passphrase|secret)[\\w.]*\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s;]*)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SSL_KEY = Pattern.compile("(?:^|\\.)ssl\\..*\\.key$");

  private Secrets() {}

  /** Whether the value of a setting of Kafka's clients is never printed. */
  static boolean isSecret(String property) {
    String name = property.toLowerCase(Locale.ROOT);
    return name.contains("password")
        || name.contains("passphrase")
        || name.contains("secret")
        || name.endsWith("sasl.jaas.config")
        || SSL_KEY.matcher(name).find();
  }

  /** Whether the value of a secret says it in the open, rather than where it is kept. */
  static boolean isLiteral(String value) {
    return !References.areIn(value)
        || OPTION.matcher(value).results().anyMatch(option -> !References.areIn(option.group(1)));
  }
}

package dev.nudge.job;

import dev.nudge.engine.document.Suggestion;
import dev.nudge.settings.Flag;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands behind the jar in {@code flink run}.
 *
 * @param config the file that {@code --config} names
 * @param flags what is set by flags, in the order given
 */
record Arguments(Optional<String> config, List<Flag> flags, NudgeJob.Span span, boolean help) {
  private static final List<String> KNOWN =
      List.of("--config", "--set", "--bootstrap", "--to-the-end", "--help");

  /** What other jobs over clicks are submitted with, and the key that each stands for. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "--bootstrap.servers", "kafka.bootstrap",
          "--clickstream_topic", "topics.events",
          "--group", "kafka.group",
          "--alerts_topic", "topics.triggers");

  /**
   * Reads the words of the command line.
   *
   * @throws Refusal if they mean nothing
   */
  static Arguments read(List<String> words) throws Refusal {
    Optional<String> config = Optional.empty();
    List<Flag> flags = new ArrayList<>();
    NudgeJob.Span span = NudgeJob.Span.FOR_EVER;
    boolean help = false;
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String name = equals < 0 ? word : word.substring(0, equals);
      Optional<String> value =
          equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
      switch (name) {
        case "--config" -> config = Optional.of(value(name, value, rest));
        case "--set" -> flags.add(flag(value(name, value, rest)));
        case "--bootstrap" ->
            flags.add(new Flag(name, "kafka.bootstrap", value(name, value, rest)));
        case "--to-the-end" -> span = NudgeJob.Span.TO_THE_END;
        case "--help", "-h" -> help = true;
        default -> {
          String key = ALIASES.get(name);
          if (key == null) {
            throw new Refusal(
                Refusal.USAGE,
                "there is no option '"
                    + name
                    + "'"
                    + Suggestion.didYouMean(name, KNOWN)
                    + "; see --help");
          }
          flags.add(new Flag(name, key, value(name, value, rest)));
        }
      }
    }
    return new Arguments(config, List.copyOf(flags), span, help);
  }

  private static String value(String name, Optional<String> value, Iterator<String> rest)
      throws Refusal {
    if (value.isPresent()) {
      return value.get();
    }
    if (!rest.hasNext()) {
      throw new Refusal(Refusal.USAGE, name + " wants a value; see --help");
    }
    return rest.next();
  }

  private static Flag flag(String set) throws Refusal {
    int equals = set.indexOf('=');
    if (equals < 0) {
      throw new Refusal(
          Refusal.USAGE, "--set '" + set + "' sets nothing; write it like --set time.slack=2s");
    }
    return new Flag("--set", set.substring(0, equals).strip(), set.substring(equals + 1));
  }
}

package dev.nudge.settings;

import dev.nudge.engine.Retention;
import dev.nudge.engine.document.Notation;
import dev.nudge.engine.document.Suggestion;
import dev.nudge.engine.document.ZoneSuggestion;
import dev.nudge.engine.event.TimeZones;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of single values. */
final class Forms {
  private static final String AUTO = "auto";
  private static final Pattern ZERO = Pattern.compile("0+[dhms]");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern HOST =
      Pattern.compile("\\[[0-9a-fA-F:.]{2,45}]|[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,252})");
  private static final Pattern HOST_AND_PORT = Pattern.compile("(.*):(\\d{1,5})");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+-]+:.*");
  private static final Pattern NETWORK =
      Pattern.compile("(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+)(?:/\\d{1,3})?");

  private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql:\\S+");
  private static final Pattern HOME = Pattern.compile("~(?=/|$)");

  private Forms() {}

  /** A duration of at least one second. */
  static Form<Duration> duration() {
    return ScalarForm.of("a duration such as 10s, 5m or 1d", Notation::duration, Notation::write)
        .withAdvice(Forms::unit);
  }

  /** A duration that may be {@code 0s}. */
  static Form<Duration> durationOrZero() {
    return ScalarForm.of(
            "a duration such as 0s, 10s, 5m or 1d",
            text ->
                ZERO.matcher(text).matches() ? Optional.of(Duration.ZERO) : Notation.duration(text),
            Notation::write)
        .withAdvice(Forms::unit);
  }

  /** A duration that may be {@code 0s}, or {@code auto}. */
  static Form<Retention> retention() {
    return orAuto(
        Retention.AUTO,
        length -> length.isZero() ? Retention.NONE : Retention.of(length),
        Retention::length);
  }

  /** The same. */
  static Form<Wait> waiting() {
    return orAuto(Wait.AUTO, Wait::of, Wait::length);
  }

  private static <T> Form<T> orAuto(
      T auto, Function<Duration, T> of, Function<T, Duration> length) {
    return ScalarForm.of(
            "auto, or a duration such as 0s, 10s, 5m or 1d",
            text ->
                text.equals(AUTO)
                    ? Optional.of(auto)
                    : (ZERO.matcher(text).matches()
                            ? Optional.of(Duration.ZERO)
                            : Notation.duration(text))
                        .map(of),
            value -> value.equals(auto) ? AUTO : Notation.write(length.apply(value)))
        .withAdvice(Forms::unit);
  }

  private static String unit(String text) {
    return DIGITS.matcher(text).matches() ? " without a unit" : "";
  }

  /** A whole number from min to max, both included. */
  static Form<Integer> integer(int min, int max) {
    return ScalarForm.of(
        "a whole number from " + min + " to " + max,
        text -> {
          boolean number = DIGITS.matcher(text).matches() && text.length() < 10;
          return number && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max
              ? Optional.of(Integer.parseInt(text))
              : Optional.empty();
        },
        number -> Integer.toString(number));
  }

  /** A time zone. */
  static Form<ZoneId> zone() {
    return ScalarForm.of("a time zone such as Europe/Berlin", TimeZones::of, ZoneId::getId)
        .withAdvice(ZoneSuggestion::didYouMean);
  }

  /** {@code true} or {@code false}. */
  static Form<Boolean> flag() {
    return ScalarForm.of(
        "true or false",
        text ->
            text.equals("true") || text.equals("false")
                ? Optional.of(text.equals("true"))
                : Optional.empty(),
        flag -> Boolean.toString(flag));
  }

  /** One of an enum's names, in lower case. */
  static <E extends Enum<E>> ScalarForm<E> choice(Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name().toLowerCase(Locale.ROOT));
    }
    return ScalarForm.of(
            String.join(" or ", names),
            text -> {
              int found = names.indexOf(text);
              return found < 0 ? Optional.empty() : Optional.of(type.getEnumConstants()[found]);
            },
            (E constant) -> constant.name().toLowerCase(Locale.ROOT))
        .withAdvice(text -> Suggestion.didYouMean(text, names));
  }

  /** Which transitions are written; it was {@code true} or {@code false} once. */
  static Form<Settings.Transitions> transitions() {
    return choice(Settings.Transitions.class)
        .withAdvice(
            text ->
                text.equals("true")
                    ? "; it is now called 'all'"
                    : text.equals("false") ? "; it is now called 'none'" : "");
  }

  /** {@code host:port[,host:port...]}. */
  static Form<String> hosts() {
    return ScalarForm.of(
            "host:port, or several with commas between", Forms::hosts, (String hosts) -> hosts)
        .withAdvice(
            text ->
                HOST.matcher(text).matches()
                    ? "; the port is missing, as in " + text + ":9092"
                    : "");
  }

  private static Optional<String> hosts(String text) {
    List<String> hosts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher pair = HOST_AND_PORT.matcher(part.strip());
      if (!pair.matches() || !HOST.matcher(pair.group(1)).matches()) {
        return Optional.empty();
      }
      int port = Integer.parseInt(pair.group(2));
      if (port < 1 || port > 65_535) {
        return Optional.empty();
      }
      hosts.add(part.strip());
    }
    return Optional.of(String.join(",", hosts));
  }

  /** A host name or an address. */
  static Form<String> host() {
    return ScalarForm.of(
        "a host name or an address such as 127.0.0.1",
        text -> HOST.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
        host -> host);
  }

  /** The name of a property of events; empty where there is none. */
  static Form<String> property() {
    return ScalarForm.of(
        "the name of a property of events, or \"\" for none",
        text -> text.equals(text.strip()) ? Optional.of(text) : Optional.empty(),
        property -> property);
  }

  /** The name of a consumer group, of which Kafka asks nothing but that it is not blank. */
  static Form<String> group() {
    return ScalarForm.of(
        "the name of a consumer group",
        text -> text.isBlank() ? Optional.empty() : Optional.of(text.strip()),
        group -> group);
  }

  /** Addresses and networks, as somebody writes them; empty for none. */
  static Form<String> networks() {
    return ScalarForm.of(
        "addresses and networks such as \"10.0.0.5, 10.1.0.0/16\", or \"\" for none",
        text ->
            text.isBlank()
                    || Arrays.stream(text.split(",", -1))
                        .allMatch(one -> NETWORK.matcher(one.strip()).matches())
                ? Optional.of(text.strip())
                : Optional.empty(),
        networks -> networks);
  }

  /** Where something answers over HTTP, or nowhere; without a slash at the end. */
  static Form<String> urlOrNone() {
    return ScalarForm.of(
        "an address such as https://nudge.example.com, or \"\" for none",
        text -> text.isEmpty() ? Optional.of("") : webAddress(text),
        url -> url);
  }

  private static Optional<String> webAddress(String text) {
    String bare = text.replaceFirst("/+$", "");
    try {
      URI uri = URI.create(bare);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean plain =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null;
      return web && plain ? Optional.of(bare) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Where a PostgreSQL is, or none. */
  static Form<String> database() {
    return ScalarForm.of(
        "a URL such as jdbc:postgresql://localhost:5432/nudge, or \"\" for none",
        text ->
            text.isEmpty() || DATABASE.matcher(text).matches()
                ? Optional.of(text)
                : Optional.empty(),
        url -> url);
  }

  /** A file or folder. */
  static Form<String> path() {
    return path("a path", false, false);
  }

  /** A file or folder, or none. */
  static Form<String> pathOrNone() {
    return path("a path, or \"\" for none", true, false);
  }

  /** A file or folder, or where one is on another system, or none. */
  static Form<String> pathOrUri() {
    return path("a path or a URI such as s3://bucket/folder, or \"\"", true, true);
  }

  /** A relative path is relative to whoever says it, and {@code ~/} is the user's home. */
  private static Form<String> path(String expected, boolean empty, boolean uri) {
    return new ScalarForm<>(
        expected,
        (text, reading) -> {
          if (text.isEmpty()) {
            return empty ? Optional.of("") : Optional.empty();
          }
          if (uri && ELSEWHERE.matcher(text).matches()) {
            return Optional.of(text);
          }
          try {
            String atHome = HOME.matcher(text).lookingAt() ? home() + text.substring(1) : text;
            return Optional.of(reading.folder().resolve(Path.of(atHome)).toString());
          } catch (InvalidPathException e) {
            return Optional.empty();
          }
        },
        path -> path.startsWith(home() + "/") ? "~" + path.substring(home().length()) : path,
        text -> "");
  }

  static String home() {
    return System.getProperty("user.home", "/");
  }
}

package dev.nudge.delivery.channel;

import dev.nudge.delivery.channel.Channel.Destination;
import dev.nudge.delivery.channel.Channel.Limits;
import dev.nudge.delivery.channel.Channel.Rate;
import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.expression.Expressions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads channel documents; every mistake becomes a problem at its place. */
public final class ChannelReader {
  private static final Keys TOP =
      Keys.of(
          "at the top",
          "channel",
          "description",
          "webhook",
          "email",
          "in_app",
          "give_up_after",
          "report");
  private static final List<String> KINDS = List.of("webhook", "email", "in_app");
  private static final Keys IN_APP = Keys.of("under 'in_app'");
  private static final Keys RATE = Keys.of("under 'rate'", "at_most", "per");
  private static final Grammar GRAMMAR =
      Grammar.of(
          TOP,
          IN_APP,
          WebhookReader.KEYS,
          EmailReader.KEYS,
          EmailReader.SMTP,
          EmailReader.TRACK,
          RATE);
  private static final Pattern MARK =
      Pattern.compile("^[\"']?channel[\"']?\\s*:", Pattern.MULTILINE);
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);
  private static final Duration LATEST = Duration.ofDays(7);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);
  private static final int CONCURRENCY = 8;
  private static final int MOST_CONCURRENCY = 64;

  /** It sends nothing. */
  private static final Limits OF_IN_APP = new Limits(Optional.empty(), 1, TIMEOUT);

  private final Expressions expressions = new Expressions();

  /** Whether a text is of channels, right or wrong: nothing else has the key at the top. */
  public static boolean isChannel(String text) {
    return MARK.matcher(text).find();
  }

  /** The channels of a text; those with an error are left out. */
  public List<Channel> read(String file, String text, List<Problem> problems) {
    List<Channel> channels = new ArrayList<>();
    for (Document document : DocumentReader.read(file, text, problems)) {
      long before = errors(problems);
      Optional<Channel> channel =
          Fields.open(document.root(), TOP, GRAMMAR, problems)
              .flatMap(fields -> channel(fields, problems));
      if (document.sound() && errors(problems) == before) {
        channel.ifPresent(channels::add);
      }
    }
    return channels;
  }

  private Optional<Channel> channel(Fields top, List<Problem> problems) {
    top.require("channel", "what do offers call it?");
    Optional<Text> id = top.text("channel");
    id.filter(text -> !ID.matcher(text.value()).matches())
        .ifPresent(
            text ->
                top.error(
                    text.position(),
                    "'channel': expected a name such as crm: lower-case letters, digits and -, at"
                        + " most 64"));
    String description = top.text("description").map(Text::value).orElse("");
    Duration giveUpAfter = atMost(top, "give_up_after", GIVE_UP_AFTER, LATEST);
    boolean report = top.flag("report").orElse(false);
    List<String> kinds = KINDS.stream().filter(top::has).toList();
    if (kinds.size() != 1) {
      top.error(
          kinds.isEmpty() ? top.position() : top.keyPosition(kinds.get(1)),
          "a channel has one of 'webhook', 'email' and 'in_app'");
      return Optional.empty();
    }
    Optional<Fields> below =
        switch (kinds.get(0)) {
          case "webhook" -> top.open("webhook", WebhookReader.KEYS);
          case "email" -> top.open("email", EmailReader.KEYS);
          default -> top.open("in_app", IN_APP);
        };
    if (!report) {
      below
          .filter(fields -> fields.has("track"))
          .ifPresent(
              fields ->
                  fields.error(
                      fields.keyPosition("track"),
                      "'track' says what is told of a mail, and nothing is told without 'report:"
                          + " true'"));
    }
    Optional<Limits> limits =
        top.has("in_app") ? below.map(fields -> OF_IN_APP) : below.map(ChannelReader::limits);
    Optional<Destination> destination =
        below.flatMap(
            fields ->
                switch (kinds.get(0)) {
                  case "webhook" -> WebhookReader.read(fields);
                  case "email" -> new EmailReader(expressions, problems).read(fields);
                  default -> Optional.of(new Channel.InApp());
                });
    if (id.isEmpty() || limits.isEmpty() || destination.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Channel(
            id.get().value(), description, destination.get(), limits.get(), giveUpAfter, report));
  }

  private static Limits limits(Fields fields) {
    int concurrency = fields.integer("concurrency", 1, MOST_CONCURRENCY).orElse(CONCURRENCY);
    Duration timeout = atMost(fields, "timeout", TIMEOUT, LONGEST_TIMEOUT);
    return new Limits(rate(fields), concurrency, timeout);
  }

  private static Optional<Rate> rate(Fields fields) {
    Optional<Fields> below = fields.open("rate", RATE);
    if (below.isEmpty()) {
      return Optional.empty();
    }
    below.get().require("at_most", "how many, as in {at_most: 100, per: 1s}");
    below.get().require("per", "in which time, as in {at_most: 100, per: 1s}");
    OptionalInt atMost = below.get().integer("at_most", 1, 1_000_000);
    Optional<Duration> per = below.get().duration("per");
    return atMost.isEmpty()
        ? Optional.empty()
        : per.map(duration -> new Rate(atMost.getAsInt(), duration));
  }

  private static Duration atMost(Fields fields, String key, Duration standard, Duration most) {
    Optional<Duration> duration = fields.duration(key);
    if (duration.isPresent() && duration.get().compareTo(most) > 0) {
      fields.error(fields.position(key), "'" + key + "': expected at most " + shown(most));
    }
    return duration.orElse(standard);
  }

  private static String shown(Duration duration) {
    return duration.toHours() >= 24 ? duration.toDays() + "d" : duration.toMinutes() + "m";
  }

  private static long errors(List<Problem> problems) {
    return problems.stream().filter(Problem::isError).count();
  }
}

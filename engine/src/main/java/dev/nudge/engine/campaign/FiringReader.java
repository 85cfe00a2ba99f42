package dev.nudge.engine.campaign;

import static dev.nudge.engine.campaign.CampaignGrammar.BUDGET;
import static dev.nudge.engine.campaign.CampaignGrammar.CAP;
import static dev.nudge.engine.campaign.CampaignGrammar.GOAL;
import static dev.nudge.engine.campaign.CampaignGrammar.HOLDOUT;
import static dev.nudge.engine.campaign.CampaignGrammar.PACING;
import static dev.nudge.engine.campaign.CampaignGrammar.POLICY;
import static dev.nudge.engine.campaign.CampaignGrammar.POLICY_CAP;
import static dev.nudge.engine.campaign.CampaignGrammar.QUIET;
import static dev.nudge.engine.campaign.CampaignGrammar.VARIANT;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Json;
import dev.nudge.engine.document.JsonValues;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what decides about candidates: of one campaign, and of a policy. */
final class FiringReader {
  /** More would be remembered of each person than is good. */
  private static final int MOST = 1_000;

  /** Longer than anybody waits for, or remembers. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final Duration LONGEST_HOLD_BACK = Duration.ofMinutes(1);

  /** In outcomes, whoever was held out is in the arm of this name. */
  private static final String HELD_OUT = "holdout";

  /** And whoever got the offer of a campaign without variants in this one. */
  private static final String OFFERED = "offer";

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,4})?)\\s*%");
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(?:\\.\\d{1,6})?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private FiringReader() {}

  static FiringSpec read(Fields campaign) {
    Optional<Fields> pacing = campaign.open("pacing", PACING);
    pacing.ifPresent(fields -> some(fields, "pacing", PACING));
    return new FiringSpec(
        pacing.map(fields -> caps(fields, "per_user", CAP)).orElse(List.of()),
        pacing.flatMap(FiringReader::quiet),
        priority(campaign),
        name(campaign, "group"),
        holdout(campaign),
        variants(campaign),
        campaign.open("goal", GOAL).flatMap(FiringReader::goal),
        campaign.open("budget", BUDGET).flatMap(FiringReader::budget));
  }

  static Optional<PolicySpec> policy(Fields document) {
    return document
        .open("policy", POLICY)
        .map(
            policy -> {
              PolicySpec read =
                  new PolicySpec(
                      caps(policy, "caps", POLICY_CAP),
                      quiet(policy),
                      policy
                          .duration("hold_back")
                          .filter(
                              length -> fits(policy, "hold_back", length, LONGEST_HOLD_BACK, "1m")),
                      holdout(policy),
                      policy.expression("unsubscribed"));
              some(policy, "policy", POLICY);
              return read;
            });
  }

  /** A mapping that says nothing is a mistake. */
  private static void some(Fields fields, String key, Keys keys) {
    if (keys.known().stream().noneMatch(fields::has)) {
      fields.error(
          fields.position(),
          "'" + key + "': expected at least one of " + String.join(", ", keys.known()));
    }
  }

  /** One cap, or a list of them. */
  private static List<FiringSpec.Cap> caps(Fields fields, String key, Keys keys) {
    List<FiringSpec.Cap> caps = new ArrayList<>();
    Optional<Node> node = fields.node(key);
    if (node.isPresent()) {
      List<Node> all =
          node.get() instanceof Node.Listing list ? list.elements() : List.of(node.get());
      for (Node each : all) {
        if (each instanceof Node.Mapping) {
          fields.open(each, keys).flatMap(FiringReader::cap).ifPresent(caps::add);
        } else {
          fields.expected(each, key, "a cap such as {at_most: 1, per: 7d}, or a list of them", "");
        }
      }
      if (all.isEmpty()) {
        fields.error(
            node.get().position(),
            "'" + key + "': the list is empty; leave the key out for no cap");
      }
    }
    return caps;
  }

  private static Optional<FiringSpec.Cap> cap(Fields cap) {
    cap.require("at_most", "how many offers");
    cap.require("per", "in how long, such as 7d");
    OptionalInt atMost = cap.integer("at_most", 1, MOST);
    Optional<Duration> per =
        cap.duration("per").filter(length -> fits(cap, "per", length, LONGEST, "366d"));
    Optional<Text> group = name(cap, "group");
    return atMost.isPresent() && per.isPresent()
        ? Optional.of(new FiringSpec.Cap(group, atMost.getAsInt(), per.get()))
        : Optional.empty();
  }

  private static boolean fits(
      Fields fields, String key, Duration length, Duration longest, String name) {
    if (length.isZero() || length.compareTo(longest) > 0) {
      fields.error(
          fields.position(key), "'" + key + "': expected more than nothing, and at most " + name);
      return false;
    }
    return true;
  }

  private static Optional<FiringSpec.Quiet> quiet(Fields fields) {
    return fields
        .open("quiet", QUIET)
        .flatMap(
            quiet -> {
              quiet.require("from", "the hour at which it becomes quiet, such as \"22:00\"");
              quiet.require("to", "the hour at which it ends, such as \"08:00\"");
              Optional<LocalTime> from = hour(quiet, "from");
              Optional<LocalTime> to = hour(quiet, "to");
              Optional<Text> zone = quiet.expression("zone");
              Then then = quiet.choice("then", Then.class).orElse(Then.DEFER);
              if (from.isEmpty() || to.isEmpty()) {
                return Optional.empty();
              }
              if (from.equals(to)) {
                quiet.error(quiet.position("to"), "'to' must be another hour than 'from'");
              }
              return Optional.of(
                  new FiringSpec.Quiet(from.get(), to.get(), zone, then == Then.DEFER));
            });
  }

  /** What becomes of an offer in quiet hours. */
  private enum Then {
    DEFER,
    DROP
  }

  private static Optional<LocalTime> hour(Fields quiet, String key) {
    Optional<Node> node = quiet.node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Node.Scalar scalar) {
      try {
        return Optional.of(LocalTime.parse(scalar.text().value()));
      } catch (DateTimeParseException e) {
        // told below
      }
    }
    quiet.expected(node.get(), key, "an hour such as \"22:00\"", "");
    return Optional.empty();
  }

  private static Optional<Text> priority(Fields campaign) {
    Optional<Text> priority = campaign.expression("priority");
    if (priority.isPresent()) {
      try {
        double number = Double.parseDouble(priority.get().value());
        if (!(number >= 0 && number <= 100)) {
          campaign.error(
              priority.get().position(),
              "'priority': expected a number from 0 to 100, or CEL that gives one, got "
                  + priority.get());
        }
      } catch (NumberFormatException e) {
        // an expression
      }
    }
    return priority;
  }

  private static Optional<Text> name(Fields fields, String key) {
    Optional<Text> name = fields.text(key, "a name");
    if (name.isPresent() && !NAME.matcher(name.get().value()).matches()) {
      fields.error(
          name.get().position(),
          "'"
              + key
              + "': expected a name of letters, digits, '_' and '-', got '"
              + name.get()
              + "'");
      return Optional.empty();
    }
    return name;
  }

  private static Optional<FiringSpec.Holdout> holdout(Fields fields) {
    Optional<Node> node = fields.node("holdout");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Node.Mapping) {
      return fields
          .open("holdout", HOLDOUT)
          .flatMap(
              holdout -> {
                holdout.require("share", "such as 10%");
                Optional<Text> tag = name(holdout, "tag");
                return holdout
                    .node("share")
                    .flatMap(share -> share(holdout, share, "share"))
                    .map(share -> new FiringSpec.Holdout(share, tag));
              });
    }
    return share(fields, node.get(), "holdout")
        .map(share -> new FiringSpec.Holdout(share, Optional.empty()));
  }

  private static Optional<Double> share(Fields fields, Node node, String key) {
    if (node instanceof Node.Scalar scalar) {
      Matcher percent = PERCENT.matcher(scalar.text().value());
      if (percent.matches() && Double.parseDouble(percent.group(1)) < 100) {
        return Optional.of(Double.parseDouble(percent.group(1)) / 100);
      }
    }
    fields.expected(node, key, "a share below 100%, such as 10%", "");
    return Optional.empty();
  }

  private static List<FiringSpec.Variant> variants(Fields campaign) {
    List<FiringSpec.Variant> variants = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<Node> nodes = campaign.list("variants", "variants");
    Optional<Node> all = campaign.node("variants");
    if (all.isPresent() && all.get() instanceof Node.Listing && nodes.isEmpty()) {
      campaign.error(
          all.get().position(), "'variants': no variant; leave the key out for one offer");
    }
    for (Node node : nodes) {
      campaign
          .open(node, VARIANT)
          .ifPresent(
              fields -> {
                fields.require("name", "such as 'name: ten'");
                Optional<Text> name = name(fields, "name");
                int weight = fields.integer("weight", 0, 1_000_000).orElse(1);
                Optional<Json> offer =
                    fields.node("offer").map(json -> JsonValues.of(json, fields::error));
                name.ifPresent(
                    known -> {
                      checkName(fields, known, names);
                      variants.add(new FiringSpec.Variant(known, weight, offer));
                    });
              });
    }
    if (!variants.isEmpty() && variants.stream().allMatch(variant -> variant.weight() == 0)) {
      campaign.error(
          campaign.position("variants"), "'variants': at least one needs a weight above 0");
    }
    return variants;
  }

  private static void checkName(Fields fields, Text name, Set<String> names) {
    String lower = name.value().toLowerCase(Locale.ROOT);
    if (lower.equals(HELD_OUT) || lower.equals(OFFERED)) {
      fields.error(
          name.position(), "a variant cannot be called '" + name + "': outcomes say so of others");
    } else if (!names.add(lower)) {
      fields.error(name.position(), "another variant is called '" + name + "'");
    }
  }

  private static Optional<FiringSpec.Budget> budget(Fields budget) {
    Optional<Text> cost = budget.expression("cost");
    Optional<BigDecimal> total = amount(budget, "total", cost.isPresent());
    Optional<BigDecimal> perDay = amount(budget, "per_day", cost.isPresent());
    if (!budget.has("total") && !budget.has("per_day")) {
      budget.error(
          budget.position(),
          "'budget': expected 'total', 'per_day' or both, such as {total: 10000, per_day: 500}");
    }
    return total.isPresent() || perDay.isPresent()
        ? Optional.of(new FiringSpec.Budget(total, perDay, cost))
        : Optional.empty();
  }

  /** Millionths are as small as an amount gets. */
  private static Optional<BigDecimal> amount(Fields budget, String key, boolean parts) {
    Optional<Node> node = budget.node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Node.Scalar scalar
        && AMOUNT.matcher(scalar.text().value()).matches()) {
      BigDecimal amount = new BigDecimal(scalar.text().value());
      if (amount.signum() > 0 && (parts || amount.stripTrailingZeros().scale() <= 0)) {
        return Optional.of(amount);
      }
    }
    budget.expected(
        node.get(),
        key,
        parts ? "an amount above 0, such as 99.5" : "a whole number above 0, of offers",
        "");
    return Optional.empty();
  }

  private static Optional<FiringSpec.Goal> goal(Fields goal) {
    goal.require("event", "what is hoped for, such as purchase");
    goal.require("within", "so long after the offer, such as 7d");
    List<Text> events = goal.texts("event", "an event type");
    Optional<Text> where = goal.expression("where");
    Optional<Text> value = goal.expression("value");
    Optional<Duration> within =
        goal.duration("within").filter(length -> fits(goal, "within", length, LONGEST, "366d"));
    return within.isPresent() && !events.isEmpty()
        ? Optional.of(new FiringSpec.Goal(events, where, value, within.get()))
        : Optional.empty();
  }
}

package dev.nudge.engine.campaign;

import static dev.nudge.engine.campaign.CampaignGrammar.CAMPAIGN;
import static dev.nudge.engine.campaign.CampaignGrammar.GRAMMAR;
import static dev.nudge.engine.campaign.CampaignGrammar.JOURNAL;

import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.JsonValues;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads campaign documents: the form of every key is checked, expressions stay text. Every mistake
 * of a file is reported, at its place. Linear in the length of the text; nothing is thrown.
 */
public final class CampaignReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  /** As Kafka wants it. */
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  /** What a policy may have. */
  private static final Set<String> OF_POLICY =
      Set.of("id", "name", "status", "from", "until", "published", "policy");

  private CampaignReader() {}

  /**
   * The campaigns of a file: one a document, in order.
   *
   * @param file as the user named it; YAML, or JSON (by the same parser)
   * @param text what the file holds
   * @param problems takes what is wrong, ordered by place
   */
  public static List<CampaignDocument> read(String file, String text, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    List<CampaignDocument> campaigns = new ArrayList<>();
    for (Document document : DocumentReader.read(file, text, found)) {
      // A file may end in "---", and a document may be all comments.
      if (!(document.root() instanceof Node.Scalar scalar)
          || scalar.type() != Node.Scalar.Type.NULL) {
        campaign(document, found).ifPresent(campaigns::add);
      }
    }
    if (campaigns.isEmpty() && found.isEmpty()) {
      found.add(Problem.error(new Position(file, 1, 1), "the file holds no campaign"));
    }
    found.sort(Comparator.comparing(Problem::at));
    problems.addAll(found);
    return campaigns;
  }

  private static Optional<CampaignDocument> campaign(Document document, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    Optional<Campaign> campaign =
        Fields.open(document.root(), CAMPAIGN, GRAMMAR, found).map(CampaignReader::campaign);
    problems.addAll(found);
    boolean sound =
        document.sound() && found.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
    return campaign.map(read -> new CampaignDocument(sound ? read : read.unsound()));
  }

  private static Campaign campaign(Fields fields) {
    fields.require("id", "such as 'id: abandoned-cart'");
    Names names = new Names(fields);
    Optional<Instant> from = fields.timestamp("from");
    Optional<Instant> until = fields.timestamp("until");
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      fields.error(fields.position("until"), "'until' must be later than 'from'");
    }
    checkMoment(fields);
    return new Campaign(
        id(fields),
        fields.text("name"),
        fields.choice("status", Campaign.Status.class).orElse(Campaign.Status.LIVE),
        from,
        until,
        fields.timestamp("published"),
        fields.expression("audience"),
        new MeasureReader(names).read(fields),
        new PatternReader(names).read(fields),
        fields.expression("when"),
        fields.node("offer").map(node -> JsonValues.of(node, fields::error)),
        fields.node("journal").flatMap(node -> journal(node, fields)),
        topic(fields),
        fields.choice("matched", Campaign.MatchedEvents.class).orElse(Campaign.MatchedEvents.READ),
        FiringReader.read(fields),
        FiringReader.policy(fields),
        true);
  }

  private static Optional<JournalSpec> journal(Node node, Fields fields) {
    if (!(node instanceof Node.Mapping)) {
      return fields
          .text("journal", "a text")
          .map(text -> new JournalSpec(Optional.of(text), Optional.empty()));
    }
    Optional<Fields> opened = fields.open(node, JOURNAL);
    Optional<JournalSpec> journal =
        opened.map(
            texts ->
                new JournalSpec(texts.text("entered", "a text"), texts.text("fired", "a text")));
    if (journal.isPresent() && journal.get().fired().isPresent() && !fields.has("pattern")) {
      fields.error(
          journal.get().fired().get().position(),
          "'fired' stands with the transition of a run, and without a pattern there are none; what"
              + " is to go out with the trigger comes under 'offer'");
    }
    return journal;
  }

  private static Optional<Text> topic(Fields fields) {
    Optional<Text> topic = fields.text("topic", "the name of a topic");
    if (topic.isPresent() && !TOPIC.matcher(topic.get().value()).matches()) {
      fields.error(
          topic.get().position(),
          "'topic': expected 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-', got '"
              + topic.get()
              + "'");
    }
    return topic;
  }

  private static Text id(Fields fields) {
    Optional<Text> id = fields.text("id");
    if (id.isPresent() && !ID.matcher(id.get().value()).matches()) {
      fields.error(
          id.get().position(),
          "'id': expected 1 to 64 of a-z, 0-9 and '-', not beginning with '-', got '"
              + id.get()
              + "'");
    }
    return id.orElseGet(() -> Text.at(fields.position("id"), ""));
  }

  private static boolean isShadow(Node status) {
    return status instanceof Node.Scalar scalar && scalar.text().value().equals("shadow");
  }

  /** A policy fires nothing, so it has nothing of what fires. */
  private static void checkPolicy(Fields fields) {
    for (String key : CAMPAIGN.known()) {
      if (fields.has(key) && !OF_POLICY.contains(key)) {
        fields.error(
            fields.keyPosition(key),
            "a document with a 'policy' fires nothing itself, so '"
                + key
                + "' cannot stand beside it");
      }
    }
    if (fields.node("status").filter(CampaignReader::isShadow).isPresent()) {
      fields.error(
          fields.position("status"),
          "a policy does not run in the shadow: 'nudge backtest' says what it would change");
    }
  }

  /** What makes it fire. */
  private static void checkMoment(Fields fields) {
    if (fields.has("policy")) {
      checkPolicy(fields);
      return;
    }
    if (fields.has("pattern") || (fields.has("measures") && fields.has("when"))) {
      return;
    }
    if (fields.has("when")) {
      fields.error(
          fields.keyPosition("when"), "'when' without a 'pattern' needs 'measures' to look at");
    } else if (fields.has("measures")) {
      fields.error(
          fields.keyPosition("measures"), "'measures' without a 'pattern' need a 'when' to fire");
    } else {
      fields.error(
          fields.position(),
          "nothing makes it fire: it needs a 'pattern', or 'measures' and 'when'");
    }
  }
}

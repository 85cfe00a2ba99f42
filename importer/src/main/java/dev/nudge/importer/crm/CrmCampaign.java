package dev.nudge.importer.crm;

import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.importer.draft.CampaignDraft;
import dev.nudge.importer.draft.CampaignId;
import dev.nudge.importer.draft.DraftKeys;
import dev.nudge.importer.draft.DraftValue;
import dev.nudge.importer.draft.JsonKeys;
import dev.nudge.importer.draft.Origin;
import dev.nudge.importer.draft.StepName;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a campaign of the CRM into a draft: one step, which keeps the filter word for word.
 *
 * @param zone of dates that name none
 */
public record CrmCampaign(ZoneId zone) {
  private static final Keys CAMPAIGN =
      Keys.of(
          "in a campaign",
          "campaign_id",
          "name",
          "enabled",
          "game",
          "event_name",
          "start_date",
          "end_date",
          "filter",
          "reward");

  private static final Grammar GRAMMAR = Grammar.of(CAMPAIGN);

  /** Reads a campaign; what is wrong with it is reported, and a draft then means nothing. */
  public Optional<CampaignDraft> read(Node node, Origin origin, List<Problem> problems) {
    return JsonKeys.open(node, CAMPAIGN, GRAMMAR, problems).map(fields -> draft(fields, origin));
  }

  /**
   * Reads a campaign as {@link #read} does, to be live at once and to hand itself on: its offer is
   * the campaign as it was written. One that does not say whether it is enabled rests, as it does
   * there.
   *
   * @param topic where its triggers go; empty for where all go
   */
  Optional<CampaignDraft> readLive(Node node, Origin origin, String topic, List<Problem> problems) {
    return read(node, origin, problems)
        .map(draft -> new CampaignDraft(draft.id(), draft.notes(), live(draft, node, topic)))
        .map(draft -> told(draft, problems));
  }

  private static DraftValue.Mapping live(CampaignDraft draft, Node node, String topic) {
    Map<String, DraftValue> members = new LinkedHashMap<>(draft.root().members());
    Position at = node.position();
    if (!topic.isEmpty()) {
      members.put("topic", DraftValue.text(at, topic));
    }
    members.put("offer", asItIs(DraftValue.of(node)));
    return new DraftValue.Mapping(draft.root().origin(), members);
  }

  private static CampaignDraft told(CampaignDraft draft, List<Problem> problems) {
    if (draft.root().members().containsKey("status")) {
      return draft;
    }
    Position at = draft.root().origin();
    problems.add(Problem.warning(at, "no 'enabled': the campaign rests until it is 'true'"));
    Map<String, DraftValue> members = new LinkedHashMap<>(draft.root().members());
    members.put("status", DraftValue.text(at, "paused"));
    return new CampaignDraft(draft.id(), draft.notes(), new DraftValue.Mapping(at, members));
  }

  /** The same where texts are templates. */
  private static DraftValue asItIs(DraftValue value) {
    if (value instanceof DraftValue.Mapping mapping) {
      Map<String, DraftValue> members = new LinkedHashMap<>();
      mapping.members().forEach((key, member) -> members.put(key, asItIs(member)));
      return new DraftValue.Mapping(mapping.origin(), members);
    } else if (value instanceof DraftValue.Listing listing) {
      return new DraftValue.Listing(
          listing.origin(), listing.elements().stream().map(CrmCampaign::asItIs).toList());
    }
    DraftValue.Scalar scalar = (DraftValue.Scalar) value;
    return new DraftValue.Scalar(
        scalar.origin(), scalar.type(), scalar.text().replace("${", "$${"));
  }

  private CampaignDraft draft(Fields fields, Origin origin) {
    fields.require("campaign_id", "");
    fields.require("event_name", "the event that the campaign waits for");
    String theirs = scalar(fields, "campaign_id");
    String id = CampaignId.from(theirs);
    if (id.isEmpty() && fields.has("campaign_id")) {
      fields.error(
          fields.position("campaign_id"),
          "'campaign_id': nothing of '" + theirs + "' can stand in an id (a-z, 0-9 and '-')");
    }
    DraftKeys root = new DraftKeys(fields.position());
    root.put("id", fields.position("campaign_id"), id);
    fields
        .text("name")
        .ifPresentOrElse(
            name -> root.put("name", name.position(), name.value()),
            () -> {
              if (!id.equals(theirs)) {
                root.put("name", fields.position("campaign_id"), theirs);
              }
            });
    fields
        .flag("enabled")
        .ifPresent(
            enabled -> root.put("status", fields.position("enabled"), enabled ? "live" : "paused"));
    CrmDate date = new CrmDate(fields, zone);
    date.read("start_date").ifPresent(time -> root.put("from", date.at("start_date"), time));
    date.read("end_date").ifPresent(time -> root.put("until", date.at("end_date"), time));
    Position at = fields.position("event_name");
    DraftValue steps = new DraftValue.Listing(at, List.of(step(fields)));
    root.put("pattern", new DraftKeys(at).put("steps", steps).build());
    fields.node("reward").ifPresent(reward -> root.put("offer", offer(reward)));
    return new CampaignDraft(
        id,
        List.of("Imported from " + origin.file() + ", campaign '" + theirs + "' of the CRM."),
        root.build());
  }

  private static DraftValue step(Fields fields) {
    String event = scalar(fields, "event_name");
    Position at = fields.position("event_name");
    DraftKeys step = new DraftKeys(at);
    step.put("name", at, StepName.from(event));
    step.put("event", at, event);
    fields
        .text("game")
        .ifPresent(
            game -> step.put("where", game.position(), "event.game == " + quoted(game.value())));
    fields
        .text("filter", "the source of a JavaScript function")
        .map(Text::value)
        .filter(source -> !source.isBlank())
        .ifPresent(source -> step.put("script", fields.position("filter"), source.strip()));
    return step.build();
  }

  /** A reward that is only named becomes {@code {reward: NAME}}. */
  private static DraftValue offer(Node reward) {
    DraftValue as = DraftValue.of(reward);
    return reward instanceof Node.Mapping
        ? as
        : new DraftKeys(reward.position()).put("reward", as).build();
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** A string, or a number as it is written. */
  private static String scalar(Fields fields, String key) {
    Optional<Node> node = fields.node(key);
    if (node.isPresent()
        && node.get() instanceof Node.Scalar scalar
        && scalar.type() == Node.Scalar.Type.INTEGER) {
      return scalar.text().value();
    }
    return fields.text(key).map(Text::value).orElse("");
  }
}

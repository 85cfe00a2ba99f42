package dev.nudge.importer;

import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.importer.crm.CrmCampaign;
import dev.nudge.importer.draft.CampaignDraft;
import dev.nudge.importer.draft.CampaignId;
import dev.nudge.importer.draft.DraftValue;
import dev.nudge.importer.draft.Finished;
import dev.nudge.importer.draft.Origin;
import dev.nudge.importer.ververica.RuleReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts what files hold, which are read by whoever asks. A campaign that cannot be converted
 * never stops the others. Costs about as much as {@code nudge check} of what comes out, since
 * everything that does has passed it. Not for several threads at once.
 */
public final class Importer {
  private final Optional<Format> forced;
  private final RuleReader rules;
  private final CrmCampaign campaigns;
  private final Map<String, Position> ids = new HashMap<>();
  private final List<Finished> finished = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param forced what everything is taken for; empty to tell by the keys
   * @param rules reads rules of dynamic Flink CEP
   * @param campaigns reads campaigns of a gaming CRM
   */
  public Importer(Optional<Format> forced, RuleReader rules, CrmCampaign campaigns) {
    this.forced = forced;
    this.rules = rules;
    this.campaigns = campaigns;
  }

  /** What could be converted, in the order it stood. */
  public List<Finished> finished() {
    return finished;
  }

  /** What is wrong, file by file, in the order it stands there. */
  public List<Problem> problems() {
    return problems.stream().distinct().toList();
  }

  /** Converts what a file holds: one JSON object, a list of them, or one after the other. */
  public void add(Path file, String text) {
    int before = problems.size();
    addAll(file, text);
    problems.subList(before, problems.size()).sort(Comparator.comparing(Problem::at));
  }

  private void addAll(Path file, String text) {
    String name = String.valueOf(file.getFileName());
    String stem = name.replaceFirst("\\.[^.]*$", "");
    for (Item item : Items.read(file.toString(), text, problems)) {
      Origin origin = new Origin(name, stem, item.number());
      Optional<Format> format = forced.isPresent() ? forced : Format.of(item.node());
      if (format.isEmpty()) {
        problems.add(
            item.positions()
                .inFile(
                    Problem.error(
                        item.node().position(),
                        "cannot tell the format of "
                            + described(item.node())
                            + ": a rule of Flink CEP has 'nodes' and 'edges', a CRM campaign"
                            + " 'campaign_id' and 'event_name'; or say --format")));
      } else if (format.get() == Format.CRM) {
        List<Problem> found = new ArrayList<>();
        finish(campaigns.read(item.node(), origin, found), item.positions(), found);
      } else if (RuleRow.is(item.node())) {
        RuleRow.read(item.node(), item.positions(), problems).ifPresent(row -> add(row, origin));
      } else {
        List<Problem> found = new ArrayList<>();
        finish(rules.read(item.node(), origin, found), item.positions(), found);
      }
    }
  }

  private static String described(Node node) {
    return node instanceof Node.Mapping mapping
        ? "an object with the keys "
            + String.join(
                ", ", mapping.entries().stream().map(entry -> entry.key().value()).toList())
        : node.describe();
  }

  private void add(RuleRow.Rule row, Origin origin) {
    List<Problem> found = new ArrayList<>();
    Optional<CampaignDraft> draft = rules.read(row.node(), origin, found);
    finish(draft.map(read -> of(row, read)), row.positions(), found);
  }

  /** The id of the row is the rule's own; what the rule is called is no more than a name. */
  private static CampaignDraft of(RuleRow.Rule row, CampaignDraft draft) {
    List<String> notes = new ArrayList<>(draft.notes());
    if (!row.function().isEmpty()) {
      notes.add("There, a match went to " + row.function() + ".");
    }
    String id = CampaignId.from(row.id());
    if (id.isEmpty()) {
      return new CampaignDraft(draft.id(), notes, draft.root());
    }
    Map<String, DraftValue> members = new LinkedHashMap<>(draft.root().members());
    members.put("id", DraftValue.text(draft.root().origin(), id));
    return new CampaignDraft(id, notes, new DraftValue.Mapping(draft.root().origin(), members));
  }

  private void finish(Optional<CampaignDraft> draft, FilePositions positions, List<Problem> found) {
    boolean readable = draft.isPresent() && found.stream().noneMatch(Importer::isError);
    if (readable) {
      Finished campaign = Finished.of(withWarnings(draft.get(), positions, found));
      found.addAll(campaign.problems());
      Position at = positions.inFile(draft.get().root().origin());
      Position first = ids.get(campaign.id());
      if (first != null) {
        problems.add(
            Problem.error(
                at, "the id '" + campaign.id() + "' is taken by the campaign from " + first));
      } else if (campaign.isSound()) {
        ids.put(campaign.id(), at);
        finished.add(campaign);
      }
    }
    found.forEach(problem -> problems.add(positions.inFile(problem)));
  }

  /** What somebody should look at stands in the document as well. */
  private static CampaignDraft withWarnings(
      CampaignDraft draft, FilePositions positions, List<Problem> found) {
    List<String> notes = new ArrayList<>(draft.notes());
    found.stream()
        .distinct()
        .forEach(warning -> notes.add("To check: " + positions.inFile(warning).text() + "."));
    return new CampaignDraft(draft.id(), notes, draft.root());
  }

  /** Whether a problem keeps its campaign from being converted. */
  public static boolean isError(Problem problem) {
    return problem.severity() == Problem.Severity.ERROR;
  }
}

package dev.nudge.importer.crm;

import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Node;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.importer.draft.CampaignDraft;
import dev.nudge.importer.draft.CampaignId;
import dev.nudge.importer.draft.Finished;
import dev.nudge.importer.draft.Origin;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A campaign as the CRM writes it to its topic: one JSON object a record. Dates that name no zone
 * are of UTC.
 *
 * @param text the record's value
 */
public record CrmRecord(String text) {
  private static final CrmCampaign CAMPAIGN = new CrmCampaign(ZoneOffset.UTC);

  /** The id of the campaign, made of its {@code campaign_id}; nothing where it has none. */
  public Optional<String> id() {
    return DocumentReader.read("", text, new ArrayList<>()).stream()
        .findFirst()
        .map(Document::root)
        .filter(Node.Mapping.class::isInstance)
        .flatMap(root -> id((Node.Mapping) root))
        .filter(id -> !id.isEmpty());
  }

  private static Optional<String> id(Node.Mapping root) {
    return root.entries().stream()
        .filter(entry -> entry.key().value().equals("campaign_id"))
        .map(Node.Entry::value)
        .filter(Node.Scalar.class::isInstance)
        .map(value -> CampaignId.from(((Node.Scalar) value).text().value()))
        .findFirst();
  }

  /**
   * The campaign document that means the same, with the campaign itself as its offer.
   *
   * @param place where the record stands, as problems name it
   * @param topic where its triggers go; empty for where all go
   * @param problems takes what is wrong, and what is to be looked at
   * @return nothing where something is wrong
   */
  public Optional<String> document(String place, String topic, List<Problem> problems) {
    int before = problems.size();
    List<Document> documents = DocumentReader.read(place, text, problems);
    if (documents.size() != 1 || !(documents.get(0).root() instanceof Node.Mapping root)) {
      if (problems.size() == before) {
        problems.add(
            Problem.error(new Position(place, 1, 1), "a record holds one campaign, a JSON object"));
      }
      return Optional.empty();
    }
    Optional<Finished> finished =
        CAMPAIGN
            .readLive(root, new Origin(place, place, 0), topic, problems)
            .filter(draft -> isSound(problems, before))
            .map(CrmRecord::finished);
    finished.ifPresent(document -> problems.addAll(document.problems()));
    return isSound(problems, before) ? finished.map(Finished::text) : Optional.empty();
  }

  /** Without notes, which would tell two records apart that say the same. */
  private static Finished finished(CampaignDraft draft) {
    return Finished.of(new CampaignDraft(draft.id(), List.of(), draft.root()));
  }

  private static boolean isSound(List<Problem> problems, int from) {
    return problems.subList(from, problems.size()).stream().noneMatch(Problem::isError);
  }
}

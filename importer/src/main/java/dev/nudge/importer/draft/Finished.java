package dev.nudge.importer.draft;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.CampaignSet.Published;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Document;
import dev.nudge.engine.document.DocumentReader;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A campaign document, written and checked.
 *
 * @param id of the campaign
 * @param text YAML
 * @param problems what {@code nudge check} says of it, at the places of the imported file that it
 *     comes from
 */
public record Finished(String id, String text, List<Problem> problems) {

  /** Writes a document and checks it. */
  public static Finished of(CampaignDraft draft) {
    String text = DraftWriter.write(draft);
    List<Problem> found = new ArrayList<>();
    for (CampaignDocument document : CampaignReader.read(draft.id() + ".yaml", text, found)) {
      found.addAll(
          CampaignSet.compile(List.of(new Published(document.campaign(), 1, Instant.EPOCH)))
              .problems());
    }
    List<Problem> problems = new ArrayList<>();
    for (Problem problem : found) {
      Position origin = origin(draft, text, problem.at());
      problems.add(new Problem(origin, problem.severity(), "as a campaign: " + problem.text()));
    }
    return new Finished(draft.id(), text, problems.stream().distinct().toList());
  }

  private static Position origin(CampaignDraft draft, String text, Position at) {
    List<Document> written = DocumentReader.read(at.file(), text, new ArrayList<>());
    DraftValue found = draft.root();
    if (!written.isEmpty()) {
      for (String step : Pointer.to(written.get(0).root(), at).steps()) {
        DraftValue inside = inside(found, step);
        if (inside == found) {
          break;
        }
        found = inside;
      }
    }
    return found.origin();
  }

  private static DraftValue inside(DraftValue value, String step) {
    if (value instanceof DraftValue.Mapping mapping) {
      return mapping.members().getOrDefault(step, value);
    }
    return value instanceof DraftValue.Listing listing && step.matches("\\d+")
        ? listing.elements().get(Integer.parseInt(step))
        : value;
  }

  /** Whether {@code nudge check} finds no error in it. */
  public boolean isSound() {
    return problems.stream().noneMatch(problem -> problem.severity() == Problem.Severity.ERROR);
  }
}

package dev.nudge.console.check;

import dev.nudge.console.web.Mistake;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.CampaignSet.Published;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One document, read and compiled. Milliseconds.
 *
 * @param problems all that is wrong, by place
 * @param campaign as far as it could be read, which is not at all where the syntax is wrong
 * @param compiled it alone, if it has no error
 */
public record Checked(
    List<Problem> problems, Optional<Campaign> campaign, Optional<CampaignSet> compiled) {
  private static final String NAME = "campaign";

  /** Reads a document, YAML or JSON. */
  public static Checked of(String text) {
    return of(text, Optional.empty());
  }

  /**
   * The same, with warnings of segments that are not there.
   *
   * @param segments the names of all that there are, if they are known
   */
  public static Checked of(String text, Optional<Set<String>> segments) {
    List<Problem> read = new ArrayList<>();
    List<CampaignDocument> documents = CampaignReader.read(NAME, text, read);
    if (documents.size() > 1) {
      Position second = documents.get(1).campaign().position();
      read.add(Problem.error(second, "there are two campaigns here: each has a text of its own"));
    }
    if (documents.isEmpty()) {
      return new Checked(List.copyOf(read), Optional.empty(), Optional.empty());
    }
    // A draft is checked as it would run.
    Campaign campaign = documents.get(0).campaign();
    CampaignSet.Compiled compiled =
        CampaignSet.compile(
            List.of(
                new Published(
                    campaign.with(Campaign.Status.LIVE, Instant.EPOCH), 1, Instant.EPOCH)),
            segments);
    Set<Problem> all = new LinkedHashSet<>(read);
    all.addAll(compiled.problems());
    List<Problem> problems = all.stream().sorted(Comparator.comparing(Problem::at)).toList();
    boolean runs =
        problems.stream().noneMatch(Problem::isError) && compiled.campaigns().size() == 1;
    return new Checked(
        problems,
        Optional.of(campaign),
        runs ? Optional.of(compiled.campaigns()) : Optional.empty());
  }

  /** Whether it can be published. */
  public boolean sound() {
    return campaign.isPresent() && problems.stream().noneMatch(Problem::isError);
  }

  /** Its id, if it could be read. */
  public Optional<String> id() {
    return campaign.map(read -> read.id().value()).filter(id -> !id.isEmpty());
  }

  /** Its name for people; may be empty. */
  public String name() {
    return campaign.flatMap(Campaign::name).map(Text::value).orElse("");
  }

  /** What is wrong, as the API says it. */
  public List<Mistake> mistakes() {
    return Mistake.of(problems);
  }
}

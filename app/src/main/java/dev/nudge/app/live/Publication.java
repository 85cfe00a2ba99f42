package dev.nudge.app.live;

import dev.nudge.app.check.CampaignFiles;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.DocumentText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A campaign document that is to be written to Kafka.
 *
 * @param id of the campaign
 * @param status that the document says
 * @param place where it comes from, for people: a file, or a record of a topic
 * @param text what is written; nothing for a tombstone
 */
record Publication(String id, Campaign.Status status, String place, Optional<DocumentText> text) {
  private static final Pattern PLACE = Pattern.compile("(\\d+):(\\d+): ");

  /** The campaigns of files without errors, each with its own text, in order. */
  static List<Publication> of(CampaignFiles files) {
    List<Publication> publications = new ArrayList<>();
    files
        .texts()
        .forEach(
            (file, text) -> {
              for (DocumentText document : DocumentText.split(file, text)) {
                for (CampaignDocument read :
                    CampaignReader.read(file, document.text(), new ArrayList<>())) {
                  Campaign campaign = read.campaign();
                  publications.add(
                      new Publication(
                          campaign.id().value(), campaign.status(), file, Optional.of(document)));
                }
              }
            });
    return publications;
  }

  /** A problem that the job found in the text, at its place in the file: {@code file:4:9: ...}. */
  String located(String problem) {
    Matcher place = PLACE.matcher(problem);
    if (!place.lookingAt()) {
      return this.place + ": " + problem;
    }
    int line = Integer.parseInt(place.group(1)) + text.map(DocumentText::line).orElse(1) - 1;
    return this.place + ":" + line + ":" + problem.substring(place.start(2));
  }
}

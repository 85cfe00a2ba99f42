package dev.nudge.importer.draft;

/**
 * Where a campaign comes from.
 *
 * @param file its name, without folder
 * @param stem its name without folder and ending
 * @param number of the campaign in the file, from 1; 0 where it is the only one
 */
public record Origin(String file, String stem, int number) {
  /** An id for a campaign that has none of its own. */
  public String id() {
    return CampaignId.from(number == 0 ? stem : stem + "-" + number);
  }
}

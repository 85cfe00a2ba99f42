package dev.nudge.importer.draft;

import java.util.Locale;

/** Brings what other systems call a campaign into the form of an id. */
public final class CampaignId {
  private static final int LONGEST = 64;

  private CampaignId() {}

  /** {@code Spring Cup_1} as {@code spring-cup-1}; empty where nothing is left. */
  public static String from(String name) {
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    id = id.length() > LONGEST ? id.substring(0, LONGEST) : id;
    return id.replaceAll("^-+|-+$", "");
  }
}

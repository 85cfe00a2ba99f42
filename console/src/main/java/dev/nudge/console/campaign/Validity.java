package dev.nudge.console.campaign;

import dev.nudge.engine.campaign.CampaignReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Between which times a document fires, as it says itself.
 *
 * @param from nothing where it says none
 * @param until this time is not in it; nothing where it says none
 */
record Validity(Optional<Instant> from, Optional<Instant> until) {
  /** Of a document that says nothing. */
  static final Validity ALWAYS = new Validity(Optional.empty(), Optional.empty());

  /** Of a document; one that cannot be read says nothing. */
  static Validity of(String text) {
    return CampaignReader.read("campaign.yaml", text, new ArrayList<>()).stream()
        .filter(document -> document.sound())
        .findFirst()
        .map(document -> new Validity(document.campaign().from(), document.campaign().until()))
        .orElse(ALWAYS);
  }
}

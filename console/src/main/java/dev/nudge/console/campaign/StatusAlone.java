package dev.nudge.console.campaign;

import dev.nudge.engine.document.DocumentText;
import java.util.Optional;

/**
 * Whether a document says what the one before it said, but for its status: a pause, a resumption or
 * an end is no version that anybody wrote.
 */
final class StatusAlone {
  private StatusAlone() {}

  /**
   * Compares two documents of a campaign.
   *
   * @param after nothing for a record without a value, which ends the campaign
   */
  static boolean isBetween(Optional<String> before, Optional<String> after) {
    return before.isPresent() && (after.isEmpty() || same(before.get()).equals(same(after.get())));
  }

  /** The same document, whatever its status; as it is where it has none that can be changed. */
  private static String same(String text) {
    return DocumentText.split("campaign", text).stream()
        .findFirst()
        .flatMap(document -> document.with("status", "live"))
        .map(DocumentText::text)
        .orElse(text);
  }
}

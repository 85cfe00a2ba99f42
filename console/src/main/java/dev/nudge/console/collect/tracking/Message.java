package dev.nudge.console.collect.tracking;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message, read.
 *
 * @param user its {@code userId}
 * @param visitor its {@code anonymousId}
 * @param previous of an alias: who the user was before
 * @param said of an event: its members but the user; of an identify or group: what is to be merged
 *     into the profile
 */
record Message(
    Call call,
    Optional<String> user,
    Optional<String> visitor,
    Optional<String> previous,
    ObjectNode said) {
  /** Everybody whom it names. */
  Stream<String> people() {
    return Stream.of(user, visitor, previous).flatMap(Optional::stream);
  }
}

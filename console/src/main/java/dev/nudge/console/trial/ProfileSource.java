package dev.nudge.console.trial;

import dev.nudge.engine.mapping.ProfileUpdate;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What is said of users before anything happens to them. It can be read again. */
@FunctionalInterface
interface ProfileSource {
  /**
   * Reads all updates, or those of one user; of one user in their order.
   *
   * @param until true ends it
   */
  void read(Optional<String> user, BooleanSupplier until, Consumer<ProfileUpdate> sink);
}

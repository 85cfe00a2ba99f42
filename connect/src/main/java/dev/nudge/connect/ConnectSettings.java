package dev.nudge.connect;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What connectors run on.
 *
 * @param bootstrap where Kafka is
 * @param folder where the documents of connectors are kept
 * @param shipped the folder of the plugins that Nudge brings; each declares itself
 * @param plugins a folder of further plugins, which are searched class by class
 * @param partitions how many partitions a topic of changes is made with
 */
public record ConnectSettings(
    String bootstrap, Path folder, Path shipped, Optional<Path> plugins, int partitions) {}

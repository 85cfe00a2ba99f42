package dev.nudge.app.replay;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of events.
 *
 * @param file {@code .jsonl} or {@code .csv}, perhaps gzipped
 * @param mapping how its lines become events; absent: they are canonical
 */
record EventsFile(Path file, Optional<Path> mapping) {}

package dev.nudge.importer.aviator;

import java.util.List;
import java.util.Optional;

/**
 * A condition as a step has it.
 *
 * @param events the types of event it takes; empty means all
 * @param where the rest of the condition, as CEL
 */
public record Filter(List<String> events, Optional<String> where) {}

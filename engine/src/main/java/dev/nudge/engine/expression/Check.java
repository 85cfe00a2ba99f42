package dev.nudge.engine.expression;

import java.util.List;
import java.util.Optional;

/**
 * A condition, or one of those that it joins with {@code &&}, as it came out.
 *
 * @param outcome its source text and its value
 * @param readings what it read, in the order of its text, each once
 * @param comparison what it compares, where it is no more than that
 */
public record Check(Reading outcome, List<Reading> readings, Optional<Comparison> comparison) {}

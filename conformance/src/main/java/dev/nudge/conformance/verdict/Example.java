package dev.nudge.conformance.verdict;

import dev.nudge.conformance.pattern.PatternCase;
import java.util.List;

/**
 * The smallest case of a class that is excluded, and what each engine makes of it.
 *
 * @param by the class
 * @param reason what Flink does, and why that is not what its words say
 * @param instead what Nudge does
 * @param shown the case
 * @param flink what Flink finds, in words
 * @param nudge what Nudge finds, in words
 */
public record Example(
    Excluded by,
    String reason,
    String instead,
    PatternCase shown,
    List<String> flink,
    List<String> nudge) {}

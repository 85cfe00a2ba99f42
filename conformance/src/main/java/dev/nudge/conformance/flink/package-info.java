/**
 * A case through Flink CEP: its pattern in Flink's API, compiled by Flink and driven as Flink's
 * operator drives it; matches and timed out partial matches come out.
 */
@NullMarked
package dev.nudge.conformance.flink;

import org.jspecify.annotations.NullMarked;

/** The operator that detects, beside Flink itself and Flink CEP, in a Flink of this process. */
@NullMarked
package dev.nudge.bench.flink;

import org.jspecify.annotations.NullMarked;

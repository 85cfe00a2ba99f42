/**
 * Rules of dynamic Flink CEP, the JSON format of Alibaba Cloud's Realtime Compute and of Ververica:
 * a graph of patterns, with conditions in Aviator.
 */
@NullMarked
package dev.nudge.importer.ververica;

import org.jspecify.annotations.NullMarked;

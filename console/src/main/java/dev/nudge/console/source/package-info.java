/**
 * Where events, profiles and the catalogue come from: what Kafka says of their topics goes in; how
 * many records came over time, when the last one did, and how far the job has read come out.
 */
@NullMarked
package dev.nudge.console.source;

import org.jspecify.annotations.NullMarked;

/**
 * What happens right now, and how often it did. Triggers, transitions and events are read from
 * Kafka: counts that must be exact go to PostgreSQL with the offsets they stand for ({@code
 * Projection}); rates, visitors and the vocabulary are kept in bounded memory ({@code LiveView});
 * and a ring of the latest records feeds any number of streams, each at its reader's own pace
 * ({@code Feed}).
 */
@NullMarked
package dev.nudge.console.live;

import org.jspecify.annotations.NullMarked;

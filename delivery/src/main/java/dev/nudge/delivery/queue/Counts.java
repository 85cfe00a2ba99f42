package dev.nudge.delivery.queue;

/**
 * What a queue has done since it began.
 *
 * @param delivered so many triggers have arrived
 * @param failures so many attempts failed
 * @param undelivered so many triggers were given up
 * @param unanswered so many queries of offers had no answer, and their fallback was sent
 * @param underWay so many are being delivered now, those that wait for another attempt included
 */
public record Counts(
    long delivered, long failures, long undelivered, long unanswered, int underWay) {}

package dev.nudge.job.message;

/** The place of a record in its topic. */
public record RecordId(int partition, long offset) {}

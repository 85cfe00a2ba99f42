package dev.nudge.customer.query;

/**
 * A column of an answer.
 *
 * @param type text, integer, number, boolean, timestamp (with a zone), local_timestamp (without),
 *     date, duration, json, or a list of these such as {@code integer[]}; text for all others
 */
public record Column(String name, String type) {}

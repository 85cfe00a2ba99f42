package dev.nudge.customer.file;

/**
 * A file that is there.
 *
 * @param name below its folder
 * @param address of it and what is in it: a file that has changed has another
 * @param time when it was written, in milliseconds since 1970-01-01T00:00Z
 */
public record FoundFile(String name, String address, long time) {}

package dev.nudge.console.web;

import java.util.List;

/**
 * A list of JSON objects that are sent on as they came: in an array, a line each, or as a table.
 *
 * @param rows each an object, in UTF-8, on one line
 */
public record RawRows(List<byte[]> rows) {}

package dev.nudge.app.replay;

/**
 * How far a file of events was read.
 *
 * @param lines how many, those passed over included
 * @param passedOver how many held no event, as the mapping says
 */
record FileRead(String file, long lines, long passedOver) {}

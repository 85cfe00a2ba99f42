/**
 * Counts what campaigns spend, all users together, and stops offers that a budget does not allow.
 */
@org.jspecify.annotations.NullMarked
package dev.nudge.job.budget;

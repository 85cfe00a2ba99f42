/** Hostile input: the table of docs/operations.md, and the test that sends every line of it. */
package dev.nudge.app.hostile;

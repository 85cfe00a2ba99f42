package dev.nudge.engine.advice;

/**
 * What to say, and where.
 *
 * @param at the index of the character that it is about
 * @param words what is wrong and what to write in its place
 */
public record Advice(int at, String words) {}

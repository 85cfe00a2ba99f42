package dev.nudge.engine.document;

/**
 * One document of a file.
 *
 * @param root what it holds
 * @param sound whether it was read without an error; what its keys mean is not yet looked at
 */
public record Document(Node root, boolean sound) {}

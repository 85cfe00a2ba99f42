/**
 * Random bytes for everything that reads: Jazzer changes seeds that are taken from the examples,
 * guided by what the code did with them. Each target states a law, so that it also finds what is
 * read wrongly, not only what is thrown.
 */
package dev.nudge.fuzz;

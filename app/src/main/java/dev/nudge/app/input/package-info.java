/**
 * Files of events, profiles and catalogues: a path comes in, values and rejected lines go out, one
 * after the other, in memory that does not grow with the file. And the sort that puts more records
 * in order than memory holds.
 */
@NullMarked
package dev.nudge.app.input;

import org.jspecify.annotations.NullMarked;

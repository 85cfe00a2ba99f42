/**
 * What campaigns make of one person: which are under way and for how long yet, and why each fired
 * or did not. The person's latest events come of the database, and the engine runs as in a replay.
 */
@NullMarked
package dev.nudge.console.person;

import org.jspecify.annotations.NullMarked;

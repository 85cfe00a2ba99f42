/**
 * What every request passes before anybody reads it: bounds on connections, heads, bodies, requests
 * and the time for each, by caller and for all together; and errors of the server in our own words.
 * In come connections; what goes on has its body in memory, of a size that was agreed to.
 */
@NullMarked
package dev.nudge.console.gate;

import org.jspecify.annotations.NullMarked;

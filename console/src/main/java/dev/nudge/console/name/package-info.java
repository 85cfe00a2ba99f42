/**
 * Names in place of ids: ids of people, things of the catalogue and campaigns go in, many at once;
 * what people call them comes out.
 */
@NullMarked
package dev.nudge.console.name;

import org.jspecify.annotations.NullMarked;

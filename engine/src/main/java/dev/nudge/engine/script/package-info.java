/** JavaScript filters in a sandbox: source text and an event come in, a boolean goes out. */
@NullMarked
package dev.nudge.engine.script;

import org.jspecify.annotations.NullMarked;

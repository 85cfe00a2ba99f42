/**
 * JavaScript filters in a sandbox: source text and an event come in, a boolean goes out. Rhino
 * interprets the script; everything that could reach outside, outlive a call, take for ever or fill
 * memory is taken away, guarded or counted.
 */
@NullMarked
package dev.nudge.engine.script;

import org.jspecify.annotations.NullMarked;

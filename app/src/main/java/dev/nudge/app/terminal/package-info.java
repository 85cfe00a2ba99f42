/** What all commands share: where they write, how they fail, how they lay out numbers. */
@NullMarked
package dev.nudge.app.terminal;

import org.jspecify.annotations.NullMarked;

/**
 * Channels, and what comes back of what was delivered over them: links of mails go in, events of
 * who followed them come out.
 */
@NullMarked
package dev.nudge.console.channel;

import org.jspecify.annotations.NullMarked;

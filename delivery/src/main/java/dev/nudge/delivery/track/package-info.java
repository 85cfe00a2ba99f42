/**
 * Whether a mail was opened and which of its links were followed: mails go in and come out with
 * links that lead over the console, where they lead to sites of the mail's author, and what such a
 * link says comes out when somebody follows it.
 */
@NullMarked
package dev.nudge.delivery.track;

import org.jspecify.annotations.NullMarked;

/** Mail: a trigger goes in, a message goes out by SMTP, and the server says what became of it. */
@NullMarked
package dev.nudge.delivery.mail;

import org.jspecify.annotations.NullMarked;

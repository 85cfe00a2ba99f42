/**
 * What a user did and what is known of a user, as values in typed slots. Everything else in the
 * engine reads these; nothing here knows of campaigns.
 */
@NullMarked
package dev.nudge.engine.event;

import org.jspecify.annotations.NullMarked;

/**
 * Segment's HTTP tracking API: messages of its and RudderStack's SDKs go in, events and profile
 * updates come out. docs/collect.md says what becomes of each part of a message.
 */
@NullMarked
package dev.nudge.console.collect.tracking;

import org.jspecify.annotations.NullMarked;

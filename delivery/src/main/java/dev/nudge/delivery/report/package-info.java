/** What became of deliveries, told as events of their users, so that it can start campaigns. */
@NullMarked
package dev.nudge.delivery.report;

import org.jspecify.annotations.NullMarked;

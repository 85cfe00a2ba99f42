/**
 * Campaigns as the console keeps them: drafts, numbered versions that never change, who did what,
 * and the way to and from Kafka. A change is a version, a line of the audit and a row of the outbox
 * in one transaction; the sender brings the rows to the campaigns topic, and the feed reads that
 * topic and the job's answers back, so that what others publish is here too.
 */
@NullMarked
package dev.nudge.console.campaign;

import org.jspecify.annotations.NullMarked;

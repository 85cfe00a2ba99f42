/**
 * The console: where campaigns are made, tried, published and watched. Settings go in, a web
 * service on PostgreSQL and Kafka comes out. Each package below is one concern, and none knows the
 * job.
 */
@NullMarked
package dev.nudge.console;

import org.jspecify.annotations.NullMarked;

/**
 * Kafka Connect in this process: documents of connectors come in as JSON over HTTP, in the form of
 * Connect's own REST interface, and are kept in a folder; records go to Kafka. Each connector's
 * libraries stay in a class loader of its own.
 */
@NullMarked
package dev.nudge.connect;

import org.jspecify.annotations.NullMarked;

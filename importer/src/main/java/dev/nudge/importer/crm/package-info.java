/**
 * Campaigns of a gaming CRM: one event and a JavaScript filter each, switched on or off, with a
 * start and an end.
 */
@NullMarked
package dev.nudge.importer.crm;

import org.jspecify.annotations.NullMarked;

/**
 * Named audiences: a YAML document with a condition over a customer goes in; who fulfils it comes
 * out, kept up to date as rows are written and as time passes.
 */
@NullMarked
package dev.nudge.customer.segment;

import org.jspecify.annotations.NullMarked;

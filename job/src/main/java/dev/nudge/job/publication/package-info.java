/** Campaign documents in, numbered versions out; and what became of each document. */
@NullMarked
package dev.nudge.job.publication;

import org.jspecify.annotations.NullMarked;

/**
 * How large a record may be that goes out. In: records as they were made, and the bounds of their
 * topics; out: the same records, those that are too large cut by the rule of their kind and marked.
 */
@NullMarked
package dev.nudge.job.size;

import org.jspecify.annotations.NullMarked;

/** What travels between the operators of the job, and the bytes it travels and is kept as. */
@NullMarked
package dev.nudge.job.message;

import org.jspecify.annotations.NullMarked;

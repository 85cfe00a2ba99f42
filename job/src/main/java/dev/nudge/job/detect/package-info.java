/** The engine as a Flink operator: messages of users and versions of campaigns in, triggers out. */
@NullMarked
package dev.nudge.job.detect;

import org.jspecify.annotations.NullMarked;

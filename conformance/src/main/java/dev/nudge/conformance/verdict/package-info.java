/** What both engines made of a case, held against each other. */
@NullMarked
package dev.nudge.conformance.verdict;

import org.jspecify.annotations.NullMarked;

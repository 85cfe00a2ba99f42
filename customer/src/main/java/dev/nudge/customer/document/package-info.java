/** Folders of documents that people write while all goes on. */
@NullMarked
package dev.nudge.customer.document;

import org.jspecify.annotations.NullMarked;

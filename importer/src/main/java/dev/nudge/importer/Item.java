package dev.nudge.importer;

import dev.nudge.engine.document.Node;

/**
 * Something in a file that may become a campaign.
 *
 * @param number in the file, from 1; 0 where it is the only one
 */
record Item(Node node, FilePositions positions, int number) {}

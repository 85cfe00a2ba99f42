/**
 * From bytes to events: a mapping says which column or JSON pointer holds what. A document is read
 * into a {@link dev.nudge.engine.mapping.Mapping}, which gives a {@link
 * dev.nudge.engine.mapping.Layout} for events, profiles and the catalogue; a layout's readers turn
 * lines and rows into values or into reasons why not.
 */
@NullMarked
package dev.nudge.engine.mapping;

import org.jspecify.annotations.NullMarked;

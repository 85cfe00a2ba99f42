package dev.nudge.engine.expression;

import java.util.Set;

/**
 * The names an expression uses.
 *
 * @param event whether it reads the current event, itself or through the group of a measure
 * @param profile whether it reads the profile
 * @param now whether it reads the user's clock
 * @param state whether it reads the step that a transition entered
 * @param steps the steps it names
 * @param stepEvents those of them whose events it looks at; of the others only the number counts
 * @param measures the measures it reads
 * @param fields the names of all fields that it selects, of whatever: those of events are among
 *     them
 * @param segments those it asks whether the user is in
 */
public record Names(
    boolean event,
    boolean profile,
    boolean now,
    boolean state,
    Set<String> steps,
    Set<String> stepEvents,
    Set<String> measures,
    Set<String> fields,
    Set<String> segments) {}

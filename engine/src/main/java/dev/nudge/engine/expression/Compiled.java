package dev.nudge.engine.expression;

import java.util.Optional;
import java.util.Set;

/**
 * An expression, ready to run, and what is known of it.
 *
 * @param expression evaluates it
 * @param type the static type of its value; {@link Scope.Type#DYN} where it is none of the others
 * @param names what it reads
 * @param canonical the checked expression written in one way, whatever the spaces, quotes and names
 *     of loop variables in its source: equal forms mean the same over equal names
 * @param eventTypes if present, the expression can only be true for a current event of one of these
 *     types
 */
public record Compiled(
    Expression expression,
    Scope.Type type,
    Names names,
    String canonical,
    Optional<Set<String>> eventTypes) {}

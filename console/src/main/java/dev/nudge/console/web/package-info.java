/**
 * What all answers have in common: errors as problem+json, and the address that says the console is
 * there. Knows no room but {@code database} and {@code kafka}.
 */
@NullMarked
package dev.nudge.console.web;

import org.jspecify.annotations.NullMarked;

/**
 * Who may do what: accounts and their sessions, tokens for programs, single sign-on, and the one
 * table that says what each endpoint needs.
 */
@NullMarked
package dev.nudge.console.account;

import org.jspecify.annotations.NullMarked;

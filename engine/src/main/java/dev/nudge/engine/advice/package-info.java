/**
 * What people bring along from other languages (SQL, JavaScript, Python, spreadsheets, template
 * engines), and what says the same in CEL: text in, advice out. Asked only of what is wrong
 * already, or of texts; nothing is refused here.
 */
@NullMarked
package dev.nudge.engine.advice;

import org.jspecify.annotations.NullMarked;

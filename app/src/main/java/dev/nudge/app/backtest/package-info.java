/** {@code nudge backtest}: what a campaign would have done, beside those that run. */
@NullMarked
package dev.nudge.app.backtest;

import org.jspecify.annotations.NullMarked;

package dev.nudge.console.gate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds. docs/operations.md says what a caller sees of them.
 *
 * @param connections open at once
 * @param connectionsByAddress of these, from one address
 * @param requests that hold a thread at once; health alone gets one beyond
 * @param requestsByAddress of these, from one address
 * @param bodies that are being read at once
 * @param bodiesByAddress of these, from one address
 * @param bodyBytes of all bodies that are held at once; 0 for a 32nd of the heap
 * @param headTime from the connection, or the last answer, until a head is there, in whole seconds
 * @param bodyTime until a body is there
 * @param writeTime until a caller has taken something of what is sent
 * @param healthPort of this machine alone, where nothing but health is answered; 0 for none
 */
@ConfigurationProperties("nudge.gate")
record GateSettings(
    @DefaultValue("4096") int connections,
    @DefaultValue("1024") int connectionsByAddress,
    @DefaultValue("240") int requests,
    @DefaultValue("96") int requestsByAddress,
    @DefaultValue("2048") int bodies,
    @DefaultValue("256") int bodiesByAddress,
    @DefaultValue("0") long bodyBytes,
    @DefaultValue("20s") Duration headTime,
    @DefaultValue("30s") Duration bodyTime,
    @DefaultValue("10s") Duration writeTime,
    @DefaultValue("0") int healthPort) {
  private static final long LEAST_BYTES = 16L << 20;

  long bytes() {
    return bodyBytes > 0 ? bodyBytes : Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / 32);
  }
}

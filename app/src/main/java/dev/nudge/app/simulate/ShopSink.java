package dev.nudge.app.simulate;

import java.io.Closeable;
import java.io.IOException;

/** Where what happens in a shop goes. Values are JSON. */
interface ShopSink extends Closeable {
  void product(String id, String json) throws IOException;

  void profile(String user, String json) throws IOException;

  void event(String user, String json) throws IOException;

  /** Returns when all that was given has arrived. */
  void flush() throws IOException;
}

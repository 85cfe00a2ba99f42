package dev.nudge.app.system;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another main class in a process that ends when its parent does, however that ended: no test
 * leaves processes behind.
 */
final class Orphanage {
  private Orphanage() {}

  /** The first argument is the class to run, the others are for it. */
  public static void main(String[] args) throws Exception {
    Thread watch = new Thread(Orphanage::watch, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Class.forName(args[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        // nobody writes; the end comes with the parent's
      }
    } catch (IOException e) {
      // the same
    }
    Runtime.getRuntime().halt(1);
  }
}

package dev.nudge.engine.mapping;

/** Whose records of changes are read. */
public enum ChangeFormat {
  /** https://debezium.io */
  DEBEZIUM,
  /** https://github.com/alibaba/canal, flat messages. */
  CANAL,
  /** https://maxwells-daemon.io */
  MAXWELL
}

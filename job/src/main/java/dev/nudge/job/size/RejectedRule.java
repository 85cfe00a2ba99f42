package dev.nudge.job.size;

import java.util.List;

/**
 * What could not be used. Of {@code raw}, the beginning stays, as much as fits, and {@code bytes}
 * says how much there was; problems and texts give way to it where they are long.
 */
final class RejectedRule implements Rule {
  private static final String RAW = "raw";

  @Override
  public List<Step> steps() {
    return List.of(
        record -> makeRoom(record, 100, 1_000),
        RejectedRule::cutRaw,
        record -> makeRoom(record, 3, 100),
        RejectedRule::cutRaw);
  }

  /** Where what is beside the input takes more than half, it is shortened. */
  private static void makeRoom(CutRecord record, int problems, int characters) {
    if (roomForRaw(record) < record.bound() / 2) {
      record.change("problems", all -> Problems.fewer(all, problems, characters));
      record.change("source", source -> Shortened.value(source, characters, 1));
      record.change("detail", detail -> Shortened.value(detail, characters, 1));
    }
  }

  private static int roomForRaw(CutRecord record) {
    Object raw = record.get(RAW);
    if (raw == null) {
      return record.room();
    }
    record.say(RAW, "");
    int room = record.room();
    record.say(RAW, raw);
    return room;
  }

  private static void cutRaw(CutRecord record) {
    if (!(record.get(RAW) instanceof String raw)) {
      return;
    }
    boolean base64 = record.get("encoding") != null;
    if (record.get("bytes") == null) {
      record.say(
          "bytes", base64 ? raw.length() / 4L * 3 - padding(raw) : (long) Shortened.bytes(raw));
    }
    // What measures a record grows with it: a hundredth is more than that.
    int room = roomForRaw(record);
    int most = Math.max(0, room - room / 100 - 64);
    record.change(
        RAW,
        all ->
            base64
                ? raw.substring(0, Math.min(raw.length(), most / 4 * 4))
                : Shortened.toJsonBytes(raw, most));
  }

  private static int padding(String base64) {
    return base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  }
}

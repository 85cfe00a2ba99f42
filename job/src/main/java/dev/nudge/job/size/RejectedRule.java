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
        draft -> makeRoom(draft, 100, 1_000),
        RejectedRule::cutRaw,
        draft -> makeRoom(draft, 3, 100),
        RejectedRule::cutRaw);
  }

  /** Where what is beside the input takes more than half, it is shortened. */
  private static void makeRoom(Draft draft, int problems, int characters) {
    if (roomForRaw(draft) < draft.bound() / 2) {
      draft.change("problems", all -> Problems.fewer(all, problems, characters));
      draft.change("source", source -> Shortened.value(source, characters, 1));
      draft.change("detail", detail -> Shortened.value(detail, characters, 1));
    }
  }

  private static int roomForRaw(Draft draft) {
    Object raw = draft.get(RAW);
    if (raw == null) {
      return draft.room();
    }
    draft.say(RAW, "");
    int room = draft.room();
    draft.say(RAW, raw);
    return room;
  }

  private static void cutRaw(Draft draft) {
    if (!(draft.get(RAW) instanceof String raw)) {
      return;
    }
    boolean base64 = draft.get("encoding") != null;
    if (draft.get("bytes") == null) {
      draft.say(
          "bytes", base64 ? raw.length() / 4L * 3 - padding(raw) : (long) Shortened.bytes(raw));
    }
    // What measures a record grows with it: a hundredth is more than that.
    int room = roomForRaw(draft);
    int most = Math.max(0, room - room / 100 - 64);
    draft.change(
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

import { type ReactNode, useEffect, useState } from "react";
import { change } from "../src/editor/document/change";
import { type View, view } from "../src/editor/document/view";
import { ConditionRows } from "../src/editor/form/ConditionRows";
import type { Subject } from "../src/editor/names";
import type { Edit } from "../src/editor/useDraft";

/** What has come of a {@link Document}, and of {@link Conditions}. */
export let text = "";
export let condition = "";

export function seen(source: string): View {
  const read = view(source).view;
  if (read === undefined) {
    throw new Error(source);
  }
  return read;
}

/** A part of the form, with a document that it changes. */
export function Document({ initial, of }: { initial: string; of: (view: View, edit: Edit) => ReactNode }) {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    text = now;
  }, [now]);
  return of(seen(now), (made) => setNow((old) => change(old, made)));
}

/** A condition that is changed row by row. */
export function Conditions({ initial, subjects }: { initial: string; subjects: Subject[] }) {
  const [value, setValue] = useState(initial);
  useEffect(() => {
    condition = value;
  }, [value]);
  return <ConditionRows label="Who" value={value} onChange={setValue} subjects={subjects} />;
}

import { useCallback, useMemo, useState } from "react";
import type { Document } from "yaml";
import { change } from "./document/change";
import { type Reading, view } from "./document/view";

export type Edit = (edit: (document: Document) => void) => void;

/** The campaign being made. Its text is the one truth; the form is a view of it, and edits it in place. */
export function useDraft(initial: string): {
  text: string;
  setText: (text: string) => void;
  reading: Reading;
  edit: Edit;
} {
  const [text, setText] = useState(initial);
  const reading = useMemo(() => view(text), [text]);
  const edit = useCallback<Edit>((made) => setText((old) => change(old, made)), []);
  return { text, setText, reading, edit };
}

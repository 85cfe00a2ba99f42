import { yaml, yamlLanguage } from "@codemirror/lang-yaml";
import { EditorView } from "@codemirror/view";
import { type ComponentProps, useEffect, useMemo, useRef } from "react";
import type { Lines } from "../document/view";
import { CodeEditor } from "./CodeEditor";
import { completions, type Known } from "./completion";
import { lightLines, litLines } from "./highlight";

/** Hears over which line the pointer or the cursor is. */
function lineListener(onLine: (line: number | undefined) => void) {
  return [
    EditorView.updateListener.of((update) => {
      if (update.selectionSet && update.view.hasFocus) {
        onLine(update.state.doc.lineAt(update.state.selection.main.head).number);
      }
    }),
    EditorView.domEventHandlers({
      mousemove: (event, view) => {
        const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
        onLine(position === null ? undefined : view.state.doc.lineAt(position).number);
      },
      mouseleave: () => onLine(undefined),
    }),
  ];
}

/** The campaign as YAML. Edits by the form arrive as small changes, so that undo covers both sides. */
export function YamlEditor({
  known: { vocabulary, view: document, segments },
  lit,
  onLine,
  ...rest
}: Omit<ComponentProps<typeof CodeEditor>, "language" | "marks" | "viewRef"> & {
  known: Known;
  lit: Lines | undefined;
  onLine: (line: number | undefined) => void;
}) {
  const view = useRef<EditorView>(undefined);
  const language = useMemo(
    () => [
      yaml(),
      yamlLanguage.data.of({ autocomplete: completions(() => ({ vocabulary, view: document, segments })) }),
      lineListener(onLine),
    ],
    [vocabulary, document, segments, onLine],
  );
  useEffect(() => {
    if (view.current !== undefined) {
      lightLines(view.current, lit);
    }
  }, [lit]);
  return <CodeEditor {...rest} language={language} marks={litLines} viewRef={view} />;
}

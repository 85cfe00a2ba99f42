import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { EditorState, Transaction } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, drawSelection, highlightActiveLine } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { Problem } from "../../api/types";
import type { Lines } from "../document/view";
import { appearance } from "./appearance";
import { completions, type Known } from "./completion";
import { diagnostics } from "./diagnostics";
import { lightLines, litLines } from "./highlight";
import { smallestChange } from "./smallestChange";

export type YamlEditorProps = {
  text: string;
  onChange: (text: string) => void;
  problems: readonly Problem[];
  known: Known;
  lit: Lines | undefined;
  onLine: (line: number | undefined) => void;
  label: string;
  readOnly?: boolean;
};

/** The campaign as YAML. Edits by the form arrive as small changes, so that undo covers both sides. */
export function YamlEditor({
  text,
  onChange,
  problems,
  known,
  lit,
  onLine,
  label,
  readOnly = false,
}: YamlEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const current = useRef({ text, onChange, known, onLine });
  useEffect(() => {
    current.current = { text, onChange, known, onLine };
  });
  useEffect(() => {
    if (parent.current === null) {
      return undefined;
    }
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: current.current.text,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          indentOnInput(),
          indentUnit.of("  "),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          lintGutter(),
          yaml(),
          autocompletion({ override: [completions(() => current.current.known)], icons: false }),
          keymap.of([
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...searchKeymap,
            ...completionKeymap,
            ...lintKeymap,
          ]),
          litLines,
          appearance,
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
          EditorState.readOnly.of(readOnly),
          EditorView.updateListener.of((update) => {
            if (
              update.docChanged &&
              update.transactions.some((one) => one.annotation(Transaction.remote) !== true)
            ) {
              current.current.onChange(update.state.doc.toString());
            }
            if (update.selectionSet && update.view.hasFocus) {
              current.current.onLine(update.state.doc.lineAt(update.state.selection.main.head).number);
            }
          }),
          EditorView.domEventHandlers({
            mousemove: (event, view) => {
              const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
              current.current.onLine(position === null ? undefined : view.state.doc.lineAt(position).number);
            },
            mouseleave: () => current.current.onLine(undefined),
          }),
        ],
      }),
    });
    editor.current = view;
    return () => view.destroy();
  }, [label, readOnly]);
  useEffect(() => {
    const view = editor.current;
    if (view !== undefined && view.state.doc.toString() !== text) {
      view.dispatch({
        changes: smallestChange(view.state.doc.toString(), text),
        annotations: Transaction.remote.of(true),
      });
    }
  }, [text]);
  useEffect(() => {
    const view = editor.current;
    if (view !== undefined) {
      view.dispatch(setDiagnostics(view.state, diagnostics(view.state.doc, problems)));
    }
  }, [problems]);
  useEffect(() => {
    if (editor.current !== undefined) {
      lightLines(editor.current, lit);
    }
  }, [lit]);
  return <div ref={parent} style={{ height: "100%", minHeight: 0 }} />;
}

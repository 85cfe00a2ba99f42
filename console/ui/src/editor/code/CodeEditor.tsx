import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Problem } from "../../api/types";
import { appearance } from "./appearance";
import { diagnostics } from "./diagnostics";
import { smallestChange } from "./smallestChange";

/**
 * A text in some language, with its mistakes at their places. Ctrl-Enter does what it is for. What another part of the
 * page changes arrives as a small change, so that it can be undone here.
 */
export function CodeEditor({
  text,
  onChange,
  onRun,
  problems,
  language,
  marks = [],
  label,
  readOnly = false,
  viewRef,
}: {
  text: string;
  onChange: (text: string) => void;
  onRun?: () => void;
  problems: readonly Problem[];
  language: Extension;
  /** What is there from the beginning; the language comes a moment later. */
  marks?: Extension;
  label: string;
  readOnly?: boolean;
  viewRef?: RefObject<EditorView | undefined>;
}) {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const [words] = useState(() => new Compartment());
  const current = useRef({ text, onChange, onRun, marks });
  useEffect(() => {
    current.current = { text, onChange, onRun, marks };
  });
  useEffect(() => {
    if (parent.current === null) {
      return undefined;
    }
    const run = () => {
      current.current.onRun?.();
      return true;
    };
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
          words.of([]),
          current.current.marks,
          autocompletion({ icons: false }),
          keymap.of([
            { key: "Mod-Enter", run },
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...searchKeymap,
            ...completionKeymap,
            ...lintKeymap,
          ]),
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
          }),
        ],
      }),
    });
    editor.current = view;
    if (viewRef !== undefined) {
      viewRef.current = view;
    }
    return () => view.destroy();
  }, [label, readOnly, viewRef, words]);
  useEffect(() => {
    // In a task of its own: an editor takes long to make, and a language to begin.
    const begins = setTimeout(() => editor.current?.dispatch({ effects: words.reconfigure(language) }));
    return () => clearTimeout(begins);
  }, [language, words, label, readOnly, viewRef]);
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
  return <div ref={parent} style={{ height: "100%", minHeight: 0 }} />;
}

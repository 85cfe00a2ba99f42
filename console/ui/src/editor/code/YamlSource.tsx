import { yaml } from "@codemirror/lang-yaml";
import { EditorView } from "@codemirror/view";
import type { ComponentProps } from "react";
import { CodeEditor } from "./CodeEditor";

const language = [yaml(), EditorView.lineWrapping];

/** A document of boards or collections as text. */
export function YamlSource(props: Omit<ComponentProps<typeof CodeEditor>, "language">) {
  return <CodeEditor {...props} language={language} />;
}

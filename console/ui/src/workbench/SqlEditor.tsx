import { PostgreSQL, sql } from "@codemirror/lang-sql";
import { EditorView } from "@codemirror/view";
import { type ComponentProps, useMemo } from "react";
import { CodeEditor } from "../editor/code/CodeEditor";

/** A query as text, in PostgreSQL's words, with completion of the tables and columns that there are. */
export function SqlEditor({
  tables,
  ...rest
}: Omit<ComponentProps<typeof CodeEditor>, "language"> & { tables: Record<string, string[]> }) {
  const language = useMemo(
    () => [sql({ dialect: PostgreSQL, schema: tables }), EditorView.lineWrapping],
    [tables],
  );
  return <CodeEditor {...rest} language={language} />;
}

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "0.75rem", backgroundColor: "transparent", color: "var(--n-text)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mantine-font-family-monospace)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--n-accent)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--n-accent)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--n-quiet)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--n-sunken)" },
  ".cm-lit": { backgroundColor: "var(--n-accent-soft) !important" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--n-accent) 25%, transparent)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--n-surface)",
    color: "var(--n-text)",
    border: "1px solid var(--n-line-strong)",
    borderRadius: "4px",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--n-accent-soft)",
    color: "var(--n-text)",
  },
  ".cm-completionDetail": { color: "var(--n-quiet)", fontStyle: "normal" },
  ".cm-diagnostic": { padding: "6px 10px", maxWidth: "60ch" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--n-broken)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--n-accent)" },
  ".cm-panels": { backgroundColor: "var(--n-sunken)", color: "var(--n-text)" },
  ".cm-changedLine, .cm-insertedLine": { backgroundColor: "var(--n-accent-soft) !important" },
  ".cm-changedText": { background: "color-mix(in srgb, var(--n-accent) 14%, transparent) !important" },
  ".cm-deletedChunk .cm-deletedText": { background: "var(--n-line-strong) !important" },
  // Paler words would not be read on these.
  ".cm-changedLine span, .cm-insertedLine span, .cm-insertedLine": { color: "var(--n-text)" },
  ".cm-changedLineGutter": { background: "var(--n-accent) !important" },
  ".cm-deletedLineGutter": { background: "var(--n-quiet) !important" },
  // The sign that the library puts here is in hardly any font.
  ".cm-collapsedLines": { background: "var(--n-sunken) !important", color: "var(--n-quiet) !important" },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: '"…" !important' },
  ".cm-deletedChunk, .cm-deletedLine": { backgroundColor: "var(--n-sunken) !important" },
});

const words = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: "var(--n-text)", fontWeight: "600" },
  { tag: tags.propertyName, color: "var(--n-text)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--n-quiet)", fontStyle: "italic" },
  { tag: tags.string, color: "color-mix(in srgb, var(--n-accent) 45%, var(--n-text))" },
  {
    tag: [tags.number, tags.bool, tags.null, tags.keyword],
    color: "color-mix(in srgb, var(--n-accent) 45%, var(--n-text))",
  },
  { tag: tags.punctuation, color: "var(--n-quiet)" },
]);

export const appearance = [look, syntaxHighlighting(words)];

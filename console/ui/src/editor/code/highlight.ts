import { type Extension, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Lines } from "../document/view";

const light = StateEffect.define<Lines | undefined>();
const mark = Decoration.line({ class: "cm-lit" });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(old, transaction) {
    let found = old.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(light)) {
        const builder = new RangeSetBuilder<Decoration>();
        const last = Math.min(effect.value?.last ?? 0, transaction.state.doc.lines);
        for (let line = effect.value?.first ?? 1; effect.value !== undefined && line <= last; line++) {
          builder.add(transaction.state.doc.line(line).from, transaction.state.doc.line(line).from, mark);
        }
        found = builder.finish();
      }
    }
    return found;
  },
  provide: (from) => EditorView.decorations.from(from),
});

export const litLines: Extension = field;

export function lightLines(editor: EditorView, lines: Lines | undefined): void {
  editor.dispatch({ effects: light.of(lines) });
}

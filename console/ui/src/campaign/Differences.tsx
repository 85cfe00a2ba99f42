import { sql } from "@codemirror/lang-sql";
import { yaml } from "@codemirror/lang-yaml";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { appearance } from "../editor/code/appearance";

/** Two documents as one, with what went and what came. */
export function Differences({
  before,
  after,
  language = "yaml",
}: {
  before: string;
  after: string;
  language?: "yaml" | "sql";
}) {
  const { t } = useTranslation();
  const parent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (parent.current === null || before === after) {
      return undefined;
    }
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: after,
        extensions: [
          lineNumbers(),
          language === "sql" ? sql() : yaml(),
          appearance,
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.contentAttributes.of({ "aria-label": t("campaign.differences"), tabindex: "0" }),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            gutter: true,
            highlightChanges: true,
            collapseUnchanged: { margin: 2, minSize: 4 },
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [before, after, language, t]);
  return before === after ? (
    <p className="quiet">{t("campaign.same")}</p>
  ) : (
    <div
      ref={parent}
      style={{ maxHeight: 380, overflow: "auto", border: "1px solid var(--n-line)", borderRadius: 4 }}
    />
  );
}

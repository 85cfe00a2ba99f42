import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyId } from "../parts/CopyId";
import css from "./Access.module.css";
import { languagesFor, snippet, type Language } from "./snippets";

const names: Record<Language, string> = {
  curl: "curl",
  java: "Java",
  python: "Python",
  javascript: "JavaScript",
  segment: "Segment",
};

/** How a program uses a token that was just made. */
export function Snippets({ token, scopes }: { token: string; scopes: string[] }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<Language>("curl");
  const offered = languagesFor(scopes);
  const [first] = offered;
  if (first === undefined) {
    return null;
  }
  const language = offered.includes(wanted) ? wanted : first;
  const text = snippet(language, location.origin, token, scopes);
  return (
    <div className={css.snippets}>
      <div className="row wrap">
        <span className={css.label}>{t("token.snippets")}</span>
        <SegmentedControl
          size="xs"
          aria-label={t("token.language")}
          value={language}
          onChange={(value) => setWanted(value)}
          data={offered.map((value) => ({ value, label: names[value] }))}
        />
        <CopyId value={text} label={t("token.copySnippet")} />
      </div>
      {/* A long line is scrolled to: by keyboard too. */}
      <pre className={`mono small ${css.code}`} role="region" tabIndex={0} aria-label={t("token.snippets")}>
        {text}
      </pre>
    </div>
  );
}

import { useTranslation } from "react-i18next";
import { Panel } from "../../parts/Panel";
import css from "./Effect.module.css";
import { rulesOf } from "./policy";

/** What a policy rules, for the offers of all campaigns. */
export function PolicyPanel({ text }: { text: string }) {
  const { t } = useTranslation();
  const rules = rulesOf(text, t);
  return (
    <Panel title={t("policy.title")} flush>
      {rules.length === 0 ? (
        <p className={css.how}>{t("policy.unreadable")}</p>
      ) : (
        <ul className={css.rules}>
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

import { useTranslation } from "react-i18next";
import { rulesOf } from "../../campaign/effect/policy";
import css from "../../campaign/effect/Effect.module.css";

/** What a policy rules, in sentences, where a campaign has its drawing. */
export function PolicyRules({ text }: { text: string }) {
  const { t } = useTranslation();
  const rules = rulesOf(text, t);
  return rules.length === 0 ? (
    <p className={css.how}>{t("policy.form.noRules")}</p>
  ) : (
    <ul className={css.rules}>
      {rules.map((rule) => (
        <li key={rule}>{rule}</li>
      ))}
    </ul>
  );
}

import { useTranslation } from "react-i18next";
import { Panel } from "../parts/Panel";
import { fieldsOf } from "./fields";
import css from "./People.module.css";

export function Profile({ profile }: { profile: Record<string, unknown> }) {
  const { t } = useTranslation();
  const fields = fieldsOf(profile);
  return (
    <Panel title={t("people.profile")}>
      {fields.length === 0 ? (
        <span className="quiet">{t("people.noProfile")}</span>
      ) : (
        <dl className={css.fields}>
          {fields.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}

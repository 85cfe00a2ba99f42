import {
  IconArrowBackUp,
  IconCake,
  IconCoffee,
  IconDiamond,
  IconDoorExit,
  IconEye,
  IconFile,
  type Icon,
  IconHanger,
  IconHeartHandshake,
  IconPackage,
  IconShoppingCart,
  IconStar,
  IconTag,
  IconTemplate,
  IconUserPlus,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { templates } from "../api/templates";
import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import css from "./Templates.module.css";

const icons: Record<string, Icon> = {
  welcome: IconUserPlus,
  "browse-abandonment": IconEye,
  "cart-abandonment": IconShoppingCart,
  "back-in-stock": IconPackage,
  "price-drop": IconTag,
  "cross-sell": IconHanger,
  replenishment: IconCoffee,
  review: IconStar,
  referral: IconHeartHandshake,
  "high-value": IconDiamond,
  birthday: IconCake,
  "churn-risk": IconDoorExit,
  "win-back": IconArrowBackUp,
};

/** Where a new campaign begins: with nothing, or with a moment that most shops want. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(templates);
  return (
    <>
      <PageHead title={t("templates.title")} />
      <PageBody>
        {error !== null ? (
          <FailureNote error={error} again={() => void refetch()} />
        ) : data === undefined ? (
          <Waiting />
        ) : (
          <>
            <p className="quiet small">{t("templates.hint")}</p>
            <ul className={css.cards}>
              <li>
                <Card
                  to="/campaigns/new"
                  icon={IconFile}
                  title={t("templates.empty")}
                  text={t("templates.emptyText")}
                />
              </li>
              {data.templates
                .filter(({ example }) => example == null)
                .map(({ id }) => (
                  <li key={id}>
                    <Card
                      to={`/campaigns/new?template=${id}`}
                      icon={icons[id] ?? IconTemplate}
                      title={t(`templates.of.${id as "welcome"}.title`, { defaultValue: id })}
                      text={t(`templates.of.${id as "welcome"}.text`, { defaultValue: "" })}
                    />
                  </li>
                ))}
            </ul>
            <h2 className={css.part}>{t("templates.examples")}</h2>
            <p className="quiet small">{t("templates.examplesHint")}</p>
            <ul className={css.cards}>
              {data.templates
                .filter(({ example }) => example != null)
                .map(({ id, name, about, example }) => (
                  <li key={id}>
                    <Card
                      to={`/campaigns/new?template=${encodeURIComponent(id)}`}
                      icon={IconTemplate}
                      title={name}
                      text={about}
                      from={example}
                    />
                  </li>
                ))}
            </ul>
          </>
        )}
      </PageBody>
    </>
  );
}

function Card({
  to,
  icon: Drawn,
  title,
  text,
  from,
}: {
  to: string;
  icon: Icon;
  title: string;
  text: string;
  from?: string | undefined;
}) {
  return (
    <Link to={to} className={css.card}>
      <Drawn size={20} stroke={1.5} aria-hidden />
      <strong>{title}</strong>
      <span className={`${css.text ?? ""} quiet small`}>{text}</span>
      {from !== undefined && <span className={`${css.from ?? ""} quiet small mono`}>{from}</span>}
    </Link>
  );
}

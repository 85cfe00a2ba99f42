import { TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { IconTags } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "../api/failure";
import { labels, putLabel } from "../api/labels";
import { useMay } from "../api/permission";
import { vocabulary } from "../api/queries";
import { EmptyState } from "../parts/EmptyState";
import { FailureNote } from "../parts/FailureNote";
import { offerUndo } from "../parts/offerUndo";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import css from "./Data.module.css";
import { DataTabs } from "./DataTabs";
import { type Name, namesOf } from "./names";

/** What people call types of events and properties: the dictionary of this workspace. */
export function NamesPage() {
  const { t } = useTranslation();
  const seen = useQuery(vocabulary);
  const given = useQuery(labels);
  const error = seen.error ?? given.error;
  const names =
    seen.data === undefined || given.data === undefined ? undefined : namesOf(seen.data, given.data.labels);
  return (
    <>
      <PageHead title={t("data.title")} beside={<DataTabs />} />
      <PageBody>
        <div className={css.page}>
          {error !== null && <FailureNote error={error} />}
          {names === undefined ? (
            error === null && <Waiting />
          ) : names.length === 0 ? (
            <EmptyState icon={IconTags} title={t("names.none")} text={t("names.noneText")} />
          ) : (
            <>
              <p className="quiet small">{t("names.hint")}</p>
              {(["type", "event", "profile"] as const).map((of) => (
                <NameTable key={of} title={t(`names.${of}`)} names={names.filter((one) => one.of === of)} />
              ))}
            </>
          )}
        </div>
      </PageBody>
    </>
  );
}

function NameTable({ title, names }: { title: string; names: Name[] }) {
  const { t } = useTranslation();
  if (names.length === 0) {
    return null;
  }
  return (
    <section className={`panel ${css.rows ?? ""}`}>
      <table className="plain">
        <caption className={css.caption}>{title}</caption>
        <thead>
          <tr>
            <th scope="col" className={css.technical}>
              {t("names.name")}
            </th>
            <th scope="col" className={css.called}>
              {t("names.label")}
            </th>
            <th scope="col" className={css.wide}>
              {t("names.seen")}
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name.name}>
              <td className="mono">{name.name}</td>
              <td>
                <LabelInput name={name} />
              </td>
              <td className={`${css.wide ?? ""} quiet small`}>
                {name.seen.length === 0 ? t("names.unseen") : name.seen.join(", ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Kept when somebody leaves it. */
function LabelInput({ name: { of, name, label } }: { name: Name }) {
  const { t } = useTranslation();
  const mayEdit = useMay("editor");
  const queries = useQueryClient();
  const [typed, setTyped] = useState<string>();
  const put = async (text: string) => {
    try {
      await putLabel(of, name, text);
      await Promise.all([
        queries.invalidateQueries({ queryKey: labels.queryKey }),
        queries.invalidateQueries({ queryKey: vocabulary.queryKey }),
      ]);
      return true;
    } catch (error) {
      notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) });
      return false;
    }
  };
  const keep = async () => {
    const text = typed?.trim() ?? label;
    if (text !== label && !(await put(text))) {
      return;
    }
    setTyped(undefined);
    if (text === "" && label !== "") {
      offerUndo({
        message: t("governance.labelGone", { name }),
        undo: t("action.undo"),
        act: () => void put(label),
      });
    }
  };
  return mayEdit ? (
    <TextInput
      aria-label={t("names.labelOf", { name })}
      maxLength={80}
      value={typed ?? label}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.currentTarget.blur();
        }
      }}
    />
  ) : (
    <span>{label}</span>
  );
}

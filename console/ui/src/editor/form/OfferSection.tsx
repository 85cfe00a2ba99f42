import { ActionIcon, Button, Menu, TextInput, Tooltip } from "@mantine/core";
import { IconBraces, IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Vocabulary } from "../../api/types";
import { put, rename } from "../document/edit";
import type { View } from "../document/view";
import { measureSubjects, profileSubjects, stepSubjects } from "../names";
import type { Edit } from "../useDraft";
import css from "./Form.module.css";
import { NameInput } from "./NameInput";
import { Section } from "./Section";

/** What goes out: names and texts, with places where a value of the moment is put in. */
export function OfferSection({
  view,
  edit,
  vocabulary,
}: {
  view: View;
  edit: Edit;
  vocabulary: Vocabulary | undefined;
}) {
  const { t } = useTranslation();
  const { offer } = view;
  const paths = [
    ...stepSubjects(view, view.parts.length, vocabulary),
    ...measureSubjects(view),
    ...profileSubjects(vocabulary),
  ].map((subject) => subject.path);
  const fields = offer.kind === "fields" ? offer.fields : [];
  const fresh = ["template", "text", "coupon"].find((key) => !fields.some((field) => field.key === key));
  return (
    <Section title={t("editor.get")} hint={t("editor.getHint")}>
      {offer.kind === "other" && <p className={css.note}>{t("editor.offerNote")}</p>}
      {fields.map((field, index) => (
        <OfferField
          key={index}
          field={field}
          paths={paths}
          onRename={(name) => edit((document) => rename(document, ["offer", field.key], name))}
          onChange={(value) => edit((document) => put(document, ["offer", field.key], value))}
        />
      ))}
      {offer.kind !== "other" && (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              edit((document) => put(document, ["offer", fresh ?? `field_${fields.length + 1}`], ""))
            }
          >
            {t("editor.addField")}
          </Button>
        </div>
      )}
    </Section>
  );
}

function OfferField({
  field,
  paths,
  onRename,
  onChange,
}: {
  field: { key: string; value: string; text: boolean };
  paths: string[];
  onRename: (name: string) => void;
  onChange: (value: string | number | undefined) => void;
}) {
  const { t } = useTranslation();
  const typedValue = (text: string) =>
    !field.text && text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
  return (
    <div className={css.offerField}>
      <NameInput
        className={css.offerKey}
        label={t("editor.fieldName")}
        value={field.key}
        onRename={onRename}
      />
      <TextInput
        className="grow"
        aria-label={t("editor.fieldValue", { name: field.key })}
        value={field.value}
        onChange={(event) => onChange(typedValue(event.currentTarget.value))}
        rightSection={
          <Menu position="bottom-end" width={240}>
            <Menu.Target>
              <Tooltip label={t("editor.insert")}>
                <ActionIcon size="sm" aria-label={t("editor.insert")}>
                  <IconBraces size={14} />
                </ActionIcon>
              </Tooltip>
            </Menu.Target>
            <Menu.Dropdown style={{ maxHeight: 280, overflowY: "auto" }}>
              {paths.map((path) => (
                <Menu.Item key={path} onClick={() => onChange(`${field.value}\${${path}}`)}>
                  <code className="mono">{path}</code>
                </Menu.Item>
              ))}
              {paths.length === 0 && <Menu.Label>{t("editor.nothingToInsert")}</Menu.Label>}
            </Menu.Dropdown>
          </Menu>
        }
      />
      <Tooltip label={t("action.remove")}>
        <ActionIcon
          size="sm"
          aria-label={t("editor.removeField", { name: field.key })}
          onClick={() => onChange(undefined)}
        >
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

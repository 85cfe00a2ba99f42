import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { vocabulary as seen } from "../../api/queries";
import { Later } from "../../parts/Later";
import { addRow } from "../cel/rows";
import { put } from "../document/edit";
import type { View } from "../document/view";
import { measureSubjects, profileSubjects } from "../names";
import type { Edit } from "../useDraft";
import { AudienceReach } from "./AudienceReach";
import { ConditionRows } from "./ConditionRows";
import css from "./Form.module.css";
import { MeasuresSection } from "./MeasuresSection";
import { NameFields } from "./NameFields";
import { OfferSection } from "./OfferSection";
import { PaceSection, PatternSection } from "./PatternSection";
import { Section } from "./Section";
import { SegmentChoice } from "./SegmentChoice";

export function CampaignForm({
  view,
  edit,
  isNew,
  holder,
  lit,
  onLight,
}: {
  view: View;
  edit: Edit;
  isNew: boolean;
  holder: string | undefined;
  lit: string | undefined;
  onLight: (step: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const { data: vocabulary } = useQuery(seen);
  const set = (key: string, value: string) =>
    edit((document) => put(document, [key], value === "" ? undefined : value));
  return (
    <div className={css.form}>
      <NameFields view={view} edit={edit} isNew={isNew} holder={holder} />
      <Later height={0}>
        <Section
          title={t("editor.who")}
          hint={view.audience === "" ? t("editor.whoAll") : t("editor.whoHint")}
        >
          <ConditionRows
            label={t("editor.who")}
            value={view.audience}
            onChange={(value) => set("audience", value)}
            subjects={profileSubjects(vocabulary)}
            others={measureSubjects(view)}
          />
          <div className="row">
            <SegmentChoice onChoose={(condition) => set("audience", addRow(view.audience, condition))} />
            <AudienceReach audience={view.audience} measures={view.measures.map(({ name }) => name)} />
          </div>
        </Section>
      </Later>
      <Later height={0}>
        <PatternSection view={view} edit={edit} vocabulary={vocabulary} lit={lit} onLight={onLight} />
      </Later>
      <Later height={0}>
        <MeasuresSection view={view} edit={edit} vocabulary={vocabulary} />
      </Later>
      <Later height={0}>
        <Section title={t("editor.when")} hint={t("editor.whenHint")}>
          <ConditionRows
            label={t("editor.when")}
            value={view.when}
            onChange={(value) => set("when", value)}
            subjects={measureSubjects(view)}
            others={profileSubjects(vocabulary)}
          />
        </Section>
      </Later>
      <Later height={0}>
        <OfferSection view={view} edit={edit} vocabulary={vocabulary} />
      </Later>
      <Later height={0}>
        <PaceSection view={view} edit={edit} />
      </Later>
    </div>
  );
}

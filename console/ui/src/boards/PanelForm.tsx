import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listedQueries } from "../api/data";
import css from "./Boards.module.css";
import type { PanelDraft } from "./edit";

const shows = ["number", "table", "chart", "list"] as const;
const widths = ["1", "2", "3", "4"];
const fresh: PanelDraft = {
  title: "",
  show: "table",
  query: "",
  column: "",
  beside: "",
  x: "",
  y: "",
  width: "",
};

/** A panel in fields: what it shows, of which query. */
export function PanelForm({
  initial,
  onDone,
}: {
  initial: PanelDraft | undefined;
  onDone: (panel: PanelDraft) => void;
}) {
  const { t } = useTranslation();
  const { data } = useQuery(listedQueries);
  const [draft, setDraft] = useState(initial ?? fresh);
  const columns =
    data?.queries.find(({ name }) => name === draft.query)?.columns.map(({ name }) => name) ?? [];
  const set = (part: Partial<PanelDraft>) => setDraft({ ...draft, ...part });
  const column = (key: "column" | "beside" | "x" | "y") => (
    <Select
      label={t(`boards.columns.${key}`)}
      clearable
      data={columns}
      value={draft[key] === "" ? null : draft[key]}
      onChange={(value) => set({ [key]: value ?? "" })}
    />
  );
  return (
    <form
      className={css.form}
      aria-label={t(initial === undefined ? "boards.addPanel" : "boards.changePanel")}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(draft);
        if (initial === undefined) {
          setDraft(fresh);
        }
      }}
    >
      <SegmentedControl
        size="xs"
        aria-label={t("boards.show")}
        value={draft.show}
        onChange={(show) => set({ show })}
        data={shows.map((show) => ({ value: show, label: t(`boards.shows.${show}`) }))}
      />
      <Select
        label={t("data.query")}
        searchable
        required
        withAsterisk={false}
        data={(data?.queries ?? []).map(({ name }) => name)}
        value={draft.query === "" ? null : draft.query}
        onChange={(query) => set({ query: query ?? "", column: "", beside: "", x: "", y: "" })}
      />
      <TextInput
        label={t("boards.panelTitle")}
        placeholder={draft.query}
        value={draft.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      {(draft.show === "number" || draft.show === "list") && column("column")}
      {draft.show === "list" && column("beside")}
      {draft.show === "chart" && column("x")}
      {draft.show === "chart" && column("y")}
      <Select
        label={t("boards.width")}
        clearable
        data={widths}
        value={draft.width === "" ? null : draft.width}
        onChange={(width) => set({ width: width ?? "" })}
      />
      <Button type="submit" variant="default" disabled={draft.query === ""}>
        {t(initial === undefined ? "boards.addPanel" : "boards.changePanel")}
      </Button>
    </form>
  );
}

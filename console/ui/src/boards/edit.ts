import { isMap, isSeq, parseDocument, YAMLMap, YAMLSeq } from "yaml";

/** A panel as the form has it; what is empty is left out. */
export type PanelDraft = {
  title: string;
  show: "number" | "table" | "chart" | "list";
  query: string;
  column: string;
  beside: string;
  x: string;
  y: string;
  width: string;
};

const keys: Record<PanelDraft["show"], (keyof PanelDraft)[]> = {
  number: ["title", "show", "query", "column", "width"],
  table: ["title", "show", "query", "width"],
  chart: ["title", "show", "query", "x", "y", "width"],
  list: ["title", "show", "query", "column", "beside", "width"],
};

function change(text: string, edit: (panels: YAMLSeq, document: ReturnType<typeof parseDocument>) => void) {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) {
    return text;
  }
  let panels = document.get("panels");
  if (!isSeq(panels)) {
    panels = new YAMLSeq();
    document.set("panels", panels);
  }
  if (isSeq(panels)) {
    // A flow list with panels in it becomes lines, which people can read.
    panels.flow = false;
    edit(panels, document);
  }
  return document.toString({ lineWidth: 0 });
}

/** The values of a panel that the form knows; nothing where there is none. */
export function panelOf(text: string, index: number): PanelDraft | undefined {
  const document = parseDocument(text);
  const panel = document.getIn(["panels", index]);
  if (!isMap(panel)) {
    return undefined;
  }
  const value = (key: string) => {
    const found = panel.get(key);
    return typeof found === "string" || typeof found === "number"
      ? String(found)
      : isSeq(found)
        ? found.items.map((_, at) => String(found.get(at))).join(", ")
        : "";
  };
  const show = value("show");
  return {
    title: value("title"),
    show: show === "number" || show === "chart" || show === "list" ? show : "table",
    query: value("query"),
    column: value("column"),
    beside: value("beside"),
    x: value("x"),
    y: value("y"),
    width: value("width"),
  };
}

function written(panel: YAMLMap, draft: PanelDraft, document: ReturnType<typeof parseDocument>) {
  for (const key of ["title", "show", "query", "column", "beside", "x", "y", "width"] as const) {
    if (!keys[draft.show].includes(key) || draft[key] === "") {
      panel.delete(key);
    } else if (key === "width") {
      panel.set(key, Number(draft.width));
    } else if (key === "y" && draft.y.includes(",")) {
      const list = document.createNode(draft.y.split(",").map((one) => one.trim()));
      panel.set(key, list);
    } else {
      panel.set(key, draft[key]);
    }
  }
}

/** Puts a panel in its place, or behind the others; comments and whatever the form does not know stay. */
export function setPanel(text: string, index: number | undefined, draft: PanelDraft): string {
  return change(text, (panels, document) => {
    const known: unknown = index === undefined ? undefined : panels.get(index, true);
    const panel = isMap(known) ? known : new YAMLMap();
    written(panel, draft, document);
    if (!isMap(known)) {
      panel.flow = true;
      panels.add(panel);
    }
  });
}

export function movePanel(text: string, index: number, by: number): string {
  return change(text, (panels) => {
    const to = index + by;
    const [panel] = to < 0 || to >= panels.items.length ? [] : panels.items.splice(index, 1);
    if (panel !== undefined) {
      panels.items.splice(to, 0, panel);
    }
  });
}

export function removePanel(text: string, index: number): string {
  return change(text, (panels) => {
    panels.items.splice(index, 1);
  });
}

import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { components } from "./schema";

export type Label = components["schemas"]["Label"];
export type LabelOf = Label["of"];

/** What people call types of events and properties. */
export const labels = queryOptions({
  queryKey: ["labels"],
  queryFn: () => answer(api.GET("/api/labels")),
});

export function putLabel(of: LabelOf, name: string, text: string): Promise<unknown> {
  return answer(api.PUT("/api/labels", { body: { of, name, text } }));
}

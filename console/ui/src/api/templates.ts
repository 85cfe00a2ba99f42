import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/** Campaigns to begin with; they are what this version of the console brings. */
export const templates = queryOptions({
  queryKey: ["templates"],
  queryFn: () => answer(api.GET("/api/templates")),
  staleTime: Infinity,
});

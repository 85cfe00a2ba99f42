import { queryOptions } from "@tanstack/react-query";
import { ask } from "./ask";
import { answer, api } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type ListedCollection = Schemas["ListedCollection"];
export type CollectionDetail = Schemas["CollectionDetail"];
export type FileMistake = Schemas["FileMistake"];

export const collections = queryOptions({
  queryKey: ["collections"],
  queryFn: () => answer(api.GET("/api/collections")),
  refetchInterval: 2_000,
});

export const collection = (id: string) =>
  queryOptions({
    queryKey: ["collection", id],
    queryFn: () => answer(api.GET("/api/collections/{id}", { params: { path: { id } } })),
    refetchInterval: 2_000,
  });

export const collectionRows = (id: string) =>
  queryOptions({
    queryKey: ["collection", id, "rows"],
    queryFn: ({ signal }) => ask(`/api/collections/${encodeURIComponent(id)}/rows`, { signal }),
    refetchInterval: 5_000,
  });

export type ListedQuery = Schemas["ListedQuery"];
export type QueryParameter = Schemas["ListedParameter"];
export type QueryDocument = Schemas["QueryDocument"];
export type QueryVersion = Schemas["QueryVersion"];
export type PlanStep = Schemas["PlanStep"];

export const listedQueries = queryOptions({
  queryKey: ["queries"],
  queryFn: () => answer(api.GET("/api/queries")),
});

export const savedQueries = queryOptions({
  queryKey: ["saved-queries"],
  queryFn: () => answer(api.GET("/api/saved-queries")),
});

export const savedQuery = (name: string) =>
  queryOptions({
    queryKey: ["saved-queries", name],
    queryFn: () => answer(api.GET("/api/saved-queries/{name}", { params: { path: { name } } })),
  });

export const checkedQuery = (name: string | undefined, text: string) =>
  queryOptions({
    queryKey: ["workbench", "check", name, text],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/api/workbench/check", { body: { text, ...(name === undefined ? {} : { name }) }, signal }),
      ),
    staleTime: 30_000,
    gcTime: 60_000,
  });

/** The columns of each collection, for the completion of SQL. */
export const tables = queryOptions({
  queryKey: ["queries", "columns"],
  queryFn: async ({ signal }) => {
    const { rows } = await ask("/api/queries/columns", { signal });
    const found: Record<string, string[]> = {};
    for (const { collection: table, column } of rows) {
      if (typeof table === "string" && typeof column === "string") {
        (found[table] ??= []).push(column);
      }
    }
    return found;
  },
  staleTime: 30_000,
});

export type Board = Schemas["Board"];
export type BoardPanel = Schemas["BoardPanel"];
export type BoardDocument = Schemas["BoardDocument"];

export const boards = queryOptions({
  queryKey: ["boards"],
  queryFn: () => answer(api.GET("/api/boards")),
});

export const board = (name: string) =>
  queryOptions({
    queryKey: ["boards", name],
    queryFn: () => answer(api.GET("/api/boards/{name}", { params: { path: { name } } })),
  });

export const checkedBoard = (text: string) =>
  queryOptions({
    queryKey: ["boards", "check", text],
    queryFn: ({ signal }) => answer(api.POST("/api/boards/check", { body: { text }, signal })),
    staleTime: Infinity,
    gcTime: 60_000,
  });

export type CollectionDocument = Schemas["CollectionDocument"];
export type CollectionPreview = Schemas["CollectionPreview"];

export const collectionDocument = (id: string) =>
  queryOptions({
    queryKey: ["collection", id, "document"],
    queryFn: () => answer(api.GET("/api/collections/{id}/document", { params: { path: { id } } })),
  });

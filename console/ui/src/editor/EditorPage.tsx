import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { campaign } from "../api/queries";
import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { Editor } from "./Editor";
import { template } from "./template";

/** A new campaign, or the draft of one; without a draft, its live document is what is edited. */
export function EditorPage() {
  const { id } = useParams();
  const [params] = useSearchParams();
  const [revision, setRevision] = useState(0);
  const { data, error, refetch } = useQuery({
    ...campaign(id ?? ""),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
  if (id === undefined) {
    return <Editor key="new" id={undefined} detail={undefined} text={template} reload={() => undefined} />;
  }
  if (error !== null) {
    return <FailureNote error={error} again={() => void refetch()} />;
  }
  if (data === undefined) {
    return <Waiting />;
  }
  const given = params.get("from") === "live" ? data.text : (data.draft ?? data.text);
  return (
    <Editor
      key={`${id} ${revision}`}
      id={id}
      detail={data}
      text={given ?? template}
      reload={() => void refetch().then(() => setRevision((old) => old + 1))}
    />
  );
}

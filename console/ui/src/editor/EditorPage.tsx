import { Button } from "@mantine/core";
import { IconTemplateOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { campaign } from "../api/queries";
import { templates } from "../api/templates";
import { EmptyState } from "../parts/EmptyState";
import { Later } from "../parts/Later";
import { titleOf } from "../parts/titleOf";
import { begunWith, copyOf } from "./copy";
import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { Editor } from "./Editor";
import { policyTemplate, template } from "./template";

/** A new campaign or a copy of one, or the draft of one; without a draft, its live document is what is edited. */
export function EditorPage() {
  return (
    <Later>
      <Edited />
    </Later>
  );
}

function Edited() {
  const { t } = useTranslation();
  const { id } = useParams();
  const [params] = useSearchParams();
  const [revision, setRevision] = useState(0);
  const original = id ?? params.get("copy") ?? undefined;
  const { data, error, refetch } = useQuery({
    ...campaign(original ?? ""),
    enabled: original !== undefined,
    staleTime: Infinity,
  });
  const named = params.get("template") ?? undefined;
  const begun = useQuery({ ...templates, enabled: original === undefined && named !== undefined });
  if (original === undefined && named !== undefined) {
    if (begun.error !== null) {
      return <FailureNote error={begun.error} again={() => void begun.refetch()} />;
    }
    if (begun.data === undefined) {
      return <Waiting />;
    }
    const found = begun.data.templates.find((one) => one.id === named);
    return found === undefined ? (
      <EmptyState icon={IconTemplateOff} title={t("templates.gone", { id: named })}>
        <Button component={Link} to="/campaigns/new/templates" variant="default">
          {t("templates.title")}
        </Button>
      </EmptyState>
    ) : (
      <Editor
        key={named}
        id={undefined}
        detail={undefined}
        text={begunWith(found.text)}
        reload={() => undefined}
      />
    );
  }
  if (original === undefined) {
    const kind = params.get("kind") === "policy" ? "policy" : "campaign";
    return (
      <Editor
        key={kind}
        id={undefined}
        detail={undefined}
        text={kind === "policy" ? policyTemplate : template}
        reload={() => undefined}
      />
    );
  }
  if (error !== null) {
    return <FailureNote error={error} again={() => void refetch()} />;
  }
  if (data === undefined) {
    return <Waiting />;
  }
  if (id === undefined) {
    const text = copyOf(
      data.text ?? data.draft ?? template,
      data.id,
      t("editor.copyOf", { name: titleOf(data) }),
    );
    return (
      <Editor
        key={`copy ${data.id}`}
        id={undefined}
        detail={undefined}
        text={text}
        reload={() => undefined}
      />
    );
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

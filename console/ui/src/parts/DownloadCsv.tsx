import { ActionIcon, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { download } from "../workbench/csv";
import { FailureNote } from "./FailureNote";

/** All of a list as a file. */
export function DownloadCsv({ name, ask }: { name: string; ask: () => Promise<string> }) {
  const { t } = useTranslation();
  const saved = useMutation({ mutationFn: ask, onSuccess: (text) => download(`${name}.csv`, text) });
  return saved.error === null ? (
    <Tooltip label={t("parts.csv")}>
      <ActionIcon
        size="sm"
        aria-label={t("parts.csv")}
        loading={saved.isPending}
        onClick={() => saved.mutate()}
      >
        <IconDownload size={15} />
      </ActionIcon>
    </Tooltip>
  ) : (
    <FailureNote error={saved.error} again={() => saved.mutate()} />
  );
}

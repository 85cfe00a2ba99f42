import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy, IconTerminal2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { curl } from "./curl";

export function CopyId({ value, label }: { value: string; label?: string }) {
  const { t } = useTranslation();
  return <Copy value={value} label={label ?? t("action.copyOf", { what: value })} />;
}

/** Copies the request behind a number, ready for a terminal. */
export function CopyCurl({ path }: { path: string }) {
  const { t } = useTranslation();
  return <Copy value={curl(location.origin + path)} label={t("action.copyCurl")} terminal />;
}

function Copy({ value, label, terminal = false }: { value: string; label: string; terminal?: boolean }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t("action.copied") : label}>
          <ActionIcon size="sm" aria-label={label} onClick={copy}>
            {copied ? (
              <IconCheck size={14} />
            ) : terminal ? (
              <IconTerminal2 size={15} />
            ) : (
              <IconCopy size={14} />
            )}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

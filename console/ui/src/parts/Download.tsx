import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Format, formats } from "../api/file";
import { FailureNote } from "./FailureNote";
import { save } from "./save";

const names: Record<Format, string> = { csv: "CSV", ndjson: "NDJSON" };

/**
 * A list as a file.
 *
 * @param most how many rows it has at most; without it, it has all
 */
export function Download({
  name,
  ask,
  most,
}: {
  name: string;
  ask: (format: Format) => Promise<string>;
  most?: number;
}) {
  const { t } = useTranslation();
  const saved = useMutation({
    mutationFn: ask,
    onSuccess: (text, format) => save(name, text, format),
  });
  const { variables } = saved;
  if (saved.error !== null && variables !== undefined) {
    return <FailureNote error={saved.error} again={() => saved.mutate(variables)} />;
  }
  const label = most === undefined ? t("parts.saveAll") : t("parts.saveMost", { count: most });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={label}>
          <ActionIcon size="sm" aria-label={label} loading={saved.isPending}>
            <IconDownload size={15} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => saved.mutate(format)}>
            {names[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

import { Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { onKeyboardHelp, shortcuts, useShortcuts } from "./keys";

export function KeyboardHelp() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  useShortcuts();
  useEffect(() => onKeyboardHelp(open), [open]);
  return (
    <Modal opened={opened} onClose={close} title={t("shell.keys")} size="sm">
      <table className="plain">
        <tbody>
          {shortcuts.map(({ keys, text }) => (
            <tr key={text}>
              <td>{t(`keys.${text}`)}</td>
              <td className="number">
                {keys.map((key) => (
                  <kbd className="key" key={key} style={{ marginLeft: 4 }}>
                    {key}
                  </kbd>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

import { ActionIcon, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconLanguage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { sentence } from "../api/failure";
import { languages, speak } from "../i18n";

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Menu position="top-start">
      <Menu.Target>
        <ActionIcon aria-label={t("shell.language")} title={t("shell.language")}>
          <IconLanguage size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code}
            fw={i18n.language === code ? 600 : 400}
            onClick={() =>
              void speak(code).catch((error: unknown) =>
                notifications.show({ color: "red", title: t("parts.failed"), message: sentence(error) }),
              )
            }
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

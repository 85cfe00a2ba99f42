import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Connection } from "../stream/follow";
import css from "./ConnectionState.module.css";

/** Whether what is shown is of now. A lost stream says so at once. */
export function ConnectionState({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t(`connection.${connection}Text`)}>
      <span className={css.state} data-connection={connection} role="status">
        <span className={css.dot} aria-hidden />
        {t(`connection.${connection}`)}
      </span>
    </Tooltip>
  );
}

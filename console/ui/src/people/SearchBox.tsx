import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { people } from "../api/queries";
import { personPath } from "../parts/personPath";
import css from "./People.module.css";

/** Enter opens the first who is found, of what stands there: also where the answer is still to come. */
export function SearchBox({ typed, onType }: { typed: string; onType: (text: string) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const openFirst = async () => {
    const found = await queries.query(people(typed)).catch(() => undefined);
    const user = found?.people[0]?.user ?? typed.trim();
    if (user !== "") {
      void navigate(personPath(user));
    }
  };
  return (
    <form
      className={css.search}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        void openFirst();
      }}
    >
      <TextInput
        data-search
        data-autofocus
        size="sm"
        type="search"
        maxLength={200}
        aria-label={t("people.search")}
        placeholder={t("people.search")}
        leftSection={<IconSearch size={15} />}
        rightSection={<kbd className="key">/</kbd>}
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </form>
  );
}

import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconSearch, IconUserSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { live } from "../api/queries";
import { CopyId } from "../parts/CopyId";
import { EmptyState } from "../parts/EmptyState";
import { PageBody, PageHead } from "../shell/PageHead";
import css from "./People.module.css";
import { PersonStory } from "./PersonStory";
import { PersonTriggers } from "./PersonTriggers";

/** For whoever has a customer on the phone: what this person got, and why, or why not. */
export function PeoplePage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const user = params.get("user") ?? "";
  const [typed, setTyped] = useState(user);
  const { data } = useQuery(live);
  return (
    <>
      <PageHead title={t("shell.people")} />
      <PageBody>
        <form
          className={css.search}
          onSubmit={(event) => {
            event.preventDefault();
            setParams(typed.trim() === "" ? {} : { user: typed.trim() });
          }}
        >
          <TextInput
            data-search
            size="sm"
            type="search"
            aria-label={t("people.search")}
            placeholder={t("people.search")}
            leftSection={<IconSearch size={15} />}
            rightSection={<kbd className="key">/</kbd>}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </form>
        {user === "" ? (
          <EmptyState
            icon={IconUserSearch}
            title={t("people.first")}
            text={
              <>
                {t("people.firstText")}
                {data !== undefined && data.panels.latestVisitors.length > 0 && (
                  <span className={css.latest}>
                    {data.panels.latestVisitors.slice(0, 5).map((visitor) => (
                      <Link
                        key={visitor.user}
                        to={`/people?user=${encodeURIComponent(visitor.user)}`}
                        onClick={() => setTyped(visitor.user)}
                      >
                        {visitor.user}
                      </Link>
                    ))}
                  </span>
                )}
              </>
            }
          />
        ) : (
          <div className={css.person} key={user}>
            <h2 className="row">
              {user} <CopyId value={user} />
            </h2>
            <div className={css.columns}>
              <PersonTriggers user={user} />
              <PersonStory user={user} />
            </div>
          </div>
        )}
      </PageBody>
    </>
  );
}

import { useDebouncedValue } from "@mantine/hooks";
import { IconUserSearch } from "@tabler/icons-react";
import { useQuery, keepPreviousData } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { people } from "../api/queries";
import { EmptyState } from "../parts/EmptyState";
import { FailureNote } from "../parts/FailureNote";
import { useValues } from "../parts/useValues";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import { FoundPeople } from "./FoundPeople";
import { PeopleTabs } from "./PeopleTabs";
import { PersonPage } from "./PersonPage";
import { SearchBox } from "./SearchBox";

/** For whoever has a customer on the phone: find them as one types. */
export function PeoplePage() {
  const [params] = useSearchParams();
  const user = params.get("user");
  return user === null || user === "" ? <Search /> : <PersonPage key={user} user={user} />;
}

function Search() {
  const { t } = useTranslation();
  const [values, change] = useValues();
  const typed = [values["q"] ?? ""].flat()[0] ?? "";
  const [sought] = useDebouncedValue(typed, 100);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...people(sought),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead title={t("shell.people")} beside={<PeopleTabs />} />
      <PageBody>
        <SearchBox typed={typed} onType={(text) => change("q", text)} />
        {error !== null ? (
          <FailureNote error={error} again={() => void refetch()} />
        ) : data === undefined ? (
          <Waiting />
        ) : data.people.length === 0 ? (
          <EmptyState
            icon={IconUserSearch}
            title={t(sought === "" ? "people.first" : "people.nobody")}
            text={t(sought === "" ? "people.firstText" : "people.nobodyText")}
          />
        ) : (
          <div aria-busy={isPlaceholderData}>
            <FoundPeople people={data.people} more={data.more} typed={sought} />
          </div>
        )}
      </PageBody>
    </>
  );
}

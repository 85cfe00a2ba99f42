import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { ConnectionState } from "../parts/ConnectionState";
import { CopyCurl, CopyId } from "../parts/CopyId";
import { FailureNote } from "../parts/FailureNote";
import { RelativeTime } from "../parts/RelativeTime";
import { usePhone } from "../parts/usePhone";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "../shell/PageHead";
import { nameOf, segmentsOf } from "./fields";
import { OpenRuns } from "./OpenRuns";
import css from "./People.module.css";
import { type Customer, customer } from "./person";
import { Profile } from "./Profile";
import { Purchases } from "./Purchases";
import { Recommendations } from "./Recommendations";
import { Spend } from "./Spend";
import { Timeline } from "./Timeline";
import { useFollow } from "./useFollow";
import { useHasCome } from "./useHasCome";
import { Why } from "./Why";

/** The page of the person whose id is in the path. */
export function PersonRoute() {
  const { user = "" } = useParams();
  return <PersonPage key={user} user={user} />;
}

/** Everything that is known of one person, as it is now. */
export function PersonPage({ user }: { user: string }) {
  const { t } = useTranslation();
  const connection = useFollow(user);
  const phone = usePhone();
  const { data, error, refetch } = useQuery(customer(user));
  const known = data?.rows[0];
  const hasCome = useHasCome(user, data !== undefined || error !== null);
  const name = known === undefined ? undefined : nameOf(known.profile);
  return (
    <>
      <PageHead title={name ?? user}>
        <ConnectionState connection={connection} />
        <Button
          component={Link}
          to={`/boards/customer?userid=${encodeURIComponent(user)}`}
          variant="default"
          size="xs"
        >
          {t("people.board")}
        </Button>
        <Button
          component={Link}
          to="/people"
          variant="default"
          size="xs"
          leftSection={<IconArrowLeft size={14} />}
        >
          {t("people.others")}
        </Button>
      </PageHead>
      <PageBody>
        {!hasCome && <Waiting height={900} />}
        <div style={hasCome ? undefined : { display: "none" }}>
          {error !== null ? (
            <FailureNote error={error} again={() => void refetch()} />
          ) : data === undefined ? (
            <Waiting height={48} />
          ) : (
            <Who user={user} known={known} />
          )}
          <div className={css.columns}>
            <div className={css.column}>
              {phone && <Why user={user} />}
              <Timeline user={user} />
              {!phone && <Why user={user} />}
            </div>
            <div className={css.column}>
              {known !== undefined && <Spend user={user} customer={known} />}
              <OpenRuns user={user} />
              <Recommendations user={user} />
              {known !== undefined && <Profile profile={known.profile} />}
              <Purchases user={user} />
            </div>
          </div>
        </div>
      </PageBody>
    </>
  );
}

function Who({ user, known }: { user: string; known: Customer | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={css.head}>
      <span className="row">
        <span className={css.id}>{user}</span>
        <CopyId value={user} />
        <CopyCurl path={`/api/queries/customer?userid=${encodeURIComponent(user)}`} />
      </span>
      {known === undefined ? (
        <span className="quiet">{t("people.unknown")}</span>
      ) : (
        <>
          {known.first_seen !== null && (
            <span>
              <span className="quiet">{t("people.firstSeen")}</span> <RelativeTime time={known.first_seen} />
            </span>
          )}
          <span>
            <span className="quiet">{t("people.lastSeen")}</span>{" "}
            {known.last_seen === null ? t("people.neverSeen") : <RelativeTime time={known.last_seen} />}
          </span>
          {segmentsOf(known.profile).map((segment) => (
            <Link key={segment} className={css.segment ?? ""} to={`/segments/${encodeURIComponent(segment)}`}>
              {segment}
            </Link>
          ))}
        </>
      )}
    </div>
  );
}

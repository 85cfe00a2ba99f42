import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { rejected, sendAgain, type RejectedKind, type RejectedOne } from "../../api/rejected";
import { useFigures } from "../../i18n/figures";
import { CopyId } from "../../parts/CopyId";
import { FailureNote } from "../../parts/FailureNote";
import { useMay } from "../../api/permission";
import { Sheet } from "../../parts/Sheet";
import { Waiting } from "../../parts/Waiting";
import { pretty } from "./pretty";
import css from "./Rejected.module.css";

/** The latest records of a kind: when, where they stood, what was found, and what they were. */
export function RejectedDrawer({ kind, close }: { kind: RejectedKind | undefined; close: () => void }) {
  return (
    <Sheet opened={kind !== undefined} onClose={close} size="lg" title={kind?.reason ?? ""}>
      {kind !== undefined && <Records kind={kind} />}
    </Sheet>
  );
}

function Records({ kind }: { kind: RejectedKind }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(rejected(kind));
  if (error !== null) {
    return <FailureNote error={error} />;
  }
  if (data === undefined) {
    return <Waiting height={160} />;
  }
  return data.records.length === 0 ? (
    <p className="quiet">{t("rejected.gone")}</p>
  ) : (
    <ul className={css.records}>
      {data.records.map((record) => (
        <Record key={record.id} record={record} />
      ))}
    </ul>
  );
}

function Record({ record }: { record: RejectedOne }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const queries = useQueryClient();
  const maySend = useMay("publisher");
  const sent = useMutation({
    mutationFn: () => sendAgain(record.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["rejected"] }),
  });
  return (
    <li>
      <div className={css.head}>
        <time dateTime={record.time}>{figures.exact(record.time)}</time>
        <span className="mono quiet">{record.place}</span>
        <CopyId value={record.raw} />
      </div>
      {record.detail != null && <p className={css.detail}>{record.detail}</p>}
      {record.problems.map((problem) => (
        <p key={problem} className={css.detail}>
          {problem}
        </p>
      ))}
      {record.raw !== "" && (
        <pre className={css.raw} tabIndex={0} aria-label={t("rejected.raw")}>
          {record.base64 ? record.raw : pretty(record.raw)}
        </pre>
      )}
      {record.base64 && <p className="quiet small">{t("rejected.base64")}</p>}
      {record.bytes != null && (
        <p className="quiet small">{t("rejected.cut", { bytes: figures.whole(record.bytes) })}</p>
      )}
      {record.again === "sent" ? (
        <p className="quiet small">{t("rejected.sent")}</p>
      ) : (
        record.again === "yes" &&
        maySend && (
          <Button variant="default" size="compact-sm" loading={sent.isPending} onClick={() => sent.mutate()}>
            {t("rejected.again")}
          </Button>
        )
      )}
      {sent.error !== null && <FailureNote error={sent.error} />}
    </li>
  );
}

import { Button, useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureNote } from "../parts/FailureNote";
import { PageBody, PageHead } from "../shell/PageHead";
import css from "./Reference.module.css";
import { ReferenceTabs } from "./ReferenceTabs";

/** The API, as its own document tells it; requests are tried with the rights of whoever looks. */
export function ReferencePage() {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();
  const [error, setError] = useState<Error>();
  useEffect(() => {
    let gone = false;
    // Far larger than all else, so it comes once the page is there.
    import("./render")
      .then(({ render }) => {
        if (!gone && place.current !== null) {
          render(place.current);
        }
      })
      .catch((failed: unknown) => setError(failed instanceof Error ? failed : new Error(String(failed))));
    return () => {
      gone = true;
    };
  }, []);
  useEffect(() => {
    const page = document.documentElement.classList;
    page.toggle("dark-mode", scheme === "dark");
    return () => page.remove("dark-mode");
  }, [scheme]);
  return (
    <>
      <PageHead title={t("shell.api")} beside={<ReferenceTabs />}>
        <Button component="a" href="/api/docs" target="_blank" rel="noreferrer" variant="default">
          {t("token.document")}
        </Button>
      </PageHead>
      <PageBody>
        {error !== undefined && <FailureNote error={error} />}
        <div ref={place} className={css.reference} />
      </PageBody>
    </>
  );
}

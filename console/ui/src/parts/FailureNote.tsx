import { Alert, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { sentence } from "../api/failure";

export function FailureNote({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" role="alert" m={12} title={t("parts.failed")}>
      <div className="row wrap">
        <span className="grow">
          {sentence(error) === "unreachable" ? t("shell.unreachable") : sentence(error)}
        </span>
        {again !== undefined && (
          <Button variant="default" onClick={again}>
            {t("action.tryAgain")}
          </Button>
        )}
      </div>
    </Alert>
  );
}

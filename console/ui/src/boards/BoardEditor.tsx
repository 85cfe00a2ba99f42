import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { modals } from "@mantine/modals";
import { useQuery } from "@tanstack/react-query";
import { IconArrowLeft, IconArrowRight, IconEdit, IconTrash } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { type BoardDocument, checkedBoard } from "../api/data";
import { FailureNote } from "../parts/FailureNote";
import { ProblemList } from "../parts/ProblemList";
import { Waiting } from "../parts/Waiting";
import { PageHead } from "../shell/PageHead";
import css from "./Boards.module.css";
import { BoardView } from "./BoardView";
import { movePanel, panelOf, removePanel, setPanel } from "./edit";
import { PanelForm } from "./PanelForm";
import { useBoardSaving } from "./useBoardSaving";

const YamlSource = lazy(async () => ({ default: (await import("../editor/code/YamlSource")).YamlSource }));

/** A board in the making: as it will be, with its panels in hand, beside the same as YAML. */
export function BoardEditor({ document, initial }: { document: BoardDocument | undefined; initial: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState(initial);
  const [newName, setNewName] = useState("");
  const [chosen, setChosen] = useState<number>();
  const [settled] = useDebouncedValue(text, 250);
  const checked = useQuery({ ...checkedBoard(settled), placeholderData: (old) => old });
  const saving = useBoardSaving(document, text, initial);
  const problems = checked.data?.problems ?? [];
  const board = checked.data?.board;
  // Panels are changed by their number, which is of the text that was checked.
  const isOfText = settled === text && !checked.isPlaceholderData;
  const name = document?.name ?? newName.trim();
  const remove = () =>
    modals.openConfirmModal({
      title: t("boards.removeTitle", { name }),
      children: <p style={{ marginTop: 0 }}>{t("boards.removeText")}</p>,
      labels: { confirm: t("action.remove"), cancel: t("action.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => void saving.remove(name),
    });
  return (
    <>
      <PageHead
        title={document === undefined ? t("boards.new") : (board?.title ?? name)}
        beside={
          <span className="quiet small" aria-live="polite">
            {saving.dirty ? t("editor.unsaved") : ""}
          </span>
        }
      >
        {document === undefined ? (
          <TextInput
            w={180}
            aria-label={t("boards.name")}
            placeholder={t("boards.name")}
            value={newName}
            onChange={(event) => setNewName(event.currentTarget.value)}
          />
        ) : (
          <>
            <Button variant="default" onClick={remove}>
              {t("action.remove")}
            </Button>
            <Button variant="default" onClick={() => void navigate(`/boards/${name}${location.search}`)}>
              {t("boards.look")}
            </Button>
          </>
        )}
        <Button
          disabled={!saving.dirty || name === "" || problems.length > 0}
          loading={saving.isBusy}
          onClick={() => void saving.save(name)}
        >
          {t("boards.save")}
        </Button>
      </PageHead>
      <div className={css.editor}>
        <div className={css.preview}>
          {checked.error !== null && (
            <FailureNote error={checked.error} again={() => void checked.refetch()} />
          )}
          {board != null && (
            <BoardView
              board={board}
              tools={(index) => (
                <PanelTools
                  title={board.panels[index]?.title ?? ""}
                  isReady={isOfText}
                  isFirst={index === 0}
                  isLast={index === board.panels.length - 1}
                  move={(by) => setText(movePanel(text, index, by))}
                  edit={() => setChosen(index)}
                  remove={() => {
                    setChosen(undefined);
                    setText(removePanel(text, index));
                  }}
                />
              )}
            />
          )}
        </div>
        <div className={css.source}>
          <div className={css.code}>
            <Suspense fallback={<Waiting />}>
              <YamlSource
                text={text}
                onChange={setText}
                problems={problems}
                label={t("boards.yaml")}
                readOnly={false}
              />
            </Suspense>
          </div>
          <ProblemList problems={problems} />
          <PanelForm
            key={chosen ?? "new"}
            initial={chosen === undefined ? undefined : panelOf(text, chosen)}
            onDone={(panel) => {
              setText(setPanel(text, chosen, panel));
              setChosen(undefined);
            }}
          />
        </div>
      </div>
    </>
  );
}

function PanelTools({
  title,
  isReady,
  isFirst,
  isLast,
  move,
  edit,
  remove,
}: {
  title: string;
  isReady: boolean;
  isFirst: boolean;
  isLast: boolean;
  move: (by: number) => void;
  edit: () => void;
  remove: () => void;
}) {
  const { t } = useTranslation();
  const tools = [
    { icon: IconArrowLeft, text: t("boards.earlier", { title }), act: () => move(-1), off: isFirst },
    { icon: IconArrowRight, text: t("boards.later", { title }), act: () => move(1), off: isLast },
    { icon: IconEdit, text: t("boards.edit", { title }), act: edit, off: false },
    { icon: IconTrash, text: t("boards.remove", { title }), act: remove, off: false },
  ];
  return (
    <span className={css.tools}>
      {tools.map(({ icon: Drawn, text, act, off }) => (
        <Tooltip key={text} label={text}>
          <ActionIcon size="sm" aria-label={text} disabled={off || !isReady} onClick={act}>
            <Drawn size={14} />
          </ActionIcon>
        </Tooltip>
      ))}
    </span>
  );
}

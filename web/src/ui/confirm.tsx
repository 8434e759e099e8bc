import { App } from "antd";
import type { ReactNode } from "react";
import { apiErrorOf } from "../api/index.ts";
import { RefusalAlert } from "./states.tsx";
import { useWords } from "./words.ts";

const words = { zh: { cancel: "取消", failed: "未能完成" }, en: { cancel: "Cancel", failed: "Not done" } };

export interface Question {
  readonly title: string;
  readonly content?: ReactNode;
  /** The verb on the button. */
  readonly verb: string;
  readonly isDangerous?: boolean;
  act(): Promise<unknown>;
}

/** Asks before something is done that is not easily undone; what the server refuses is told. */
export function useConfirm(): (question: Question) => void {
  const { modal } = App.useApp();
  const { cancel } = useWords(words);
  const tell = useTellRefusal();
  return ({ title, content, verb, isDangerous = false, act }) => {
    void modal.confirm({
      title,
      content,
      okText: verb,
      cancelText: cancel,
      okButtonProps: { danger: isDangerous },
      onOk: () => act().catch(tell),
    });
  };
}

/** For acts without a place of their own for errors. */
export function useTellRefusal(): (error: unknown) => void {
  const { modal } = App.useApp();
  const { failed } = useWords(words);
  return (error) => {
    void modal.error({ title: failed, content: <RefusalAlert error={apiErrorOf(error)} /> });
  };
}

/** A short word that something was done. */
export function useTell(): (text: string) => void {
  const { message } = App.useApp();
  return (text) => void message.success(text);
}

import { App, ConfigProvider } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import { type ReactNode, useMemo } from "react";
import { ModeContext, useModeState, useReducedMotion } from "./mode.ts";
import { nonce } from "./nonce.ts";
import { themeFor } from "./theme.ts";
import { useLanguage } from "./words.ts";

/** Language, colours and the nonce for everything below. */
export function UiProvider({ children }: { readonly children: ReactNode }) {
  const state = useModeState();
  const language = useLanguage();
  const isStill = useReducedMotion();
  const theme = useMemo(() => themeFor(state.mode, !isStill), [state.mode, isStill]);
  return (
    <ModeContext value={state}>
      <ConfigProvider
        csp={{ nonce }}
        theme={theme}
        locale={language === "zh" ? chinese : english}
        componentSize="middle"
        button={{ autoInsertSpace: false }}
      >
        <App>{children}</App>
      </ConfigProvider>
    </ModeContext>
  );
}

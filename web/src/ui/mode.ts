import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { type Palette, palettes, seriesColours } from "./theme.ts";

export type ModeChoice = "system" | "light" | "dark";
type Mode = "light" | "dark";

const key = "plumbline.mode";
const darkness = matchMedia("(prefers-color-scheme: dark)");
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

function kept(): ModeChoice {
  const found = localStorage.getItem(key);
  return found === "light" || found === "dark" ? found : "system";
}

interface ModeState {
  readonly mode: Mode;
  readonly choice: ModeChoice;
  choose(choice: ModeChoice): void;
}

export const ModeContext = createContext<ModeState>({
  mode: "light",
  choice: "system",
  choose: () => undefined,
});

function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => query.matches,
  );
}

/** Whether the person has asked their system that things do not move. */
export const useReducedMotion = (): boolean => useMedia(stillness);

/** Light or dark as the system has it, unless the person has chosen. */
export function useModeState(): ModeState {
  const [choice, setChoice] = useState(kept);
  const system: Mode = useMedia(darkness) ? "dark" : "light";
  const mode = choice === "system" ? system : choice;
  useEffect(() => {
    document.documentElement.dataset.mode = mode;
    document.documentElement.style.colorScheme = mode;
  }, [mode]);
  return {
    mode,
    choice,
    choose(next) {
      localStorage.setItem(key, next);
      setChoice(next);
    },
  };
}

export const useMode = (): ModeState => useContext(ModeContext);

export function usePalette(): Palette & { readonly series: readonly string[] } {
  const { mode } = useMode();
  return { ...palettes[mode], series: seriesColours[mode] };
}

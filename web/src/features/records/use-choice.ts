import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { readChoice, writeChoice } from "./choice.ts";
import type { Choice } from "./types.ts";

/** What is looked at stands in the address, so that it can be sent to somebody and found again by going back. */
export function useChoice(): [Choice, (change: Partial<Choice>) => void] {
  const [address, setAddress] = useSearchParams();
  const change = useCallback(
    (changed: Partial<Choice>) => {
      // Typing is not a step of its own to go back by.
      const isTyping = Object.keys(changed).join() === "search";
      setAddress((current) => writeChoice({ ...readChoice(current), ...changed }), { replace: isTyping });
    },
    [setAddress],
  );
  return [readChoice(address), change];
}

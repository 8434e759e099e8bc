import { formatShare, useLanguage, useWords } from "../../ui/index.ts";
import type { Share } from "./types.ts";

const words = {
  zh: {
    few: (n: number) => (n === 0 ? "尚无判定" : `只判定了 ${n} 条，不足以给出比例`),
    between: (least: string, most: string) => `${least}–${most}`,
    told: (share: string, least: string, most: string, hits: number, trials: number) =>
      `${trials} 条中 ${hits} 条，即 ${share}，95% 区间 ${least} 至 ${most}`,
  },
  en: {
    few: (n: number) => (n === 0 ? "none decided yet" : `${n} decided: too few to say`),
    between: (least: string, most: string) => `${least}–${most}`,
    told: (share: string, least: string, most: string, hits: number, trials: number) =>
      `${hits} of ${trials}, ${share}, 95 % interval ${least} to ${most}`,
  },
};

/** A share on a line from 0 to 100 % with its interval; a word instead where there are too few. */
export function ShareBar({ share, few }: { readonly share: Share; readonly few?: string }) {
  const text = useWords(words);
  const language = useLanguage();
  const { hits, trials, share: value, least, most } = share;
  if (value === undefined || least === undefined || most === undefined)
    return <small className="too-few">{few ?? text.few(trials)}</small>;
  const shown = (one: number) => formatShare(one, language);
  const told = text.told(shown(value), shown(least), shown(most), hits, trials);
  return (
    <span className="share">
      <svg
        className="share-line"
        viewBox="0 0 100 12"
        preserveAspectRatio="none"
        role="img"
        aria-label={told}
      >
        <title>{told}</title>
        <line className="share-axis" x1="0" x2="100" y1="6" y2="6" />
        <rect
          className="share-range"
          x={100 * least}
          width={Math.max(0.8, 100 * (most - least))}
          y="3"
          height="6"
        />
        <rect
          className="share-value"
          x={Math.min(99, Math.max(0, 100 * value - 0.5))}
          width="1"
          y="0"
          height="12"
        />
      </svg>
      <span className="share-figure figures">{shown(value)}</span>
      <small className="share-bounds figures">{text.between(shown(least), shown(most))}</small>
    </span>
  );
}

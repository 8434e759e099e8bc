import { type Amount, amountsText, roundMoney, scoreText } from "../figures.ts";
import { type Html, html } from "./markup.ts";

export const scoreBar = (score: number): Html =>
  html`<span class="score"><span class="track"><span class="fill" style="--share:${(Math.min(1, Math.max(0, score)) * 100).toFixed(1)}%"></span></span><span class="n">${scoreText(score)}</span></span>`;

/** One amount a line, to the whole unit. */
export function stacked(amounts: readonly Amount[]): Html {
  const some = amounts.filter(({ amount }) => amount !== 0n);
  if (some.length === 0) return html`${amountsText([])}`;
  return html`<span class="amounts">${some.map(({ amount, currency }) => html`<span>${roundMoney(amount, currency)}</span>`)}</span>`;
}

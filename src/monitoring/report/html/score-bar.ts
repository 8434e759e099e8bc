import { scoreText } from "../figures.ts";
import { type Html, html } from "./markup.ts";

export const scoreBar = (score: number): Html =>
  html`<span class="score"><span class="track"><span style="--share:${(Math.min(1, Math.max(0, score)) * 100).toFixed(1)}%"></span></span><span class="n">${scoreText(score)}</span></span>`;

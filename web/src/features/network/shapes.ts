import type { NodeKind } from "./types.ts";

/** The same outline in the picture and in its key, in a square of 24: what a node is can be told without its colour. */
export const outlines: Readonly<Record<NodeKind, string>> = {
  seller: "M12 1a11 11 0 1 0 0 22a11 11 0 1 0 0-22z",
  customer: "M4 2h16a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2z",
  phone: "M12 2L23 21H1z",
  email: "M1 3h22L12 22z",
  address: "M12 1L23 10V23H1V10z",
  bank: "M12 0L24 12L12 24L0 12z",
  tax: "M6 2h12l6 10l-6 10H6L0 12z",
  device: "M8 1h8v7h7v8h-7v7H8v-7H1V8h7z",
};

export type Hue = "seller" | "customer" | "reach" | "money" | "place";

/** Colours go by what a thing is for: reaching somebody, paying, or a place. */
export const hueOf: Readonly<Record<NodeKind, Hue>> = {
  seller: "seller",
  customer: "customer",
  phone: "reach",
  email: "reach",
  device: "reach",
  bank: "money",
  tax: "money",
  address: "place",
};

export function coloursOf(palette: { readonly series: readonly string[] }): Readonly<Record<Hue, string>> {
  const [ink = "", brass = "", teal = "", plum = "", grey = ""] = palette.series;
  return { seller: ink, customer: brass, reach: teal, money: plum, place: grey };
}

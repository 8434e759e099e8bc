import { expect, test } from "vitest";
import { placeNodes } from "./place-nodes.ts";

const star = (leaves: number) => ({
  keys: ["hub", ...Array.from({ length: leaves }, (_, i) => `leaf${i}`)],
  ties: Array.from({ length: leaves }, (_, i) => ({ from: "hub", to: `leaf${i}`, isLoose: false })),
});
const distance = (a?: { x: number; y: number }, b?: { x: number; y: number }) =>
  Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));

test("the same graph gives the same picture", () => {
  expect(placeNodes(star(30))).toEqual(placeNodes(star(30)));
});

test("no two of three hundred stand at one place, and all are at numbers", () => {
  const places = [...placeNodes(star(299)).values()];
  for (const [i, one] of places.entries()) {
    expect(Number.isFinite(one.x) && Number.isFinite(one.y)).toBe(true);
    for (const other of places.slice(i + 1)) expect(distance(one, other)).toBeGreaterThan(0.05);
  }
});

test("who is tied stands nearer than who is not", () => {
  const ring = (name: string) => ["a", "b", "c", "d"].map((one) => name + one);
  const tied = (keys: string[]) =>
    keys.flatMap((from, i) => keys.slice(i + 1).map((to) => ({ from, to, isLoose: false })));
  const [one, two] = [ring("1"), ring("2")];
  const places = placeNodes({
    keys: [...one, ...two],
    ties: [...tied(one), ...tied(two), { from: "1a", to: "2a", isLoose: true }],
  });
  expect(distance(places.get("1b"), places.get("1c"))).toBeLessThan(
    distance(places.get("1b"), places.get("2c")),
  );
});

test("what stood stays where it stood, and what was opened comes to stand near it", () => {
  const before = placeNodes(star(8));
  const { keys, ties } = star(8);
  const after = placeNodes(
    { keys: [...keys, "new"], ties: [...ties, { from: "leaf3", to: "new", isLoose: false }] },
    before,
  );
  for (const key of keys) expect(after.get(key)).toEqual(before.get(key));
  const others = keys.filter((key) => key !== "leaf3" && key !== "hub");
  const near = distance(after.get("new"), after.get("leaf3"));
  expect(others.filter((key) => distance(after.get("new"), after.get(key)) < near).length).toBeLessThan(3);
});

test("a wide place is used in its width", () => {
  const spread = (aspect: number) => {
    const places = [...placeNodes(star(40), undefined, aspect).values()];
    const reach = (of: (place: { x: number; y: number }) => number) =>
      Math.max(...places.map(of)) - Math.min(...places.map(of));
    return reach(({ x }) => x) / reach(({ y }) => y);
  };
  expect(spread(2)).toBeGreaterThan(1.4);
  expect(spread(0.7)).toBeLessThan(1);
});

import { expect, test } from "vitest";
import { graphOf, hiddenOf } from "./graph.ts";
import { shortened } from "./network-words.ts";
import type { Link, Node } from "./types.ts";

const node = (key: string, neighbours: number): Node => ({
  key,
  kind: "customer",
  id: key,
  neighbours,
  alerts: 0,
});
const link = (from: string, to: string, relation: Link["relation"] = "trade"): Link => ({
  from,
  to,
  relation,
  records: [],
});

test("how many neighbours are not shown counts two ties to one neighbour once", () => {
  const hub = node("hub", 5);
  const graph = graphOf({
    nodes: [hub, node("a", 1), node("b", 2)],
    links: [link("hub", "a"), link("hub", "b", "manages"), link("hub", "b", "approves")],
  });
  expect(hiddenOf(graph, hub)).toBe(3);
  expect(hiddenOf(graph, node("b", 1))).toBe(0);
  expect(hiddenOf(graph, node("elsewhere", 4))).toBe(4);
});

test("names are cut by their width, in which a Chinese sign counts for two", () => {
  expect(shortened("上海某某贸易有限公司", 20)).toBe("上海某某贸易有限公司");
  expect(shortened("上海某某贸易有限责任公司", 12)).toBe("上海某某贸…");
  expect(shortened("Acme Trading", 20)).toBe("Acme Trading");
  expect(shortened("Acme Trading Company", 8)).toBe("Acme Tr…");
});

import { useText, useWords } from "../../ui/index.ts";
import type { Graph } from "./graph.ts";
import { kindNames, relationNames } from "./network-words.ts";
import { hueOf, outlines } from "./shapes.ts";
import type { NodeKind, Relation } from "./types.ts";

const words = {
  zh: { key: "图例", alerts: "红框与“!”后的数字：您可见的疑点数" },
  en: { key: "Key", alerts: "Red edge and the number after “!”: alerts you may see" },
};

const kinds = Object.keys(kindNames) as NodeKind[];
const relations = Object.keys(relationNames) as Relation[];

/** Shapes and lines of what is in the picture, and of nothing else. */
export function Legend({ graph }: { readonly graph: Graph }) {
  const text = useWords(words);
  const say = useText();
  const shownKinds = kinds.filter((kind) => graph.nodes.some((node) => node.kind === kind));
  const shownRelations = relations.filter((relation) =>
    graph.links.some((link) => link.relation === relation),
  );
  return (
    <ul className="network-key" aria-label={text.key}>
      {shownKinds.map((kind) => (
        <li key={kind}>
          <Shape kind={kind} /> {say(kindNames[kind])}
        </li>
      ))}
      {shownRelations.map((relation) => (
        <li key={relation}>
          <svg viewBox="0 0 26 8" className={`network-line line-${relation}`} aria-hidden="true">
            <path d="M1 4H25" />
          </svg>{" "}
          {say(relationNames[relation])}
        </li>
      ))}
      {graph.nodes.some(({ alerts }) => alerts > 0) && (
        <li>
          <svg viewBox="-2 -2 28 28" className="network-shape has-alerts" aria-hidden="true">
            <path d={outlines.seller} />
          </svg>{" "}
          {text.alerts}
        </li>
      )}
    </ul>
  );
}

export function Shape({ kind }: { readonly kind: NodeKind }) {
  return (
    <svg viewBox="0 0 24 24" className={`network-shape hue-${hueOf[kind]}`} aria-hidden="true">
      <path d={outlines[kind]} />
    </svg>
  );
}

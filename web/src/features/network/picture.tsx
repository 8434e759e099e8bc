import { MinusOutlined, PlusOutlined, ReloadOutlined } from "@ant-design/icons";
import { Button, Grid, Tooltip } from "antd";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { GraphChart } from "../../ui/graph-chart.tsx";
import { EmptyState, useLanguage, useMode, usePalette, useWords } from "../../ui/index.ts";
import { graphOf } from "./graph.ts";
import { graphOption } from "./graph-option.ts";
import { Legend } from "./legend.tsx";
import { LinksTable } from "./links-table.tsx";
import { NodePanel } from "./node-panel.tsx";
import { type Place, placeNodes } from "./place-nodes.ts";
import type { View } from "./types.ts";

const sizeInEnglish = (nodes: number, links: number) =>
  `${nodes === 1 ? "1 node" : `${nodes} nodes`}, ${links === 1 ? "1 tie" : `${links} ties`}`;

const words = {
  zh: {
    closer: "放大",
    further: "缩小",
    again: "重新排布",
    count: (nodes: number, links: number) => `${nodes} 个节点，${links} 条联系`,
    left: (n: number) => `另有 ${n} 个放不下；请隐藏买卖关系、减少步数，或从其中一个重新开始`,
    picture: (nodes: number, links: number) =>
      `关系网图：${nodes} 个节点，${links} 条联系；同样的内容见下方列表`,
    alone: "没有您可见的联系。",
    choose: "点击节点查看它的情况，并展开与它相关的其他节点。",
    look: "点击节点查看它的情况；从那里可以走到群体之外。",
  },
  en: {
    closer: "Closer",
    further: "Further away",
    again: "Arrange anew",
    count: sizeInEnglish,
    left: (n: number) => `${n} more do not fit: hide trade, take fewer steps, or begin again at one of them`,
    picture: (nodes: number, links: number) =>
      `Picture of the network: ${sizeInEnglish(nodes, links)}; the list below says the same`,
    alone: "There is no tie that you may see.",
    choose: "Click a node to see what is known of it and to open whom and what it is tied to.",
    look: "Click a node to see what is known of it; from there the way leads beyond the community.",
  },
};

interface Props {
  readonly view: View;
  readonly start?: string;
  readonly tools?: ReactNode;
  /** Absent where nothing can be opened. */
  readonly opening?: { readonly open: readonly string[]; set(open: readonly string[]): void };
}

/** The network: a picture, what is known of the node that was chosen, and the same as a list. */
export function Picture({ view, start, tools, opening }: Props) {
  const text = useWords(words);
  const language = useLanguage();
  const palette = usePalette();
  const { mode } = useMode();
  // Known only after the first drawing; arranging nodes twice would take as long again.
  const { lg = matchMedia("(min-width: 992px)").matches } = Grid.useBreakpoint();
  const [chosen, setChosen] = useState(start);
  const [zoom, setZoom] = useState(1);
  const graph = useMemo(() => graphOf(view), [view]);
  const { places, again } = usePlaces(graph, lg ? 1.45 : 0.85);
  const selected = chosen !== undefined && graph.byKey.has(chosen) ? chosen : start;
  const byFingers = useMemo(() => matchMedia("(pointer: coarse)").matches, []);
  const { frame, width } = useWidth();
  const height = lg ? 580 : 420;
  const option = useMemo(
    () =>
      graphOption({
        ...{ graph, places, start, selected, language, palette },
        bad: mode === "dark" ? "#e5796d" : "#b23a2e",
        zoom: byFingers ? undefined : zoom,
        ...{ width, height },
      }),
    [graph, places, start, selected, language, palette, mode, byFingers, zoom, width, height],
  );
  const node = selected === undefined ? undefined : graph.byKey.get(selected);
  const open = (key: string) => {
    if (opening && key !== start && !opening.open.includes(key)) opening.set([...opening.open, key]);
  };
  const [nodes, links] = [view.nodes.length, view.links.length];
  return (
    <>
      <section className="section network">
        <header>
          <div className="network-tools">{tools}</div>
          <div className="network-tools">
            <small>{text.count(nodes, links)}</small>
            {!byFingers && (
              <>
                <Tool title={text.further} icon={<MinusOutlined />} act={() => setZoom(zoom / 1.4)} />
                <Tool title={text.closer} icon={<PlusOutlined />} act={() => setZoom(zoom * 1.4)} />
              </>
            )}
            <Tool title={text.again} icon={<ReloadOutlined />} act={again} />
          </div>
        </header>
        <div className="network-body">
          <div className="network-canvas" ref={frame}>
            {links === 0 && <EmptyState title={text.alone} />}
            <GraphChart
              option={option}
              description={text.picture(nodes, links)}
              height={height}
              onClick={({ name, dataType }) => {
                if (dataType !== "node") return;
                setChosen(name);
                open(name);
              }}
            />
            <Legend graph={graph} />
            {view.leftOff > 0 && <p className="network-left">{text.left(view.leftOff)}</p>}
          </div>
          {node ? (
            <NodePanel
              graph={graph}
              node={node}
              isStart={node.key === start}
              select={setChosen}
              {...(opening && node.key !== start
                ? {
                    opening: {
                      isOpen: opening.open.includes(node.key),
                      open: () => open(node.key),
                      close: () => opening.set(opening.open.filter((key) => key !== node.key)),
                    },
                  }
                : {})}
            />
          ) : (
            <aside className="network-panel">
              <p className="lead">{opening ? text.choose : text.look}</p>
            </aside>
          )}
        </div>
      </section>
      {links > 0 && <LinksTable graph={graph} select={setChosen} />}
    </>
  );
}

function Tool(props: { readonly title: string; readonly icon: ReactNode; act(): void }) {
  const { title, icon, act } = props;
  return (
    <Tooltip title={title}>
      <Button size="small" type="text" icon={icon} aria-label={title} onClick={act} />
    </Tooltip>
  );
}

/** How wide the picture is, in steps that are worth thinking anew which labels fit. */
function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  useEffect(() => {
    if (!frame.current) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(200, Math.round(entry.contentRect.width / 20) * 20));
    });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return { frame, width };
}

/**
 * Nodes stay where they stood while others come and go, until somebody asks for them to be arranged anew or the shape
 * of the picture is another.
 */
function usePlaces(graph: ReturnType<typeof graphOf>, aspect: number) {
  const kept = useRef<ReadonlyMap<string, Place>>(new Map());
  const shape = useRef(aspect);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round forgets where nodes stood
  const places = useMemo(() => {
    const keys = graph.nodes.map(({ key }) => key);
    if (shape.current !== aspect) kept.current = new Map();
    shape.current = aspect;
    const before = new Map(
      keys.flatMap((key) => {
        const place = kept.current.get(key);
        return place ? [[key, place] as const] : [];
      }),
    );
    const ties = graph.links.map(({ from, to, relation }) => ({ from, to, isLoose: relation === "trade" }));
    kept.current = placeNodes({ keys, ties }, before, aspect);
    return kept.current;
  }, [graph, aspect, round]);
  const again = () => {
    kept.current = new Map();
    setRound(round + 1);
  };
  return { places, again };
}

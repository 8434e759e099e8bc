import "./ranking.css";
import { SortDescendingOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const audit = ["lead-auditor", "auditor"] as const;

export const feature: Feature = {
  nav: [
    {
      path: "/ranking",
      title: { zh: "排序", en: "Ranking" },
      icon: SortDescendingOutlined,
      order: 20.5,
      roles: audit,
    },
  ],
  pages: [{ path: "/ranking", roles: audit, load: () => import("./ranking-page.tsx") }],
};

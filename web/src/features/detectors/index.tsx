import "./detectors.css";
import { RadarChartOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const audit = ["lead-auditor", "auditor"] as const;

export const feature: Feature = {
  nav: [
    {
      path: "/detectors",
      title: { zh: "检测器", en: "Detectors" },
      icon: RadarChartOutlined,
      order: 50,
      roles: audit,
    },
  ],
  pages: [
    { path: "/detectors", roles: audit, load: () => import("./catalogue-page.tsx") },
    { path: "/detectors/write", roles: audit, load: () => import("./own-page.tsx") },
    // Before the page of a detector: none is called so.
    { path: "/detectors/mutes", roles: audit, load: () => import("./mutes-page.tsx") },
    { path: "/detectors/:id/back-tests/:trial", roles: audit, load: () => import("./trial-page.tsx") },
    {
      path: "/detectors/:id/versions/:number/shadow",
      roles: audit,
      load: () => import("./shadow-page.tsx"),
    },
    { path: "/detectors/:id", roles: audit, load: () => import("./detector-page.tsx") },
  ],
};

import "./erasure.css";
import { SafetyOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const whoSees = ["lead-auditor", "auditor", "administrator"] as const;
const whoAsks = ["lead-auditor", "auditor"] as const;

/** Erasing persons, and what must not be erased. */
export const feature: Feature = {
  nav: [
    {
      path: "/erasure",
      title: { zh: "删除与保全", en: "Erasure, holds" },
      icon: SafetyOutlined,
      order: 77,
      roles: whoSees,
    },
  ],
  pages: [
    { path: "/erasure", roles: whoSees, load: () => import("./erasure-page.tsx") },
    { path: "/erasure/new", roles: whoAsks, load: () => import("./new-request-page.tsx") },
  ],
};

import "./network.css";
import { DeploymentUnitOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const auditors = ["lead-auditor", "auditor"] as const;

export const feature: Feature = {
  nav: [
    {
      path: "/network",
      title: { zh: "关系网", en: "Network" },
      icon: DeploymentUnitOutlined,
      order: 26,
      roles: auditors,
    },
  ],
  pages: [
    { path: "/network", roles: auditors, load: () => import("./start-page.tsx") },
    { path: "/network/communities/:id", roles: auditors, load: () => import("./community-page.tsx") },
    { path: "/network/:kind/:id", roles: auditors, load: () => import("./node-page.tsx") },
  ],
};

import "./dashboard.css";
import { DashboardOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

export const feature: Feature = {
  nav: [{ path: "/", title: { zh: "概览", en: "Overview" }, icon: DashboardOutlined, order: 10 }],
  pages: [
    { path: "/", load: () => import("./dashboard-page.tsx") },
    { path: "/deals", roles: ["lead-auditor", "auditor"], load: () => import("./deals-page.tsx") },
  ],
};

import "./alerts.css";
import { AlertOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const auditors = ["lead-auditor", "auditor"] as const;

export const feature: Feature = {
  nav: [
    { path: "/alerts", title: { zh: "疑点", en: "Alerts" }, icon: AlertOutlined, order: 20, roles: auditors },
  ],
  pages: [
    { path: "/alerts", roles: auditors, load: () => import("./alerts-page.tsx") },
    { path: "/alerts/:id", roles: auditors, load: () => import("./alert-page.tsx") },
  ],
};

import "./honesty.css";
import { AimOutlined, FileSearchOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const audit = ["lead-auditor", "auditor"] as const;

export const feature: Feature = {
  nav: [
    {
      path: "/inspections",
      title: { zh: "抽查", en: "Inspections" },
      icon: FileSearchOutlined,
      order: 21,
      roles: audit,
    },
    {
      path: "/honesty",
      title: { zh: "系统有多准", en: "How well it does" },
      icon: AimOutlined,
      order: 52,
      roles: audit,
    },
  ],
  pages: [
    { path: "/honesty", roles: audit, load: () => import("./honesty-page.tsx") },
    { path: "/inspections", roles: audit, load: () => import("./inspections-page.tsx") },
    { path: "/inspections/:id", roles: audit, load: () => import("./inspection-list-page.tsx") },
  ],
};

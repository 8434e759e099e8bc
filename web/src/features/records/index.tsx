import "./records.css";
import { DatabaseOutlined } from "@ant-design/icons";
import type { Role } from "../../api/index.ts";
import type { Feature } from "../../ui/index.ts";

const whoReads: readonly Role[] = ["lead-auditor", "auditor", "finance", "manager", "salesperson"];

export const feature: Feature = {
  nav: [
    {
      path: "/records",
      title: { zh: "业务记录", en: "Records" },
      icon: DatabaseOutlined,
      order: 30,
      roles: whoReads,
    },
  ],
  pages: [
    { path: "/records", roles: whoReads, load: () => import("./kinds-page.tsx") },
    { path: "/records/:kind", roles: whoReads, load: () => import("./browser-page.tsx") },
  ],
};

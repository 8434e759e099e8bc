import "./statements.css";
import { BankOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const whoScreens = ["lead-auditor", "auditor", "finance"] as const;

export const feature: Feature = {
  nav: [
    {
      path: "/statements",
      title: { zh: "报表筛查", en: "Statements" },
      icon: BankOutlined,
      order: 26,
      roles: whoScreens,
    },
  ],
  pages: [{ path: "/statements", roles: whoScreens, load: () => import("./statements-page.tsx") }],
};

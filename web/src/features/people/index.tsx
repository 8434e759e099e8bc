import "./people.css";
import { SafetyCertificateOutlined, TeamOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const whoKeepsAccounts = ["administrator", "lead-auditor", "auditor"] as const;

export const feature: Feature = {
  nav: [
    {
      path: "/people",
      title: { zh: "人员与权限", en: "People" },
      icon: TeamOutlined,
      order: 70,
      roles: whoKeepsAccounts,
    },
    {
      path: "/rules",
      title: { zh: "访问规则", en: "Access rules" },
      icon: SafetyCertificateOutlined,
      order: 75,
    },
  ],
  pages: [
    { path: "/sign-in", audience: "visitors", load: () => import("./sign-in-page.tsx") },
    { path: "/set-up", audience: "visitors", load: () => import("./set-up-page.tsx") },
    { path: "/invitation", audience: "visitors", load: () => import("./invitation-page.tsx") },
    { path: "/account", load: () => import("./account-page.tsx") },
    { path: "/people", roles: whoKeepsAccounts, load: () => import("./people-page.tsx") },
    { path: "/rules", load: () => import("./rules-page.tsx") },
  ],
};

import "./ledger.css";
import { AuditOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const roles = ["lead-auditor", "auditor", "administrator"] as const;

export const feature: Feature = {
  nav: [{ path: "/ledger", title: { zh: "存证账本", en: "Ledger" }, icon: AuditOutlined, order: 78, roles }],
  pages: [{ path: "/ledger", roles, load: () => import("./ledger-page.tsx") }],
};

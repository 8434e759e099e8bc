import "./scorecards.css";
import { ShopOutlined, TeamOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const whoSeesFigures = ["lead-auditor", "auditor", "finance", "manager", "salesperson"] as const;

export const feature: Feature = {
  nav: [
    {
      path: "/sellers",
      title: { zh: "销售员", en: "Sellers" },
      icon: TeamOutlined,
      order: 22,
      roles: whoSeesFigures,
    },
    {
      path: "/customers",
      title: { zh: "客户", en: "Customers" },
      icon: ShopOutlined,
      order: 24,
      roles: whoSeesFigures,
    },
  ],
  pages: [
    { path: "/sellers", roles: whoSeesFigures, load: () => import("./sellers-page.tsx") },
    { path: "/sellers/:id", roles: whoSeesFigures, load: () => import("./seller-page.tsx") },
    { path: "/customers", roles: whoSeesFigures, load: () => import("./customers-page.tsx") },
    { path: "/customers/:id", roles: whoSeesFigures, load: () => import("./customer-page.tsx") },
  ],
};

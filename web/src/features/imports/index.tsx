import "./imports.css";
import { ImportOutlined } from "@ant-design/icons";
import type { Feature } from "../../ui/index.ts";

const whoImports = ["lead-auditor", "auditor", "finance"] as const;

export const feature: Feature = {
  nav: [
    {
      path: "/imports",
      title: { zh: "数据导入", en: "Imports" },
      icon: ImportOutlined,
      order: 40,
      roles: whoImports,
    },
  ],
  pages: [
    { path: "/imports", roles: whoImports, load: () => import("./history-page.tsx") },
    { path: "/imports/new", roles: whoImports, load: () => import("./new-page.tsx") },
    { path: "/imports/mappings", roles: whoImports, load: () => import("./mappings-page.tsx") },
    { path: "/imports/mappings/:name", roles: whoImports, load: () => import("./mapping-page.tsx") },
    { path: "/imports/:id", roles: whoImports, load: () => import("./import-page.tsx") },
  ],
};

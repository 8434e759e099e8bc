import "./settings.css";
import { SettingOutlined } from "@ant-design/icons";
import type { Role } from "../../api/index.ts";
import type { Feature } from "../../ui/index.ts";

const whoReads: readonly Role[] = ["lead-auditor", "auditor", "finance", "administrator"];

/** What the company settles once and everybody reckons with. */
export const feature: Feature = {
  nav: [
    {
      path: "/settings",
      title: { zh: "设置", en: "Settings" },
      icon: SettingOutlined,
      order: 60,
      roles: whoReads,
    },
  ],
  pages: [{ path: "/settings", roles: whoReads, load: () => import("./settings-page.tsx") }],
};

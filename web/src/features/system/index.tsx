import "./system.css";
import { CloudServerOutlined } from "@ant-design/icons";
import type { Role } from "../../api/index.ts";
import type { Feature } from "../../ui/index.ts";

const whoRunsIt: readonly Role[] = ["administrator"];

/** Whether the house runs as it should: backups, jobs, the log. Nothing of what is in it. */
export const feature: Feature = {
  nav: [
    {
      path: "/system",
      title: { zh: "系统", en: "System" },
      icon: CloudServerOutlined,
      order: 80,
      roles: whoRunsIt,
    },
  ],
  pages: [{ path: "/system", roles: whoRunsIt, load: () => import("./system-page.tsx") }],
};

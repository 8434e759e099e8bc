import "./record.css";
import type { Role } from "../../api/index.ts";
import type { Feature } from "../../ui/index.ts";

const whoReads: readonly Role[] = ["lead-auditor", "auditor", "finance", "manager", "salesperson"];
const whoDefines: readonly Role[] = ["lead-auditor", "finance"];

/** One record: its page, entering it, and the forms by which that is done. */
export const feature: Feature = {
  pages: [
    { path: "/records/new", roles: whoReads, load: () => import("./kinds-page.tsx") },
    { path: "/records/:kind/new", roles: whoReads, load: () => import("./enter-page.tsx") },
    { path: "/records/:kind/:record", roles: whoReads, load: () => import("./record-page.tsx") },
    { path: "/settings/forms", roles: whoDefines, load: () => import("./kinds-page.tsx") },
    { path: "/settings/forms/:kind", roles: whoDefines, load: () => import("./form-editor-page.tsx") },
  ],
};

import type { Feature } from "../../ui/index.ts";

export const feature: Feature = {
  pages: [{ path: "/sign-in", audience: "visitors", load: () => import("./sign-in-page.tsx") }],
};

import { lazy, Suspense } from "react";
import { createBrowserRouter, type RouteObject, RouterProvider } from "react-router";
import type { FeaturePage } from "../ui/index.ts";
import { pages } from "./features.ts";
import { Frame } from "./frame.tsx";
import { MemberGuard, RoleGuard, VisitorGuard } from "./guards.tsx";
import { NotFound, PageCrash, Starting } from "./stops.tsx";

/** Loaded below the guards: whoever has to sign in first does not wait for the page behind. */
function routeOf({ path, roles, load }: FeaturePage): RouteObject {
  const Component = lazy(load);
  const element = (
    <RoleGuard roles={roles}>
      <Suspense fallback={<Starting />}>
        <Component />
      </Suspense>
    </RoleGuard>
  );
  return { path, ErrorBoundary: PageCrash, element };
}

const isForVisitors = ({ audience }: FeaturePage) => audience === "visitors";

const router = createBrowserRouter([
  {
    ErrorBoundary: PageCrash,
    children: [
      { Component: VisitorGuard, children: pages.filter(isForVisitors).map(routeOf) },
      {
        Component: MemberGuard,
        children: [
          {
            Component: Frame,
            children: [
              ...pages.filter((page) => !isForVisitors(page)).map(routeOf),
              { path: "*", Component: NotFound },
            ],
          },
        ],
      },
    ],
  },
]);

export function Workbench() {
  return <RouterProvider router={router} />;
}

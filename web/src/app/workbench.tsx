import { createBrowserRouter, type RouteObject, RouterProvider } from "react-router";
import type { FeaturePage } from "../ui/index.ts";
import { pages } from "./features.ts";
import { Frame } from "./frame.tsx";
import { MemberGuard, RoleGuard, VisitorGuard } from "./guards.tsx";
import { NotFound, PageCrash, Starting } from "./stops.tsx";

function routeOf({ path, roles, load }: FeaturePage): RouteObject {
  return {
    path,
    ErrorBoundary: PageCrash,
    lazy: async () => {
      const { default: Component } = await load();
      return {
        element: (
          <RoleGuard roles={roles}>
            <Component />
          </RoleGuard>
        ),
      };
    },
  };
}

const isForVisitors = ({ audience }: FeaturePage) => audience === "visitors";

const router = createBrowserRouter([
  {
    HydrateFallback: Starting,
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

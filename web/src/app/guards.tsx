import type { ReactNode } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { api, mayEnter, type Role, useMe } from "../api/index.ts";
import { RefusalAlert } from "../ui/index.ts";
import { NoEntry, Starting } from "./stops.tsx";

// Guards spare people pages that would be empty for them. What may be read and done, the server decides.

const useSessionQuery = () => api.useQuery("get", "/api/session", {}, { staleTime: 60_000 });

/** Whoever is not signed in goes to sign in, and comes back to where they wanted to be. */
export function MemberGuard() {
  const { data, error, refetch } = useSessionQuery();
  const { pathname, search } = useLocation();
  if (!data) return <Waiting error={error} onRetry={() => void refetch()} />;
  if (data.me) return <Outlet />;
  const to = pathname === "/" ? "" : `?to=${encodeURIComponent(pathname + search)}`;
  return <Navigate replace to={data.needsSetUp ? "/set-up" : `/sign-in${to}`} />;
}

/** Sign-in and its like wait only for the session, which they show or change themselves. */
export function VisitorGuard() {
  const { data, error, refetch } = useSessionQuery();
  if (!data) return <Waiting error={error} onRetry={() => void refetch()} />;
  return <Outlet />;
}

function Waiting({ error, onRetry }: { readonly error: unknown; onRetry(): void }) {
  if (!error) return <Starting />;
  return (
    <main className="visitor">
      <RefusalAlert error={error} onRetry={onRetry} />
    </main>
  );
}

export function RoleGuard(props: {
  readonly roles: readonly Role[] | undefined;
  readonly children: ReactNode;
}) {
  return props.roles === undefined ? (
    props.children
  ) : (
    <HeldRole roles={props.roles}>{props.children}</HeldRole>
  );
}

function HeldRole({ roles, children }: { readonly roles: readonly Role[]; readonly children: ReactNode }) {
  return mayEnter(roles, useMe().roles) ? children : <NoEntry />;
}

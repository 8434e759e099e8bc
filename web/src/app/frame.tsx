import { MenuOutlined } from "@ant-design/icons";
import { Button, Drawer, Grid, Menu } from "antd";
import { useEffect, useState } from "react";
import { Link, Outlet, ScrollRestoration, useLocation } from "react-router";
import { api, mayEnter, useMe } from "../api/index.ts";
import { Mark, TimeZoneContext, useText, useTimeZone, useWords } from "../ui/index.ts";
import { AccountMenu } from "./account-menu.tsx";
import { DemoBanner } from "./demo-banner.tsx";
import { navEntries } from "./features.ts";
import { IndependenceBanner } from "./independence-banner.tsx";
import { LedgerBanner } from "./ledger-banner.tsx";

const words = {
  zh: { skip: "跳到正文", menu: "菜单", main: "主导航", name: "准绳", sub: "Plumbline" },
  en: { skip: "Skip to the content", menu: "Menu", main: "Main", name: "Plumbline", sub: "准绳" },
};

/** The workbench around a page: at the side where one may go, above who one is. */
export function Frame() {
  const { skip, menu } = useWords(words);
  const { lg = true } = Grid.useBreakpoint();
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has chosen a page wants to see it
  useEffect(() => setOpen(false), [pathname]);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {skip}
      </a>
      {lg && (
        <aside className="side">
          <Brand />
          <Navigation />
        </aside>
      )}
      <div className="main">
        <header className="top">
          {!lg && (
            <>
              <Button
                type="text"
                icon={<MenuOutlined aria-hidden />}
                aria-label={menu}
                onClick={() => setOpen(true)}
              />
              <Brand />
            </>
          )}
          <AccountMenu />
        </header>
        <DemoBanner />
        <LedgerBanner />
        <IndependenceBanner />
        <main id="content" tabIndex={-1}>
          <TimeZoneContext value={useBusinessTimeZone()}>
            <Outlet />
          </TimeZoneContext>
        </main>
      </div>
      {!lg && (
        <Drawer placement="left" size={264} open={isOpen} onClose={() => setOpen(false)} title={<Brand />}>
          <Navigation />
        </Drawer>
      )}
      <ScrollRestoration />
    </div>
  );
}

/** Of the settings; until they are there, the browser's own. */
function useBusinessTimeZone(): string {
  const own = useTimeZone();
  const { data } = api.useQuery("get", "/api/settings/basics", {}, { staleTime: 5 * 60_000 });
  return data?.timeZone ?? own;
}

function Brand() {
  const { name, sub } = useWords(words);
  return (
    <Link to="/" className="brand">
      <Mark size={26} />
      <span className="brand-name">{name}</span>
      <span className="brand-sub">{sub}</span>
    </Link>
  );
}

function Navigation() {
  const { main } = useWords(words);
  const text = useText();
  const { roles } = useMe();
  const { pathname } = useLocation();
  const entries = navEntries.filter((entry) => mayEnter(entry.roles, roles));
  // The longest that the address begins with: /imports/new belongs to /imports.
  const [current] = entries
    .filter(({ path }) => pathname === path || (path !== "/" && pathname.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length);
  return (
    <nav aria-label={main}>
      <Menu
        mode="inline"
        selectedKeys={current ? [current.path] : []}
        items={entries.map(({ path, title, icon: Icon }) => ({
          key: path,
          icon: <Icon aria-hidden />,
          label: <Link to={path}>{text(title)}</Link>,
        }))}
      />
    </nav>
  );
}

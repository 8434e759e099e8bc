import { Button, Result, Spin } from "antd";
import { Link, useRouteError } from "react-router";
import { Page, useWords } from "../ui/index.ts";

const words = {
  zh: {
    notFound: "没有这个页面",
    notFoundLead: "地址可能写错了，或者内容已不在这里。",
    noEntry: "您的角色不使用这个页面",
    noEntryLead: "如果工作需要，请联系系统管理员或审计负责人。",
    crash: "页面出错了",
    crashLead: "您的数据没有受影响。请重新载入；如果反复出现，请把下面的文字告诉系统管理员。",
    outdated: "服务器已更新，请重新载入页面。",
    home: "返回首页",
    reload: "重新载入",
    starting: "正在打开",
  },
  en: {
    notFound: "There is no such page",
    notFoundLead: "The address may be mistyped, or what was here has gone.",
    noEntry: "Your role does not use this page",
    noEntryLead: "If your work needs it, ask the administrator or the lead auditor.",
    crash: "The page failed",
    crashLead:
      "Your data is not affected. Reload; if it happens again, tell the administrator the text below.",
    outdated: "The server has been updated. Please reload the page.",
    home: "To the first page",
    reload: "Reload",
    starting: "Opening",
  },
};

export function NotFound() {
  const { notFound, notFoundLead, home } = useWords(words);
  return (
    <Page title={notFound} lead={notFoundLead}>
      <Link to="/">{home}</Link>
    </Page>
  );
}

export function NoEntry() {
  const { noEntry, noEntryLead, home } = useWords(words);
  return (
    <Page title={noEntry} lead={noEntryLead}>
      <Link to="/">{home}</Link>
    </Page>
  );
}

/** What a page threw while it was drawn, or a part of the app that is gone since the server was updated. */
export function PageCrash() {
  const error = useRouteError();
  const { crash, crashLead, outdated, reload } = useWords(words);
  const isOutdated = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <Result
      status="error"
      title={crash}
      subTitle={isOutdated ? outdated : crashLead}
      extra={<Button onClick={() => location.reload()}>{reload}</Button>}
    >
      {!isOutdated && <pre className="crash">{error instanceof Error ? error.message : String(error)}</pre>}
    </Result>
  );
}

export function Starting() {
  const { starting } = useWords(words);
  return (
    <div className="starting" role="status" aria-label={starting}>
      <Spin />
    </div>
  );
}

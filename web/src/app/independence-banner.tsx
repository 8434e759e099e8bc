import { Alert } from "antd";
import { Link } from "react-router";
import { useSession } from "../api/index.ts";
import { useWords } from "../ui/index.ts";

const words = {
  zh: {
    breach: "独立性缺口：您既管理系统又负责审计。此情况已记入日志，在另一人担任其中一个角色之前将一直显示。",
    mend: "指定另一人",
  },
  en: {
    breach:
      "Breach of independence: you run the system and audit it at once. This is in the log, and is shown until somebody else holds one of the two roles.",
    mend: "Appoint somebody",
  },
};

export function IndependenceBanner() {
  const { breach, mend } = useWords(words);
  if (!useSession()?.breachOfIndependence) return null;
  return (
    <Alert
      className="banner"
      banner
      type="warning"
      title={breach}
      action={<Link to="/people">{mend}</Link>}
    />
  );
}

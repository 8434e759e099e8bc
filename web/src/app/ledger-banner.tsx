import { Alert, Button } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import { api, useMe } from "../api/index.ts";
import { settleAlarm, useLocalAlarm } from "../seal/index.ts";
import { useText, useWords } from "../ui/index.ts";

const words = {
  zh: {
    ledger: "账本警报：",
    here: "这个浏览器的核验未通过：",
    look: "查看账本",
    noted: "已知悉",
  },
  en: {
    ledger: "Ledger alarm: ",
    here: "A check in this browser failed: ",
    look: "To the ledger",
    noted: "Noted",
  },
};

const watchers = ["lead-auditor", "auditor", "administrator"];
const lookEvery = 10_000; // milliseconds
const watchEvery = 10 * 60_000;

/** On every page: what a check has found, here or elsewhere. */
export function LedgerBanner() {
  const text = useWords(words);
  const say = useText();
  const isWatcher = useMe().roles.some((role) => watchers.includes(role));
  const found = useLocalAlarm();
  const { data } = api.useQuery(
    "get",
    "/api/ledger/alarm",
    {},
    { enabled: isWatcher, retry: false, refetchInterval: ({ state }) => (state.error ? false : lookEvery) },
  );
  useWatch(isWatcher && data !== undefined);
  return (
    <>
      {found && (
        <Alert
          className="banner"
          banner
          type="error"
          title={`${text.here}${say(found.sentence)}`}
          action={
            <Button size="small" onClick={settleAlarm}>
              {text.noted}
            </Button>
          }
        />
      )}
      {data?.alarms.map((alarm) => (
        <Alert
          key={alarm.en}
          className="banner"
          banner
          type="error"
          title={`${text.ledger}${say(alarm)}`}
          action={isWatcher && <Link to="/ledger">{text.look}</Link>}
        />
      ))}
    </>
  );
}

/** The browser of whoever watches over the ledger is a witness of its own: it sees that the log only grows. */
function useWatch(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const watch = () => void import("../seal/watch-log.ts").then(({ watchLog }) => watchLog());
    watch();
    const timer = setInterval(watch, watchEvery);
    return () => clearInterval(timer);
  }, [isOn]);
}

import { Alert, Button, Progress } from "antd";
import { Link } from "react-router";
import { api, useMe } from "../../api/index.ts";
import { Loaded, Page, useText, useWords } from "../../ui/index.ts";
import { HoldsSection } from "./holds.tsx";
import { RequestsSection } from "./requests.tsx";
import type { Erasures } from "./types.ts";
import { words } from "./words.ts";

const lookAgain = 3_000;

export default function ErasurePage() {
  const text = useWords(words);
  const isAuditor = useMe().roles.some((role) => role === "lead-auditor" || role === "auditor");
  const query = api.useQuery("get", "/api/erasures", {}, { refetchInterval: lookAgain });
  const action = isAuditor && (
    <Link to="/erasure/new">
      <Button type="primary">{text.ask}</Button>
    </Link>
  );
  return (
    <Page title={text.title} lead={text.lead} actions={action}>
      <Loaded query={query}>
        {(erasures) => (
          <>
            <AtWork erasures={erasures} />
            <RequestsSection requests={erasures.requests} />
          </>
        )}
      </Loaded>
      {isAuditor && <HoldsSection />}
    </Page>
  );
}

function AtWork({ erasures: { job, retention } }: { readonly erasures: Erasures }) {
  const text = useWords(words);
  const told = useText();
  return (
    <>
      {job && (
        <Alert
          type="info"
          title={job.words ? told(job.words) : text.states.erased}
          description={<Progress percent={Math.round(job.percent)} size="small" />}
        />
      )}
      {retention > 0 && <p>{text.retention(retention)}</p>}
    </>
  );
}

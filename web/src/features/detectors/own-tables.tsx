import { api } from "../../api/index.ts";
import { Loaded, useText, useWords } from "../../ui/index.ts";
import { ownWords } from "./own-words.ts";

/** What a query may read. */
export function OwnTables() {
  const text = useWords(ownWords);
  const told = useText();
  const query = api.useQuery("get", "/api/own-detectors/tables", {}, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <details className="version-steps">
      <summary>{text.tables}</summary>
      <Loaded query={query}>
        {({ tables }) => (
          <dl className="reads">
            {tables.map(({ table, title, columns }) => (
              <div className="own-table" key={table}>
                <dt>
                  <code>{table}</code> <small>{title && told(title)}</small>
                </dt>
                <dd>
                  {columns.map(({ name, type }) => (
                    <code key={name} title={type}>
                      {name}
                    </code>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Loaded>
    </details>
  );
}

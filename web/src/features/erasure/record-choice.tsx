import { Checkbox, Radio } from "antd";
import { Link } from "react-router";
import { api } from "../../api/index.ts";
import { StatusTag, useText, useWords } from "../../ui/index.ts";
import type { Chosen, FoundRecord } from "./types.ts";
import { words } from "./words.ts";

interface RecordChoiceProps {
  readonly found: FoundRecord;
  readonly chosen: Chosen | undefined;
  /** Of a record that only repeats the person's values: what holds them goes, and nothing else. */
  readonly isRepeat?: boolean;
  choose(record: string, chosen: Chosen | undefined): void;
}

/** Kinds that describe somebody: all of such a record is offered first. */
const persons = new Set(["contact", "employee", "customer"]);

/** One record that was found: confirmed or not, all of it or some of its values. */
export function RecordChoice({ found, chosen, isRepeat = false, choose }: RecordChoiceProps) {
  const text = useWords(words);
  const told = useText();
  const kinds = api.useQuery("get", "/api/import-kinds").data ?? [];
  const { record, kind, key, hold, parts, versions } = found;
  const title = kinds.find(({ name }) => name === kind)?.title;
  const fresh: Chosen = {
    whole: persons.has(kind),
    parts: parts.flatMap(({ name, isPersonal, matches }) => (isPersonal || matches ? [name] : [])),
  };
  return (
    <div className="erasure-record">
      <Checkbox
        checked={chosen !== undefined}
        disabled={hold !== undefined}
        onChange={({ target }) => choose(record, target.checked ? fresh : undefined)}
      >
        <strong>
          {title ? told(title) : kind} {key}
        </strong>
      </Checkbox>{" "}
      <Link to={`/records/${kind}/${record}`} target="_blank">
        {found.source}
      </Link>{" "}
      <small className="erasure-quiet">{text.versions(versions)}</small>{" "}
      {hold && <StatusTag tone="warning">{text.held}</StatusTag>}
      {chosen && !isRepeat && (
        <Radio.Group
          className="erasure-extent"
          value={chosen.whole}
          onChange={({ target }) => choose(record, { ...chosen, whole: target.value === true })}
          options={[
            { value: true, label: text.whole },
            { value: false, label: text.someParts },
          ]}
        />
      )}
      <Parts
        found={found}
        chosen={chosen}
        isFixed={isRepeat || chosen?.whole !== false}
        onChange={(next) => chosen && choose(record, { ...chosen, parts: next })}
      />
    </div>
  );
}

function Parts(props: {
  readonly found: FoundRecord;
  readonly chosen: Chosen | undefined;
  readonly isFixed: boolean;
  onChange(parts: string[]): void;
}) {
  const { found, chosen, isFixed, onChange } = props;
  const text = useWords(words);
  const told = useText();
  const shown = found.parts.filter(({ matches, isPersonal }) => (isFixed ? matches || isPersonal : true));
  return (
    <dl className="erasure-parts">
      {shown.map(({ name, label, value, isCommon, matches }) => (
        <div key={name}>
          <dt>
            {isFixed ? (
              told(label)
            ) : (
              <Checkbox
                checked={chosen?.parts.includes(name) ?? false}
                onChange={({ target }) => {
                  const parts = chosen?.parts ?? [];
                  onChange(target.checked ? [...parts, name] : parts.filter((one) => one !== name));
                }}
              >
                {told(label)}
              </Checkbox>
            )}
          </dt>
          <dd>
            {matches ? <mark>{value}</mark> : value}
            {!isFixed && isCommon && chosen?.parts.includes(name) && (
              <small className="erasure-quiet"> {text.common}</small>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

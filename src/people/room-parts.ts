import type { EvidenceMaker, HouseLedger } from "../ledger/index.ts";
import type { ContextMaker, Database, EventLog, Jobs } from "../platform/index.ts";
import type { PeopleAccess } from "./access.ts";
import type { Visitors } from "./visitors.ts";

/** What the rooms below register their routes, jobs and followers with. */
export interface RoomParts {
  readonly database: Database;
  readonly contexts: ContextMaker;
  readonly access: PeopleAccess;
  readonly visitors: Visitors;
  readonly events: EventLog;
  /** Absent where nothing is sealed: in tests of rooms, and while the API is only described. */
  readonly ledger?: HouseLedger | undefined;
  /** Makes evidence of what rooms draft; absent with the ledger. */
  readonly evidence?: EvidenceMaker | undefined;
  readonly jobs: Jobs;
  /** Absolute. Files of a room lie in a folder of its name below it. */
  readonly data: string;
}

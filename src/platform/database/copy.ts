import type pg from "pg";

/** What pg's connection offers for COPY and its types do not declare. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
  readonly stream: NodeJS.ReadWriteStream & { readonly writableNeedDrain: boolean };
}

/** A statement as pg's client runs it; see pg/lib/client.js and the protocol's COPY operations (PostgreSQL 55.2.6). */
abstract class CopyStatement {
  readonly text: string;
  protected readonly finish: { resolve: () => void; reject: (error: Error) => void };
  #error: Error | undefined;

  constructor(text: string, finish: CopyStatement["finish"]) {
    this.text = text;
    this.finish = finish;
  }
  submit(connection: CopyConnection): void {
    connection.query(this.text);
  }
  handleError(error: Error): void {
    this.#error = error;
    this.finish.reject(error);
  }
  handleReadyForQuery(): void {
    if (!this.#error) this.finish.resolve();
  }
  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}

class CopyIn extends CopyStatement {
  readonly #chunks: AsyncIterable<string | Buffer>;
  #failed = false;

  constructor(text: string, chunks: AsyncIterable<string | Buffer>, finish: CopyStatement["finish"]) {
    super(text, finish);
    this.#chunks = chunks;
  }
  override handleError(error: Error): void {
    this.#failed = true;
    super.handleError(error);
  }
  handleCopyInResponse(connection: CopyConnection): void {
    void this.#send(connection);
  }
  async #send(connection: CopyConnection): Promise<void> {
    try {
      for await (const chunk of this.#chunks) {
        if (this.#failed) return;
        connection.sendCopyFromChunk(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
        if (connection.stream.writableNeedDrain) await drained(connection.stream);
      }
      connection.endCopyFrom();
    } catch (error) {
      connection.sendCopyFail("the rows broke off");
      this.finish.reject(error as Error);
    }
  }
}

/** Takes one row; a promise keeps further rows from being read until it resolves. */
export type TakeRow = (row: Buffer) => unknown;

class CopyOut extends CopyStatement {
  readonly #take: TakeRow;
  #socket: CopyConnection["stream"] | undefined;

  constructor(text: string, take: TakeRow, finish: CopyStatement["finish"]) {
    super(text, finish);
    this.#take = take;
  }
  override submit(connection: CopyConnection): void {
    this.#socket = connection.stream;
    super.submit(connection);
  }
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // The parser uses its buffer again.
    const busy = this.#take(Buffer.from(chunk));
    if (!(busy instanceof Promise)) return;
    const socket = this.#socket;
    socket?.pause();
    const goOn = () => void socket?.resume();
    busy.then(goOn, (error: Error) => {
      this.finish.reject(error);
      goOn();
    });
  }
}

/** Also where the connection breaks, for then no drain comes. */
function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off("drain", done);
      stream.off("close", done);
      resolve();
    };
    stream.on("drain", done);
    stream.on("close", done);
  });
}

/** `COPY … FROM STDIN`: the chunks are lines in the format that the statement names. Rejects with what broke. */
export function copyIn(
  session: pg.Client,
  statement: string,
  chunks: AsyncIterable<string | Buffer>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    session.query(new CopyIn(statement, chunks, { resolve, reject }) as unknown as pg.Submittable);
  });
}

/** `COPY … TO STDOUT`: `take` is called with each row as it comes. */
export function copyOut(session: pg.Client, statement: string, take: TakeRow): Promise<void> {
  return new Promise((resolve, reject) => {
    session.query(new CopyOut(statement, take, { resolve, reject }) as unknown as pg.Submittable);
  });
}

// Opens the database in the folder given, says so, and stays until it is killed or its input ends.
import { createLogger } from "../telemetry/logger.ts";
import { openDatabase } from "./database.ts";

const [data = "", role = "server"] = process.argv.slice(2);
try {
  const database = await openDatabase({
    data,
    role: role === "guest" ? "guest" : "server",
    log: createLogger({ level: "silent" }),
  });
  console.log(`open ${database.address.port}`);
  process.stdin.resume().once("end", async () => {
    await database.close();
    console.log("closed");
  });
} catch (error) {
  console.log(`refused ${(error as Error).message}`);
}

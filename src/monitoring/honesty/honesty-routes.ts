import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { detectorTitles } from "../alerts/titles.ts";
import { house } from "../house.ts";
import { failureSentence } from "./concerns.ts";
import { driftNotice } from "./drift.ts";
import { toldFailure } from "./failures.ts";
import { honesty, readHonesty, titlesOf } from "./read-honesty.ts";
import { readRunsHealth } from "./read-runs.ts";

const tags = ["honesty"];
const bilingual = z.object({ zh: z.string(), en: z.string() });

/** How well detection does, and what it says of itself. For audit alone. */
export function addHonestyRoutes(
  http: Http,
  { visitors, database }: Pick<RoomParts, "visitors" | "database">,
): void {
  const { contextOf } = visitors;

  const all = { tags, summary: "How well the system does", response: { 200: honesty } };
  http.get("/api/honesty", { schema: all }, async (request) => readHonesty(await contextOf(request)));

  const notices = {
    tags,
    summary: "What detection says of itself: what failed and has not succeeded since, and what moved",
    response: {
      200: z.object({
        failures: z.array(toldFailure),
        drift: z.array(driftNotice),
        titles: z.record(z.string(), bilingual),
      }),
    },
  };
  http.get("/api/honesty/notices", { schema: notices }, async (request) => {
    (await contextOf(request)).require("detection.read", house);
    const { failures, drift } = await readRunsHealth(database.reader);
    const detectors = drift.notices.flatMap((one) => (one.what === "detector" ? [one.detector] : []));
    const titleOf = await detectorTitles(database.reader);
    return {
      failures: failures.map((one) => ({ ...one, sentence: failureSentence(one, titleOf) })),
      drift: drift.notices,
      titles: titlesOf(titleOf, detectors),
    };
  });
}

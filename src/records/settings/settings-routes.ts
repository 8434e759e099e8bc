import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { RoomParts, RoomPolicies } from "../../people/index.ts";
import { type Http, Refusal } from "../../platform/index.ts";
import { daySchema } from "./days.ts";
import { fiscalPeriods, fiscalSchema, periodName } from "./fiscal-calendar.ts";
import { importRates, importRatesInput } from "./import-rates.ts";
import { listRates, rateOn, ratePairs, readSection, readSectionHistory, readSettings } from "./queries.ts";
import { saveSettings, sectionResource } from "./save-settings.ts";
import { type SectionName, sectionNames, sections } from "./sections.ts";

export const settingsPolicies: RoomPolicies = {
  room: "settings",
  policies: readFileSync(join(import.meta.dirname, "settings.cedar"), "utf8"),
  schema: readFileSync(join(import.meta.dirname, "settings.cedarschema"), "utf8"),
};

type ContextOf = RoomParts["visitors"]["contextOf"];

const tags = ["settings"];
const house = { type: "House", id: "house" };

/** `/api/settings…`: a route per section, so that the client is typed by what a section holds. */
export function addSettingsRoutes(
  http: Http,
  { visitors: { contextOf } }: Pick<RoomParts, "visitors">,
): void {
  addBasics(http, contextOf);
  for (const section of sectionNames) addSection(http, contextOf, section);
  addRates(http, contextOf);
}

const basics = z.object({
  timeZone: z.string(),
  fiscal: fiscalSchema,
  houseCurrency: z.string(),
  currencies: z.array(z.string()),
  entities: z.array(z.object({ id: z.string(), name: z.string(), currency: z.string() })),
});

function addBasics(http: Http, contextOf: ContextOf): void {
  const schema = { tags, summary: "What pages reckon days and money with", response: { 200: basics } };
  http.get("/api/settings/basics", { schema }, async (request) => {
    const context = await contextOf(request);
    context.require("settings.basics", house);
    const { calendar, currencies, entities } = await readSettings(context.db);
    return {
      timeZone: calendar.timeZone,
      fiscal: calendar.fiscal,
      houseCurrency: currencies.house,
      currencies: [currencies.house, ...currencies.others],
      entities: entities.entities.map(({ id, name, currency }) => ({ id, name, currency })),
    };
  });
  const period = z.object({
    name: z.string(),
    year: z.int(),
    quarter: z.int(),
    number: z.int(),
    from: z.string(),
    to: z.string(),
  });
  const periods = {
    tags,
    summary: "The fiscal periods that hold any day from the one to the other",
    querystring: z.object({ from: daySchema, to: daySchema }),
    response: { 200: z.array(period) },
  };
  http.get("/api/settings/periods", { schema: periods }, async (request) => {
    const context = await contextOf(request);
    context.require("settings.basics", house);
    const { from, to } = request.query;
    if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > 50) throw tooLong();
    const { calendar } = await readSettings(context.db);
    return fiscalPeriods(calendar.fiscal, from, to).map((one) => ({ ...one, name: periodName(one) }));
  });
}

const tooLong = () =>
  new Refusal("invalid", { zh: "一次最多查询五十年。", en: "At most fifty years at once." });

function addSection<Name extends SectionName>(http: Http, contextOf: ContextOf, section: Name): void {
  const content = sections[section] as (typeof sections)[SectionName];
  const saved = z.object({
    version: z.int(),
    content,
    savedBy: z.string().optional(),
    savedAt: z.date().optional(),
  });
  const url = `/api/settings/${section}` as const;
  const read = { tags, summary: `The section ${section}`, response: { 200: saved } };
  http.get(url, { schema: read }, async (request) => {
    const context = await contextOf(request);
    context.require("settings.read", sectionResource(section));
    return readSection(context.db, section);
  });
  const body = z.strictObject({ version: z.int().min(0), content });
  const save = { tags, summary: `Settle ${section} anew`, body, response: { 200: saved } };
  http.put(url, { schema: save, bodyLimit: 8 * 1024 * 1024 }, async (request) => {
    const { version, content: wanted } = request.body;
    return saveSettings(await contextOf(request), { section, version, content: wanted as never });
  });
  const history = { tags, summary: `What ${section} said before`, response: { 200: z.array(saved) } };
  http.get(`${url}/versions`, { schema: history }, async (request) => {
    const context = await contextOf(request);
    context.require("settings.read", sectionResource(section));
    return readSectionHistory(context.db, section, 100);
  });
}

const rate = z.object({
  base: z.string(),
  quote: z.string(),
  day: z.string(),
  rate: z.string(),
  source: z.string(),
});
const code = z.string().length(3);

function addRates(http: Http, contextOf: ContextOf): void {
  const contextForRates = async (request: Parameters<ContextOf>[0]) => {
    const context = await contextOf(request);
    context.require("settings.read", sectionResource("currencies"));
    return context;
  };
  const pair = z.object({
    ...rate.pick({ base: true, quote: true }).shape,
    from: z.string(),
    to: z.string(),
    days: z.int(),
  });
  http.get(
    "/api/settings/rates/pairs",
    { schema: { tags, summary: "Which rates there are", response: { 200: z.array(pair) } } },
    async (request) => ratePairs((await contextForRates(request)).db),
  );
  const querystring = z.object({
    base: code,
    quote: code,
    before: daySchema.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  });
  const page = z.object({ rows: z.array(rate), next: z.string().optional() });
  http.get(
    "/api/settings/rates",
    { schema: { tags, summary: "Rates of a pair, newest first", querystring, response: { 200: page } } },
    async (request) => {
      const { limit, ...asked } = request.query;
      const { db } = await contextForRates(request);
      const rows = await listRates(db, { ...asked, before: asked.before, limit: limit + 1 });
      const next = rows.length > limit ? rows[limit - 1]?.day : undefined;
      return { rows: rows.slice(0, limit), ...(next === undefined ? {} : { next }) };
    },
  );
  const onDay = z.object({ base: code, quote: code, day: daySchema });
  http.get(
    "/api/settings/rates/on",
    {
      schema: {
        tags,
        summary: "The rate that is valid on a day",
        querystring: onDay,
        response: { 200: rate },
      },
    },
    async (request) => {
      const { db } = await contextForRates(request);
      const { content } = await readSection(db, "currencies");
      const found = await rateOn(db, { ...request.query, mostDays: content.mostRateDays });
      if (!found) throw noRate(request.query, content.mostRateDays);
      return found;
    },
  );
  const counts = z.object({ added: z.int(), corrected: z.int(), unchanged: z.int() });
  http.post(
    "/api/settings/rates/import",
    {
      schema: { tags, summary: "Take in dated rates", body: importRatesInput, response: { 200: counts } },
      bodyLimit: 12 * 1024 * 1024,
    },
    async (request) => importRates(await contextOf(request), request.body),
  );
}

const noRate = ({ base, quote, day }: { base: string; quote: string; day: string }, mostDays: number) =>
  new Refusal("not-found", {
    zh: `${day} 及之前 ${mostDays} 天内没有 ${base} 兑 ${quote} 的汇率。`,
    en: `There is no rate of ${base} in ${quote} for ${day} or the ${mostDays} days before it.`,
  });

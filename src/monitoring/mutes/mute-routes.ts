import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { listMutes, muteView } from "./list-mutes.ts";
import { endMute, endMuteInput, setMute, setMuteInput } from "./set-mute.ts";

const tags = ["mutes"];

/** What alerts nobody although it is found, until when and why. */
export function addMuteRoutes(http: Http, { visitors }: RoomParts): void {
  const { contextOf } = visitors;
  const one = z.object({ id: z.uuid() });

  const list = { tags, summary: "Mutes", response: { 200: z.object({ rows: z.array(muteView) }) } };
  http.get("/api/mutes", { schema: list }, async (request) => ({
    rows: await listMutes(await contextOf(request)),
  }));

  const set = { tags, summary: "Mute a detector or a scope", body: setMuteInput, response: { 201: one } };
  http.post("/api/mutes", { schema: set }, async (request, reply) =>
    reply.code(201).send({ id: await setMute(await contextOf(request), request.body) }),
  );

  const end = {
    tags,
    summary: "End a mute before its day",
    params: one,
    body: endMuteInput,
    response: { 204: z.undefined() },
  };
  http.post("/api/mutes/:id/end", { schema: end }, async (request, reply) => {
    await endMute(await contextOf(request), request.params.id, request.body);
    return reply.code(204).send();
  });
}

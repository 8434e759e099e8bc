import fc from "fast-check";
import { expect, test } from "vitest";
import { eventId } from "./event-id.ts";

test("the id of an event is a UUID of version 7, and later ones come after earlier ones", () => {
  const moment = fc.nat({ max: 2 ** 48 - 1 });
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      const [one, other] = [eventId(a), eventId(b)];
      expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(one).not.toBe(other);
      if (a < b) expect(one < other).toBe(true);
    }),
  );
});

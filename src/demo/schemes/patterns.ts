import { borrowedResults } from "./patterns/borrowed-results.ts";
import { boughtPraise } from "./patterns/bought-praise.ts";
import { brushing } from "./patterns/brushing.ts";
import { coveringTracks } from "./patterns/covering-tracks.ts";
import { crossTerritory } from "./patterns/cross-territory.ts";
import { deskVisits } from "./patterns/desk-visits.ts";
import { doubleEntry } from "./patterns/double-entry.ts";
import { earlyBooking } from "./patterns/early-booking.ts";
import { emptyPromises } from "./patterns/empty-promises.ts";
import { favouredDealer } from "./patterns/favoured-dealer.ts";
import { flyingOrders } from "./patterns/flying-orders.ts";
import { inflatedInvoice } from "./patterns/inflated-invoice.ts";
import { inventedOrders } from "./patterns/invented-orders.ts";
import { ownShell } from "./patterns/own-shell.ts";
import { paintedPipeline } from "./patterns/painted-pipeline.ts";
import { quarterEndLoading } from "./patterns/quarter-end-loading.ts";
import { sideLetter } from "./patterns/side-letter.ts";
import { splitContract } from "./patterns/split-contract.ts";
import type { Pattern } from "./scheme.ts";

/** In the order of docs/demo-schemes.md. */
export const patterns: readonly Pattern[] = [
  inventedOrders,
  brushing,
  earlyBooking,
  quarterEndLoading,
  favouredDealer,
  splitContract,
  doubleEntry,
  ownShell,
  deskVisits,
  paintedPipeline,
  borrowedResults,
  inflatedInvoice,
  sideLetter,
  flyingOrders,
  crossTerritory,
  coveringTracks,
  boughtPraise,
  emptyPromises,
];

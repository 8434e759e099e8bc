import type { Month } from "../../calendar.ts";
import { type Deal, grossOf } from "../../documents.ts";
import type { Customer } from "../../world/customers.ts";
import { mark, openSister, shiftDeal } from "../moves.ts";
import type { Pattern } from "../scheme.ts";

export const doubleEntry: Pattern = {
  pattern: "double-entry",
  family: "duplicate",
  level: "documents",
  shows: ["order", "invoice"],
  fewestMonths: 3,
  story: {
    obvious: {
      zh: "几天后同客户、同品种、同金额再录一单：开了票，没有签收，没有回款。",
      en: "Days later the same customer, lines and amount again: invoiced, never delivered, never paid.",
    },
    subtle: {
      zh: "几周后换兄弟门店的编码、改一行数量再录一次，借用原运单号。",
      en: "Weeks later under a sister branch's code with one line changed, on the first delivery's waybill.",
    },
  },
  plant(stage) {
    const { dice, form, months } = stage;
    const customer = stage.customers.find((c) => c.ordersAMonth > 1.5);
    if (!customer) return undefined;
    stage.claim(customer);
    const sister = form === "subtle" ? stage.claim(openSister(stage, customer)) : customer;
    return ({ month }: { month: Month }, mine) => {
      if (!months.includes(month) || dice.chance(0.3)) return;
      const originals = mine.deals.filter(
        (d) =>
          d.cancelledAt === undefined &&
          d.tags.length === 0 &&
          (form === "obvious" || d.customer === customer),
      );
      for (const original of dice.some(originals, form === "obvious" ? dice.whole(1, 2) : 1)) {
        if (grossOf(original) < 150_000) continue;
        mine.deals.push(mark(copyOf(original, sister), stage.tag));
      }
    };

    function copyOf(original: Deal, sister: Customer): Deal {
      const isObvious = form === "obvious";
      const customer = isObvious ? original.customer : sister;
      const lines = original.lines.map((line) => ({ ...line }));
      const copy: Deal = {
        ...original,
        id: "",
        tags: [],
        customer,
        lines,
        opportunity: undefined,
        quote: undefined,
        contract: isObvious ? original.contract : undefined,
        shipments: isObvious ? [] : original.shipments.map((s) => ({ ...s, quantities: [...s.quantities] })),
        billings: original.billings.map((b) => ({
          ...b,
          buyerName: customer.name,
          buyerTaxNumber: customer.taxNumber,
        })),
        payments: [],
        returns: [],
        edits: [],
        specialApprovals: [],
        isWanted: false,
      };
      shiftDeal(copy, isObvious ? dice.whole(1, 4) : dice.whole(21, 34));
      const [first] = lines;
      if (!isObvious && first) {
        first.quantity += first.product.pack;
        const shipped = copy.shipments[0]?.quantities;
        if (shipped) shipped[0] = first.quantity;
      }
      return copy;
    }
  },
};

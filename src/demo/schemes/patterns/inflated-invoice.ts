import { grossOf } from "../../documents.ts";
import { creditCode } from "../../world/identifiers.ts";
import { mark, outsideFirm, shareWithExtraPacks } from "../moves.ts";
import type { Pattern } from "../scheme.ts";

export const inflatedInvoice: Pattern = {
  pattern: "inflated-invoice",
  family: "document-mismatch",
  level: "documents",
  shows: ["order", "delivery", "invoice", "payment"],
  fewestMonths: 3,
  story: {
    obvious: {
      zh: "发票比订单、签收高出一大截，抬头是别的公司，由其付款。",
      en: "The invoice is far above order and delivery, in another company's name, which pays it.",
    },
    subtle: {
      zh: "大单上多开几个百分点，或少发一两箱，付款随发票不随订单。",
      en: "A few per cent on large orders, or a case or two short; the payment fits the invoice, not the order.",
    },
  },
  plant(stage) {
    const { dice, form, months } = stage;
    const customers = stage.customers.slice(0, 2);
    const [largest] = customers;
    if (!largest) return undefined;
    for (const customer of customers) stage.claim(customer);
    const other = outsideFirm(dice, largest);
    const taxNumber = creditCode(dice, "91", largest.place.city);
    return ({ month }, mine) => {
      if (!months.includes(month)) return;
      const deals = mine.deals.filter(
        (d) => customers.includes(d.customer) && d.billings.length > 0 && d.tags.length === 0,
      );
      const chosen =
        form === "obvious" ? dice.some(deals, 1) : deals.sort((a, b) => grossOf(b) - grossOf(a)).slice(0, 1);
      for (const deal of chosen) {
        mark(deal, stage.tag);
        deal.returns = [];
        const isShort = form === "subtle" && dice.chance(0.5);
        const shipment = deal.shipments[0];
        const line = deal.lines.findIndex((l) => l.quantity > l.product.pack * 8);
        if (isShort && shipment && line >= 0) {
          shipment.quantities[line] =
            (shipment.quantities[line] ?? 0) - (deal.lines[line]?.product.pack ?? 1);
          continue;
        }
        for (const billing of deal.billings) {
          billing.share = shareWithExtraPacks(
            deal,
            form === "obvious" ? dice.between(1.22, 1.45) : dice.between(1.025, 1.06),
          );
          if (form === "obvious")
            Object.assign(billing, { buyerName: other.name, buyerTaxNumber: taxNumber });
        }
        if (form === "subtle") continue;
        for (const payment of deal.payments) {
          Object.assign(payment, { payerName: other.name, payerAccount: other.account });
        }
      }
    };
  },
};

import { firstDay } from "../../calendar.ts";
import { compounds } from "../../world/places.ts";
import { mark } from "../moves.ts";
import type { Pattern } from "../scheme.ts";

export const ownShell: Pattern = {
  pattern: "own-shell",
  family: "related-party",
  level: "customer",
  shows: ["order", "payment"],
  fewestMonths: 5,
  story: {
    obvious: {
      zh: "以亲友名义新开经销商，电话、地址、账户都是他自己的，开户不久就成大户。",
      en: "A new dealer in a relative's name with the seller's own telephone, address and account, big soon after it was opened.",
    },
    subtle: {
      zh: "登记信息全不相同，只有联系人手机与一两笔付款账户与员工档案吻合，地址在同一小区。",
      en: "Registration differs in everything; only the contact's mobile and the account of a few payments are in the staff file, and the address is in the same compound.",
    },
  },
  plant(stage) {
    const { world, dice, seller, form, months } = stage;
    const createdOn =
      firstDay(months[Math.ceil(months.length * 0.22)] ?? world.span.first) + dice.whole(2, 20);
    const home = seller.home;
    const isCompound = compounds.some((name) => seller.compound.endsWith(name));
    const address =
      form === "obvious"
        ? home.address
        : `${seller.compound}${dice.whole(29, 40)}幢${dice.whole(1, 20)}0${dice.whole(1, 4)}室`;
    if (!isCompound) return undefined;
    const shell = world.register.open(dice, {
      customerClass: form === "obvious" ? "A级经销商" : "B级经销商",
      seller,
      city: home.city,
      createdOn,
      buysFrom: createdOn + dice.whole(2, 8),
      place: { ...home, address },
    });
    stage.claim(shell);
    shell.ordersAMonth = form === "obvious" ? 6 : 4;
    shell.orderSize = form === "obvious" ? 2_600_000 : 1_200_000;
    const contact = shell.contacts[0];
    if (contact) contact.phone = seller.phone;
    if (form === "obvious") {
      shell.phone = seller.phone;
      shell.bankAccount = seller.bankAccount;
    } else if (shell.phone === seller.phone || shell.contacts.length === 1) {
      shell.phone = `${home.city.areaCode}-8${dice.digits(7)}`;
    }
    return (_draft, mine) => {
      for (const deal of mine.deals.filter((d) => d.customer === shell)) {
        mark(deal, stage.tag);
        if (form === "subtle" && dice.chance(0.07)) {
          for (const payment of deal.payments) payment.payerAccount = seller.bankAccount;
        }
        if (form === "subtle" && deal.receiver.phone === seller.phone) deal.receiver.phone = shell.phone;
      }
    };
  },
};

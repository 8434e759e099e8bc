import { at, firstDay, lastDay, workdaysOf } from "../../calendar.ts";
import type { Dice } from "../../random.ts";
import { cardNumber, deviceId, mobileNumber } from "../../world/identifiers.ts";
import { personName } from "../../world/people.ts";
import { everyFew, extraDeal } from "../moves.ts";
import type { Pattern, SellerMonth, Stage } from "../scheme.ts";

export const brushing: Pattern = {
  pattern: "brushing",
  family: "fictitious-sale",
  level: "documents",
  shows: ["order", "delivery", "payment"],
  fewestMonths: 3,
  story: {
    obvious: {
      zh: "用一部手机替十几家新开的小诊所在线上商城集中下单，同一电话收货，同一账号付款。",
      en: "One telephone orders for a dozen new small clinics in the online shop within days; one receiver's number, one paying account.",
    },
    subtle: {
      zh: "几部手机轮换、地址写法略变、分散在各月的小额线上订单，付款账号偶尔重合。",
      en: "Small online orders spread over months from a few telephones, the address in variants, the paying account shared now and then.",
    },
  },
  plant(stage) {
    const { dice, months, form } = stage;
    const shops = openShops(stage, form === "obvious" ? 14 : 8);
    const hideout = {
      address: `${stage.seller.home.city.name}市${dice.pick(stage.seller.home.city.districts)}${dice.pick(["康宁路", "站前路", "兴业路"])}${dice.whole(12, 320)}号`,
      phone: mobileNumber(dice),
      payer: personName(dice).name,
      account: cardNumber(dice),
    };
    const devices = Array.from({ length: form === "obvious" ? 1 : 3 }, () => deviceId(dice));
    const bursts = everyFew(months, 1, 3);
    return ({ month }, mine) => {
      if (form === "obvious" && bursts.has(month)) burst();
      if (form === "subtle" && months.includes(month)) trickle();

      function burst() {
        const days = workdaysOf(month).slice(-8, -2);
        for (let count = dice.whole(24, 34); count > 0; count--) {
          order(mine, dice.pick(days), {
            hideaway: hideout.address,
            phone: hideout.phone,
            paysFromOne: true,
          });
        }
      }
      function trickle() {
        for (let count = dice.whole(5, 8); count > 0; count--) {
          order(mine, dice.whole(firstDay(month), lastDay(month)), {
            hideaway: variant(dice, hideout.address),
            phone: mobileNumber(dice),
            paysFromOne: dice.chance(0.25),
          });
        }
      }
    };

    function order(
      mine: SellerMonth,
      day: number,
      how: { hideaway: string; phone: string; paysFromOne: boolean },
    ) {
      const open = shops.filter((shop) => shop.createdAt <= at(day, 0));
      if (open.length === 0) return;
      const deal = extraDeal(stage, mine, { customer: dice.pick(open), day, channel: "线上商城" });
      deal.deviceId = dice.pick(devices);
      deal.receiver = { name: deal.receiver.name, phone: how.phone, address: how.hideaway };
      for (const shipment of deal.shipments) shipment.address = how.hideaway;
      if (!how.paysFromOne) return;
      deal.payerAccount = hideout.account;
      for (const payment of deal.payments) {
        Object.assign(payment, { payerName: hideout.payer, payerAccount: hideout.account });
      }
    }
  },
};

/** Shops that exist on paper: they order only when the seller does it for them. */
function openShops(stage: Stage, count: number) {
  const { world, dice, seller, months } = stage;
  return Array.from({ length: count }, (_, i) => {
    const createdOn =
      stage.form === "obvious"
        ? firstDay(months[1] ?? world.span.first) + dice.whole(0, 12)
        : firstDay(months[0] ?? world.span.first) + Math.round((i / count) * months.length * 18);
    const shop = world.register.open(dice, {
      customerClass: dice.chance(0.7) ? "诊所" : "连锁药店",
      seller,
      city: seller.home.city,
      createdOn,
      buysFrom: createdOn,
    });
    shop.ordersAMonth = 0;
    shop.orderSize = 160_000 * dice.between(0.7, 1.4);
    return stage.claim(shop);
  });
}

const variant = (dice: Dice, address: string): string =>
  dice.pick([
    address,
    `${address}（后门）`,
    address.replace("市", ""),
    `${address}1楼`,
    address.replace("号", "-1号"),
    `${address}旁仓库`,
  ]);

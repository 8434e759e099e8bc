import { dayAt, workdayFrom } from "../calendar.ts";
import type { ComplaintDoc, Deal } from "../documents.ts";
import { Dice } from "../random.ts";
import { officeTime } from "../trade/office-hours.ts";
import type { World } from "../world/world.ts";

const complaints: Record<string, readonly string[]> = {
  物流: ["到货比约定晚了{n}天", "外箱破损，内有{n}盒受潮", "送货未提前联系，仓库没人收"],
  质量: ["{p}有{n}件包装漏气", "{p}与样品手感不一致，请核实批次", "{p}标签打印模糊"],
  单据: ["发票抬头少一个字，请换开", "对账单与我方差{n}元", "随货单缺质检报告"],
  服务: ["业务员换人后没人对接", "电话打了{n}次才接", "退货申请处理太慢"],
};
const praise = [
  "到货及时，包装完好",
  "产品质量稳定，会继续采购",
  "业务员{s}很专业，回复快",
  "价格合理",
  "售后处理得不错",
  "好评",
  "{p}用着可以",
  "还行",
];
const lukewarm = ["物流一般", "价格有点高", "{p}凑合", "希望账期长一点", "包装可以再结实些"];

/** Of a hundred orders about two bring a complaint and five a review. */
export function draftFeedback(world: World, deals: readonly Deal[]): ComplaintDoc[] {
  const received: ComplaintDoc[] = [];
  for (const deal of deals) {
    const delivered = deal.shipments[0]?.deliveredAt;
    if (delivered === undefined) continue;
    const dice = new Dice(world.seed, "feedback", deal.customer.key, deal.orderedAt);
    const isComplaint = dice.chance(deal.returns.length > 0 ? 0.3 : 0.016);
    if (!isComplaint && !dice.chance(0.05)) continue;
    const product = dice.pick(deal.lines).product;
    const rating = isComplaint ? undefined : dice.weighted([5, 4, 3, 2], (n) => [1, 2, 6, 11][n - 2] ?? 1);
    const category = isComplaint ? dice.pick(Object.keys(complaints)) : "评价";
    const text = dice.pick(
      isComplaint ? (complaints[category] ?? []) : rating !== undefined && rating < 4 ? lukewarm : praise,
    );
    received.push({
      id: "",
      at: officeTime(dice, workdayFrom(dayAt(delivered) + dice.whole(0, 12))),
      tags: [],
      customer: deal.customer,
      deal,
      product,
      employeeId: deal.seller.id,
      channel: isComplaint ? dice.pick(["400电话", "微信公众号", "业务员转达"]) : "小程序",
      category,
      rating,
      description: text
        .replace("{n}", String(dice.whole(2, 9)))
        .replace("{p}", product.name)
        .replace("{s}", deal.seller.name),
    });
  }
  return received;
}

import { type CreditDoc, type Deal, type DeliveryDoc, grossOf, netOf } from "../documents.ts";
import type { Product } from "../world/catalogue.ts";
import { column, type Table, time, written, yuan } from "./table.ts";

/** A deal and the moment after the last day of the files, by which it has come only so far. */
type Dated = { readonly deal: Deal; readonly end: number };

const latestEdit = ({ deal, end }: Dated) =>
  deal.edits.filter((edit) => edit.at < end).sort((a, b) => b.at - a.at)[0];

function status({ deal, end }: Dated): string {
  if (deal.cancelledAt !== undefined && deal.cancelledAt < end) return "已取消";
  const isPaid = deal.payments.length > 0 && deal.payments.every((p) => p.at < end);
  return isPaid && deliveryStatus({ deal, end }) === "已签收" ? "已完成" : "执行中";
}

function deliveryStatus({ deal, end }: Dated): string {
  const shipped = deal.shipments.filter((s) => s.shippedAt < end);
  if (shipped.length === 0) return "未发货";
  if (shipped.length < deal.shipments.length) return "部分发货";
  return shipped.every((s) => s.deliveredAt < end) ? "已签收" : "已发货";
}

export const orders: Table<Dated> = {
  file: "销售订单.csv",
  style: { encoding: "utf-8-bom" },
  columns: [
    column("订单编号", ({ deal }) => deal.id),
    column("合同编号", ({ deal }) => deal.contract?.id),
    column("商机编号", ({ deal }) => deal.opportunity?.id),
    column("客户编号", ({ deal }) => deal.customer.id, "mistyped"),
    column("客户名称", ({ deal }) => deal.customer.name),
    column("业务员编号", ({ deal }) => deal.seller.id, "blank"),
    column("大区", ({ deal }) => deal.seller.region.name),
    column("渠道", ({ deal }) => deal.channel),
    column("下单时间", ({ deal }) => time(deal.orderedAt)),
    column("创建时间", ({ deal }) => time(deal.at)),
    column("制单人", ({ deal }) => deal.clerkId),
    column("审核时间", ({ deal }) => time(deal.approvedAt)),
    column("最后修改时间", (row) => time(row.deal.cancelledAt ?? latestEdit(row)?.at)),
    column("最后修改人", (row) =>
      row.deal.cancelledAt === undefined ? latestEdit(row)?.by : row.deal.clerkId,
    ),
    column("不含税金额", ({ deal }) => yuan(netOf(grossOf(deal)))),
    column("税额", ({ deal }) => yuan(grossOf(deal) - netOf(grossOf(deal)))),
    column("价税合计", ({ deal }) => yuan(grossOf(deal))),
    column("订单状态", status),
    column("发货状态", deliveryStatus),
    column("开票状态", ({ deal, end }) => (deal.billings.some((b) => b.at < end) ? "已开票" : "未开票")),
    column("账期（天）", ({ deal }) => deal.termsDays),
    column("收货人", ({ deal }) => deal.receiver.name),
    column("收货地址", ({ deal }) => deal.receiver.address),
    column("收货人电话", ({ deal }) => deal.receiver.phone, "blank"),
    column("下单设备", ({ deal }) => deal.deviceId),
    column("付款账号", ({ deal }) => deal.payerAccount),
    column("法人主体", ({ deal }) => deal.seller.region.legalEntity),
  ],
};

interface LineRow {
  readonly deal: Deal;
  readonly index: number;
}
const lineOf = ({ deal, index }: LineRow) => {
  const line = deal.lines[index];
  if (!line) throw new RangeError(`${deal.id} has no line ${index + 1}.`);
  return line;
};
const lineGross = (row: LineRow) => lineOf(row).quantity * lineOf(row).unitPrice;

export const orderLines: Table<LineRow> = {
  file: "订单明细.csv",
  style: { encoding: "utf-8-bom" },
  columns: [
    column("明细编号", ({ deal, index }) => `${deal.id}-${index + 1}`),
    column("订单编号", ({ deal }) => deal.id),
    column("行号", ({ index }) => index + 1),
    column("产品编码", (row) => lineOf(row).product.id),
    column("产品名称", (row) => lineOf(row).product.name),
    column("产品线", (row) => lineOf(row).product.line),
    column("数量", (row) => lineOf(row).quantity),
    column("单位", (row) => lineOf(row).product.unit),
    column("含税单价", (row) => yuan(lineOf(row).unitPrice)),
    column("标准价", (row) => yuan(lineOf(row).listPrice)),
    column("成本", (row) => yuan(lineOf(row).product.cost)),
    column("不含税金额", (row) => yuan(netOf(lineGross(row)))),
    column("价税合计", (row) => yuan(lineGross(row))),
  ],
};
export const linesOf = (deal: Deal): LineRow[] => deal.lines.map((_, index) => ({ deal, index }));

interface DeliveryRow extends LineRow {
  readonly delivery: DeliveryDoc;
  readonly end: number;
}
export const deliveries: Table<DeliveryRow> = {
  file: "发货签收.csv",
  columns: [
    column("发货单号", ({ delivery }) => delivery.id),
    column("订单编号", ({ deal }) => deal.id),
    column("客户编号", ({ deal }) => deal.customer.id),
    column("产品编码", (row) => lineOf(row).product.id),
    column("实发数量", ({ delivery, index }) => delivery.shipment.quantities[index]),
    column("发货金额", (row) =>
      yuan((row.delivery.shipment.quantities[row.index] ?? 0) * lineOf(row).unitPrice),
    ),
    column("发货时间", ({ delivery }) => time(delivery.at)),
    column("签收时间", ({ delivery, end }) =>
      delivery.shipment.deliveredAt < end ? time(delivery.shipment.deliveredAt) : "",
    ),
    column(
      "签收人",
      ({ delivery, end }) => (delivery.shipment.deliveredAt < end ? delivery.shipment.signedBy : ""),
      "blank",
    ),
    column("收货地址", ({ delivery }) => delivery.shipment.address),
    column("承运商", ({ delivery }) => delivery.shipment.carrier),
    column("运单号", ({ delivery }) => delivery.shipment.tracking),
  ],
};
export const deliveryRows = (delivery: DeliveryDoc, end: number): DeliveryRow[] =>
  delivery.deal.lines
    .map((_, index) => ({ deal: delivery.deal, delivery, index, end }))
    .filter(({ index }) => (delivery.shipment.quantities[index] ?? 0) > 0);

interface CreditRow {
  readonly credit: CreditDoc;
  readonly lineNumber: number;
  readonly product: Product | undefined;
  readonly quantity: number | undefined;
  readonly unitPrice: number | undefined;
  readonly amount: number;
}
export const credits: Table<CreditRow> = {
  file: "退货单.csv",
  columns: [
    column("退货单号", ({ credit }) => credit.id),
    column("行号", ({ lineNumber }) => lineNumber),
    column("原订单号", ({ credit }) => credit.deal.id),
    column("原发票号", ({ credit }) => credit.invoice?.id),
    column("客户编号", ({ credit }) => credit.deal.customer.id),
    column("业务员", ({ credit }) => credit.deal.seller.id),
    column("产品编码", ({ product }) => product?.id),
    column("退货数量", ({ quantity }) => quantity),
    column("退货单价", ({ unitPrice }) => (unitPrice === undefined ? undefined : yuan(unitPrice))),
    column("退货金额", ({ amount }) => yuan(amount)),
    column("退货日期", ({ credit }) => written(credit.at)),
    column("退货原因", ({ credit }) => credit.giveBack.reason, "blank"),
  ],
};
export function creditRows(credit: CreditDoc): CreditRow[] {
  const { giveBack, deal } = credit;
  if (!giveBack.quantities) {
    return [
      {
        credit,
        lineNumber: 1,
        product: undefined,
        quantity: undefined,
        unitPrice: undefined,
        amount: giveBack.amount ?? 0,
      },
    ];
  }
  return deal.lines
    .map((line, i) => ({ line, quantity: giveBack.quantities?.[i] ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
    .map(({ line, quantity }, i) => ({
      credit,
      lineNumber: i + 1,
      product: line.product,
      quantity,
      unitPrice: line.unitPrice,
      amount: quantity * line.unitPrice,
    }));
}

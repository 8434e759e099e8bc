import { dayAt, firstDay, lastDay, monthOf, monthText } from "../calendar.ts";
import {
  type ApprovalDoc,
  type ChangeDoc,
  type CommissionDoc,
  type ComplaintDoc,
  type ContractDoc,
  type ExpenseDoc,
  type InvoiceDoc,
  netOf,
  type OpportunityDoc,
  type PaymentDoc,
  type QuoteDoc,
  type ReceivableDoc,
  type StockDoc,
  type TargetDoc,
  type VisitDoc,
} from "../documents.ts";
import { stages } from "../field/pipeline.ts";
import { column, dateOnly, day, dotted, slashed, type Table, time, yuan, yuanWithCommas } from "./table.ts";

const probability: Record<string, number> = {
  初步接洽: 10,
  需求确认: 30,
  方案报价: 50,
  商务谈判: 70,
  赢单: 100,
  输单: 0,
};

const lastEdit = ({ edits }: OpportunityDoc) => edits.toSorted((a, b) => b.at - a.at)[0];

export const opportunities: Table<OpportunityDoc> = {
  file: "商机.csv",
  style: { encoding: "utf-8-bom" },
  columns: [
    column("商机编号", (d) => d.id),
    column("商机名称", (d) => d.name),
    column("客户编号", (d) => d.customer.id),
    column("负责人", (d) => d.owner.id),
    column("销售阶段", (d) => d.stage),
    column("预计金额", (d) => yuan(d.amount)),
    column("赢率", (d) => `${probability[d.stage] ?? stages.length}%`),
    column("创建时间", (d) => time(d.at)),
    column("预计成交日期", (d) => day(d.expectedCloseOn)),
    column("实际成交时间", (d) => (d.stage === "赢单" ? time(d.closedAt) : "")),
    column("最后修改时间", (d) => time(lastEdit(d)?.at ?? d.at)),
    column("最后修改人", (d) => lastEdit(d)?.by ?? d.owner.id),
  ],
};

export const quotes: Table<QuoteDoc> = {
  file: "报价单.csv",
  columns: [
    column("报价单号", (d) => d.id),
    column("客户编号", (d) => d.customer.id),
    column("业务员", (d) => d.seller.id),
    column("商机编号", (d) => d.opportunity?.id),
    column("报价日期", (d) => dateOnly(d.at)),
    column("有效期至", (d) => day(dayAt(d.at) + 30)),
    column("报价金额", (d) => yuan(d.amount)),
    column("状态", (d) => d.status),
  ],
};

export const contracts: Table<ContractDoc> = {
  file: "合同.csv",
  columns: [
    column("合同编号", (d) => d.id),
    column("合同名称", (d) => d.name),
    column("客户编号", (d) => d.customer.id),
    column("业务员", (d) => d.seller.id),
    column("签订日期", (d) => dateOnly(d.at)),
    column("生效日期", (d) => day(d.startsOn)),
    column("到期日期", (d) => day(d.endsOn)),
    column("合同金额", (d) => yuan(d.amount)),
    column("账期（天）", (d) => d.termsDays),
    column("条款", (d) => d.terms),
    column("审批时间", (d) => time(d.approvedAt)),
    column("法人主体", (d) => d.seller.region.legalEntity),
  ],
};

export const invoices: Table<InvoiceDoc> = {
  file: "发票.csv",
  columns: [
    column("开票单号", (d) => d.id),
    column("发票号码", (d) => d.number),
    column("对应蓝字发票号码", (d) => d.redLetterOf?.number),
    column("订单编号", (d) => d.deal.id),
    column("客户编号", (d) => d.deal.customer.id),
    column("购买方名称", (d) => d.buyerName),
    column("购买方税号", (d) => d.buyerTaxNumber),
    column("业务员", (d) => d.deal.seller.id),
    column("开票日期", (d) => dateOnly(d.at)),
    column("到期日", (d) => day(d.dueOn)),
    column("不含税金额", (d) => yuan(netOf(d.gross))),
    column("税额", (d) => yuan(d.gross - netOf(d.gross))),
    column("价税合计", (d) => yuan(d.gross)),
    column("会计期间", (d) => monthText(monthOf(dayAt(d.at)))),
    column("法人主体", (d) => d.deal.seller.region.legalEntity),
  ],
};

export const payments: Table<PaymentDoc> = {
  file: "回款.csv",
  columns: [
    column("回款编号", (d) => d.id),
    column("开票单号", (d) => d.invoice?.id),
    column("订单编号", (d) => d.deal.id),
    column("客户编号", (d) => d.deal.customer.id),
    column("付款方名称", (d) => d.settlement.payerName),
    column("付款账号", (d) => d.settlement.payerAccount),
    column("到账日期", (d) => dateOnly(d.at)),
    column("回款金额", (d) => yuan(d.amount)),
    column("付款方式", (d) => d.settlement.method, "blank"),
  ],
};

export const receivables: Table<ReceivableDoc> = {
  file: "AR_open_items.csv",
  style: { delimiter: ";", lineEnd: "\r\n" },
  columns: [
    column("AR ID", (d) => d.id),
    column("Invoice ID", (d) => d.invoice.id),
    column("Order No", (d) => d.invoice.deal.id),
    column("Customer No", (d) => d.invoice.deal.customer.id),
    column("Salesperson", (d) => d.invoice.deal.seller.id),
    column("Original Amount", (d) => yuanWithCommas(d.invoice.gross)),
    column("Open Amount", (d) => yuanWithCommas(d.open)),
    column("Due Date", (d) => dotted(d.invoice.dueOn)),
    column("As of Date", (d) => dotted(dayAt(d.at))),
    column("Currency", () => "CNY"),
  ],
};

export const stocks: Table<StockDoc> = {
  file: "经销商进销存.csv",
  columns: [
    column("记录编号", (d) => d.id),
    column("经销商编号", (d) => d.customer.id),
    column("产品编码", (d) => d.product.id),
    column("统计日期", (d) => dateOnly(d.at)),
    column("进货数量", (d) => d.sellIn),
    column("终端销量", (d) => d.sellThrough),
    column("期末库存", (d) => d.stock),
  ],
};

export const commissions: Table<CommissionDoc> = {
  file: "提成.csv",
  columns: [
    column("提成单号", (d) => d.id),
    column("员工编号", (d) => d.seller.id),
    column("订单编号", (d) => d.deal.id),
    column("提成期间", (d) => monthText(d.period)),
    column("计提基数", (d) => yuan(d.base)),
    column("提成比例", (d) => `${(d.rate * 100).toFixed(1)}%`),
    column("提成金额", (d) => yuan(Math.round(d.base * d.rate))),
    column("发放日期", (d) => day(d.paidOn)),
  ],
};

export const expenses: Table<ExpenseDoc> = {
  file: "费用报销.csv",
  style: { delimiter: ";", encoding: "gb18030", lineEnd: "\r\n" },
  columns: [
    column("费用单号", (d) => d.id),
    column("费用类型", (d) => d.type),
    column("报销人", (d) => d.employeeId),
    column("客户编号", (d) => d.customer?.id),
    column("费用日期", (d) => slashed(d.at)),
    column("报销金额", (d) => yuan(d.amount)),
    column("收款方", (d) => d.payeeName),
    column("收款账号", (d) => d.payeeAccount),
    column("事由", (d) => d.description, "blank"),
  ],
};

export const targets: Table<TargetDoc> = {
  file: "销售目标.csv",
  columns: [
    column("目标编号", (d) => d.id),
    column("员工编号", (d) => d.seller.id),
    column("指标", () => "不含税销售额"),
    column("月份", (d) => monthText(d.month)),
    column("开始日期", (d) => day(firstDay(d.month))),
    column("结束日期", (d) => day(lastDay(d.month))),
    column("目标金额", (d) => yuan(d.amount)),
  ],
};

export const approvals: Table<ApprovalDoc> = {
  file: "审批记录.csv",
  columns: [
    column("审批单号", (d) => d.id),
    column("业务类型", (d) => d.subjectKind),
    column("业务单号", (d) => d.subject.id),
    column("提交人", (d) => d.requestedBy),
    column("提交时间", (d) => time(d.at)),
    column("审批人", (d) => d.approverId),
    column("审批时间", (d) => time(d.decidedAt)),
    column("审批结果", (d) => d.decision),
    column("审批层级", (d) => d.level),
    column("审批金额", (d) => yuan(d.amount)),
  ],
};

export const complaints: Table<ComplaintDoc> = {
  file: "客户投诉与评价.csv",
  columns: [
    column("工单编号", (d) => d.id),
    column("客户编号", (d) => d.customer.id),
    column("订单编号", (d) => d.deal?.id),
    column("产品编号", (d) => d.product?.id),
    column("涉及员工", (d) => d.employeeId),
    column("受理时间", (d) => time(d.at)),
    column("反馈渠道", (d) => d.channel),
    column("问题类型", (d) => d.category),
    column("评分", (d) => d.rating),
    column("内容", (d) => d.description),
    column("处理状态", (d) => (d.rating === undefined ? "已处理" : "")),
  ],
};

export const visits: Table<VisitDoc> = {
  file: "拜访签到.csv",
  style: { encoding: "utf-8-bom" },
  columns: [
    column("签到编号", (d) => d.id),
    column("签到人", (d) => d.seller.id),
    column("客户编号", (d) => d.customer.id),
    column("签到时间", (d) => time(d.at)),
    column("签退时间", (d) => time(d.endedAt)),
    column("经度", (d) => d.longitude.toFixed(6)),
    column("纬度", (d) => d.latitude.toFixed(6)),
    column("签到地址", (d) => d.address),
    column("偏差距离", (d) => d.distance),
    column("设备号", (d) => d.deviceId),
    column("设备风险", (d) => d.deviceRisk),
    column("照片指纹", (d) => d.photo),
    column("拜访纪要", (d) => d.notes, "blank"),
  ],
};

export const changes: Table<ChangeDoc> = {
  file: "修改记录.csv",
  columns: [
    column("日志编号", (d) => d.id),
    column("对象", (d) => d.subjectKind),
    column("业务单号", (d) => d.subject.id),
    column("字段", (d) => d.edit.field),
    column("修改前", (d) => d.edit.from),
    column("修改后", (d) => d.edit.to),
    column("操作时间", (d) => time(d.at)),
    column("操作人", (d) => d.edit.by),
    column("修改原因", (d) => d.edit.reason),
  ],
};

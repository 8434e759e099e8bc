import { dayText } from "../calendar.ts";
import type { Span } from "../options.ts";

/** Stands beside the files; it must not give the schemes away. */
export const readMe = (
  span: Span,
): string => `# 衡澜医疗用品股份有限公司：业务数据导出 / Henglan Medical Supplies: business data export

期间 / Period: ${dayText(span.start)} 至 ${dayText(span.end)}。本公司、人员、客户、账号、电话均为虚构，如有雷同纯属巧合。
The company, its people, customers, accounts and telephone numbers are invented; any likeness is chance.

经营注射穿刺、伤口护理、感控防护等医用耗材，经大区销售给经销商、医院、连锁药店和诊所。增值税率 13 %，金额单位为元。
It sells medical consumables through regional sales to dealers, hospitals, pharmacy chains and clinics. VAT is 13 %, amounts are in yuan.

| 文件 File | 内容 Content | 来源 Source |
|---|---|---|
| 员工.csv | 花名册 staff | 人事系统 HR |
| 客户.csv 联系人.csv | 客户主数据 customers, contacts | CRM |
| 产品与价目表.xlsx | 产品、价目表两张表 products and price lists, two sheets | 商务部手工维护 kept by hand |
| 商机.csv 报价单.csv 拜访签到.csv | 商机、报价、外勤签到 opportunities, quotes, visits | CRM |
| 合同.csv 审批记录.csv | 合同、审批 contracts, approvals | OA |
| 销售订单.csv 订单明细.csv | 订单 orders and lines | ERP |
| 发货签收.csv | 发货与签收 deliveries | 仓储系统 WMS |
| 发票.csv | 数电发票，红字发票为负数 invoices, red letters negative | 税务系统 tax system |
| 回款.csv AR_open_items.csv | 回款、各季末应收 payments, open items at quarter ends | 财务系统 finance |
| 退货单.csv | 退货与价格调整 returns and price adjustments | ERP |
| 经销商进销存.csv | 经销商月报 dealers' monthly stock reports | 渠道系统 channel |
| 提成.csv 销售目标.csv | 提成、目标 commissions, targets | 薪酬 payroll |
| 费用报销.csv | 费用与返利（GB18030，分号分隔）expenses, rebates (GB18030, semicolons) | 费控系统 |
| 客户投诉与评价.csv | 投诉、评价 complaints, reviews | 客服系统 |
| 修改记录.csv | 字段修改日志 field changes | CRM/ERP |

## 公司制度摘要 / Rules of the house
- 审批：单笔订单或合同含税满 10 万元须大区总监批准，满 30 万元须销售副总批准；低于该类客户最低限价须大区总监特价批准。
  Approval: a single order or contract of ¥100,000 gross needs the regional director, ¥300,000 the vice-president for sales; prices under the class floor need the director.
- 提成：按当月订单不含税金额计提，完成目标不足 80 % 按 0.6 %，80–100 % 按 1.0 %，满 100 % 按 1.6 %，满 120 % 按 2.0 %；次月 15 日发放，退货在退货当月扣回。
  Commission: on the month's net orders: 0.6 % below 80 % of target, 1.0 % to 100 %, 1.6 % from 100 %, 2.0 % from 120 %; paid on the 15th of the next month, taken back when goods return.
- 账期：经销商 30–60 天，医院 90 天，连锁药店 45 天，诊所 30 天。
  Terms: dealers 30–60 days, hospitals 90, pharmacies 45, clinics 30.
- 收入以签收为准，开票不得早于签收（预付款客户除外）。
  Revenue on signature; no invoice before it, except for customers who pay in advance.
- 拜访须在客户现场签到拍照；经销商只在约定区域销售，每月上报进销存。
  Visits are checked in and photographed on the spot; dealers sell in their own territory and report stock monthly.
`;

import { afterEach, beforeEach, expect, test } from "vitest";
import { openWarehouse, type Warehouse } from "../../platform/index.ts";
import { type GivenTable, giveTables } from "../loading/given-table.ts";
import { guessMapping } from "./guess-mapping.ts";

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse();
});
afterEach(() => warehouse.close());

interface Sample {
  readonly path: string;
  readonly member?: string;
  readonly kind: string;
  /** Header, the field it means (`-` for none), and what stands in two rows. */
  readonly columns: readonly (readonly [header: string, field: string, first: string, second: string])[];
}

const samples: readonly Sample[] = [
  {
    path: "销售订单列表.csv", // 金蝶云星空
    kind: "order-line",
    columns: [
      ["单据编号", "order_id", "XSDD000101", "XSDD000102"],
      ["日期", "ordered_at", "2024/3/5", "2024/3/6"],
      ["客户编码", "customer_id", "CUST0001", "CUST0002"],
      ["客户", "customer_name", "北京华信科技有限公司", "上海明珠贸易有限公司"],
      ["销售员", "seller_id", "张三", "李四"],
      ["物料编码", "product_id", "1.01.001", "1.01.002"],
      ["物料名称", "product_name", "水泵", "电机"],
      ["规格型号", "-", "DN50", "Y2-90"],
      ["销售单位", "unit", "台", "台"],
      ["销售数量", "quantity", "10", "5"],
      ["含税单价", "unit_price", "1,130.00", "565.00"],
      ["税额", "tax", "1,300.00", "325.00"],
      ["价税合计", "gross", "11,300.00", "2,825.00"],
      ["要货日期", "delivery_on", "2024/3/20", "2024/3/21"],
    ],
  },
  {
    path: "销售订单.xlsx",
    member: "Sheet1", // 用友 U8
    kind: "order",
    columns: [
      ["订单号", "order_id", "SO240301", "SO240302"],
      ["订单日期", "ordered_at", "2024-03-05", "2024-03-06"],
      ["客户编码", "customer_id", "01001", "01002"],
      ["客户简称", "customer_name", "华信科技", "明珠贸易"],
      ["业务员", "seller_id", "王芳", "李娜"],
      ["币种", "currency", "人民币", "人民币"],
      ["价税合计", "gross", "11300", "2825"],
      ["制单人", "created_by", "demo", "demo"],
      ["审核人", "approved_by", "admin", "admin"],
      ["审核日期", "approved_at", "2024-03-05", "2024-03-06"],
      ["订单状态", "status", "已审核", "已关闭"],
    ],
  },
  {
    path: "export.csv", // 纷享销客 SalesOrderObj
    kind: "order",
    columns: [
      ["_id", "order_id", "65e6c1f2a1", "65e6c1f2a2"],
      ["name", "-", "20240305-000001", "20240305-000002"],
      ["account_id", "customer_id", "65a0b1c2d1", "65a0b1c2d2"],
      ["owner", "seller_id", "1001", "1002"],
      ["order_time", "ordered_at", "1709568000000", "1709654400000"],
      ["order_amount", "gross", "11300.00", "2825.00"],
      ["life_status", "status", "normal", "normal"],
      ["logistics_status", "delivery_status", "1", "2"],
      ["ship_to_add", "ship_to_address", "北京市海淀区", "上海市浦东新区"],
      ["ship_to_tel", "ship_to_phone", "13800000001", "13800000002"],
      ["create_time", "created_at", "1709568000000", "1709654400000"],
      ["last_modified_time", "changed_at", "1709568000000", "1709654400000"],
      ["last_modified_by", "changed_by", "1001", "1002"],
      ["field_8Xk2a__c", "-", "x", "y"],
    ],
  },
  {
    path: "SalesOrderProductObj.csv",
    kind: "order-line",
    columns: [
      ["_id", "line_id", "75e6c1f2a1", "75e6c1f2a2"],
      ["order_id", "order_id", "65e6c1f2a1", "65e6c1f2a1"],
      ["product_id", "product_id", "55e6c1f2a1", "55e6c1f2a2"],
      ["quantity", "quantity", "2", "3"],
      ["sales_price", "unit_price", "100.00", "200.00"],
      ["product_price", "list_price", "110.00", "200.00"],
      ["discount", "discount", "90.9", "100"],
      ["subtotal", "gross", "200.00", "600.00"],
    ],
  },
  {
    path: "Sales_Orders_2024_03.csv", // Zoho CRM export
    kind: "order",
    columns: [
      ["Record Id", "order_id", "zcrm_5512340001", "zcrm_5512340002"],
      ["Sales Order Owner.id", "seller_id", "zcrm_551001", "zcrm_551002"],
      ["Sales Order Owner", "-", "Mary Smith", "John Doe"],
      ["Subject", "-", "Order for pumps", "Order for motors"],
      ["Account Name.id", "customer_id", "zcrm_550001", "zcrm_550002"],
      ["Account Name", "customer_name", "Acme Ltd", "Globex Corp"],
      ["Due Date", "-", "2024-04-05", "2024-04-06"],
      ["Status", "status", "Approved", "Delivered"],
      ["Sub Total", "net", "1000.00", "500.00"],
      ["Tax", "tax", "130.00", "65.00"],
      ["Grand Total", "gross", "1130.00", "565.00"],
      ["Created Time", "created_at", "2024-03-05 08:26:00", "2024-03-06 09:30:00"],
      ["Modified Time", "changed_at", "2024-03-05 08:26:00", "2024-03-07 09:30:00"],
    ],
  },
  {
    path: "Deals.csv",
    kind: "opportunity",
    columns: [
      ["id", "opportunity_id", "5512349001", "5512349002"],
      ["Deal_Name", "name", "Pumps for Acme", "Motors for Globex"],
      ["Account_Name", "customer_id", "Acme Ltd", "Globex Corp"],
      ["Owner", "owner_id", "Mary Smith", "John Doe"],
      ["Stage", "stage", "Closed Won", "Negotiation"],
      ["Amount", "amount", "1130.00", "565.00"],
      ["Closing_Date", "expected_close_on", "2024-04-05", "2024-04-06"],
      ["Probability", "probability", "100", "60"],
      ["Modified_Time", "changed_at", "2024-03-05T08:26:00+08:00", "2024-03-06T08:26:00+08:00"],
    ],
  },
  {
    path: "客户资料.xlsx",
    member: "客户",
    kind: "customer",
    columns: [
      ["客户编号", "customer_id", "C0001", "C0002"],
      ["客户名称", "name", "北京华信科技有限公司", "上海明珠贸易有限公司"],
      ["客户类型", "category", "直销", "经销"],
      ["所属行业", "industry", "机械", "贸易"],
      ["省份", "region", "北京", "上海"],
      ["详细地址", "address", "北京市海淀区中关村1号", "上海市浦东新区世纪大道2号"],
      ["联系人", "contact_name", "赵六", "钱七"],
      ["联系电话", "phone", "13800000001", "13800000002"],
      ["统一社会信用代码", "tax_number", "91110108MA00000001", "91310115MA00000002"],
      ["开户账号", "bank_account", "6222000000000001", "6222000000000002"],
      ["负责人", "owner_id", "E001", "E002"],
      ["信用额度(万元)", "credit_limit", "50", "100"],
      ["账期（天）", "payment_terms_days", "30", "60"],
      ["建档日期", "created_at", "2020-01-05", "2021-02-06"],
    ],
  },
  {
    path: "Accounts.csv",
    kind: "customer",
    columns: [
      ["Account Number", "customer_id", "10001", "10002"],
      ["Account Name", "name", "Acme Ltd", "Globex Corp"],
      ["Account Type", "category", "Customer", "Distributor"],
      ["Industry", "industry", "Manufacturing", "Trade"],
      ["Billing Street", "address", "1 Main Street", "2 High Street"],
      ["Phone", "phone", "+1 555 0100", "+1 555 0101"],
      ["Website", "website", "www.acme.example", "www.globex.example"],
      ["Account Owner", "owner_id", "Mary Smith", "John Doe"],
    ],
  },
  {
    path: "员工花名册.csv",
    kind: "employee",
    columns: [
      ["工号", "employee_id", "E001", "E002"],
      ["姓名", "name", "张三", "李四"],
      ["部门", "department", "销售一部", "销售二部"],
      ["岗位", "title", "销售代表", "大区经理"],
      ["直属上级", "manager_id", "E002", "E009"],
      ["手机号码", "phone", "13900000001", "13900000002"],
      ["家庭住址", "address", "北京市朝阳区1号", "上海市徐汇区2号"],
      ["工资卡号", "bank_account", "6222000000000011", "6222000000000012"],
      ["入职日期", "hired_on", "2019-07-01", "2018-03-15"],
      ["离职日期", "left_on", "", "2024-01-31"],
    ],
  },
  {
    path: "products.csv",
    kind: "product",
    columns: [
      ["SKU", "product_id", "P-100", "P-200"],
      ["Product Name", "name", "Pump", "Motor"],
      ["Category", "category", "Pumps", "Motors"],
      ["Unit", "unit", "pcs", "pcs"],
      ["List Price", "list_price", "110.00", "220.00"],
      ["Unit Cost", "cost", "60.00", "120.00"],
    ],
  },
  {
    path: "存货档案.csv",
    kind: "product",
    columns: [
      ["存货编码", "product_id", "010001", "010002"],
      ["存货名称", "name", "水泵", "电机"],
      ["存货分类", "category", "泵类", "电机类"],
      ["主计量单位", "unit", "台", "台"],
      ["参考售价", "list_price", "110", "220"],
      ["标准成本", "cost", "60", "120"],
    ],
  },
  {
    path: "发票清单.xlsx",
    member: "开票",
    kind: "invoice",
    columns: [
      ["发票代码", "-", "1100231130", "1100231130"],
      ["发票号码", "invoice_number", "23456789", "23456790"],
      ["开票日期", "invoiced_at", "2024年3月5日", "2024年3月6日"],
      ["购买方名称", "buyer_name", "北京华信科技有限公司", "上海明珠贸易有限公司"],
      ["购买方税号", "buyer_tax_number", "91110108MA00000001", "91310115MA00000002"],
      ["金额", "net", "10000.00", "-2500.00"],
      ["税额", "tax", "1300.00", "-325.00"],
      ["价税合计", "gross", "11300.00", "-2825.00"],
      ["开票人", "created_by", "王会计", "王会计"],
      ["发票状态", "status", "正常", "红字"],
    ],
  },
  {
    path: "invoices.csv",
    kind: "invoice",
    columns: [
      ["Invoice No.", "invoice_id", "INV-1", "INV-2"],
      ["Invoice Date", "invoiced_at", "3/15/2024", "3/16/2024"],
      ["Due Date", "due_on", "4/15/2024", "4/16/2024"],
      ["Order No.", "order_id", "SO-1", "SO-2"],
      ["Customer No.", "customer_id", "C1", "C2"],
      ["Customer Name", "buyer_name", "Acme Ltd", "Globex Corp"],
      ["Net Amount", "net", "$1,000.00", "$500.00"],
      ["VAT", "tax", "$130.00", "$65.00"],
      ["Total Amount", "gross", "$1,130.00", "$565.00"],
    ],
  },
  {
    path: "回款记录.csv",
    kind: "payment",
    columns: [
      ["回款编号", "payment_id", "HK001", "HK002"],
      ["销售订单号", "order_id", "SO240301", "SO240302"],
      ["客户", "customer_id", "C0001", "C0002"],
      ["付款单位", "payer_name", "北京华信科技有限公司", "个人赵六"],
      ["付款账号", "payer_account", "6222000000000001", "6222000000000009"],
      ["回款日期", "paid_at", "2024-03-25", "2024-04-01"],
      ["回款金额（元）", "amount", "11,300.00", "2,825.00"],
      ["收款方式", "method", "银行转账", "现金"],
    ],
  },
  {
    path: "发货单.csv",
    kind: "delivery",
    columns: [
      ["发货单号", "delivery_id", "FH001", "FH002"],
      ["订单编号", "order_id", "SO240301", "SO240302"],
      ["客户编码", "customer_id", "C0001", "C0002"],
      ["商品编码", "product_id", "P100", "P200"],
      ["实发数量", "quantity", "10", "5"],
      ["发货日期", "shipped_at", "2024-03-08", "2024-03-09"],
      ["签收日期", "delivered_at", "2024-03-10", "2024-03-12"],
      ["签收人", "signed_by", "赵六", "钱七"],
      ["收货地址", "address", "北京市海淀区中关村1号", "上海市浦东新区世纪大道2号"],
      ["物流公司", "carrier", "顺丰", "德邦"],
      ["运单号", "tracking_number", "SF1000001", "DB1000002"],
    ],
  },
  {
    path: "checkins.csv", // 纷享销客 outsideAttendance
    kind: "activity",
    columns: [
      ["openUserId", "employee_id", "FSUID_1", "FSUID_2"],
      ["userName", "-", "张三", "李四"],
      ["checkinsTimeStamp", "started_at", "1709568000000", "1709654400000"],
      ["checkinsLon", "longitude", "116.397", "121.473"],
      ["checkinsLat", "latitude", "39.908", "31.230"],
      ["checkinsAddressDesc", "address", "北京市东城区", "上海市黄浦区"],
      ["customerId", "customer_id", "65a0b1c2d1", "65a0b1c2d2"],
      ["checkinsDistnace", "distance", "12.5", "830"],
      ["deviceRisk", "-", "0", "0"],
      ["cheatRisk", "device_risk", "0", "3"],
      ["contentText", "notes", "拜访采购经理", "送样品"],
    ],
  },
  {
    path: "拜访记录.xlsx",
    member: "Sheet1",
    kind: "activity",
    columns: [
      ["拜访人", "employee_id", "E001", "E002"],
      ["拜访客户", "customer_id", "C0001", "C0002"],
      ["签到时间", "started_at", "2024-03-05 09:12", "2024-03-05 10:30"],
      ["签退时间", "ended_at", "2024-03-05 09:50", "2024-03-05 11:10"],
      ["签到地址", "address", "北京市海淀区", "上海市浦东新区"],
      ["经度", "longitude", "116.31", "121.52"],
      ["纬度", "latitude", "39.98", "31.23"],
      ["设备编号", "device_id", "D-77", "D-78"],
      ["拜访内容", "notes", "介绍新品", "催款"],
    ],
  },
  {
    path: "contracts.csv",
    kind: "contract",
    columns: [
      ["Contract No", "contract_id", "HT-1", "HT-2"],
      ["Contract Title", "name", "Supply of pumps", "Supply of motors"],
      ["Customer ID", "customer_id", "C1", "C2"],
      ["Salesperson", "seller_id", "E1", "E2"],
      ["Signing Date", "signed_at", "2024-03-01", "2024-03-02"],
      ["Start Date", "starts_on", "2024-03-05", "2024-03-06"],
      ["End Date", "ends_on", "2025-03-04", "2025-03-05"],
      ["Contract Value", "amount", "100000", "200000"],
      ["Special Terms", "terms", "none", "return within 90 days"],
    ],
  },
  {
    path: "合同台账.csv",
    kind: "contract",
    columns: [
      ["合同号", "contract_id", "HT2024001", "HT2024002"],
      ["合同名称", "name", "水泵供货合同", "电机供货合同"],
      ["甲方", "customer_id", "北京华信科技有限公司", "上海明珠贸易有限公司"],
      ["业务员", "seller_id", "张三", "李四"],
      ["签约日期", "signed_at", "2024.3.1", "2024.3.2"],
      ["合同金额（万元）", "amount", "12.5", "30"],
      ["账期", "payment_terms_days", "30", "90"],
      ["补充条款", "terms", "无", "可退货"],
    ],
  },
  {
    path: "销售退货单.csv",
    kind: "credit-note",
    columns: [
      ["退货单号", "credit_note_id", "TH001", "TH002"],
      ["原订单号", "order_id", "SO240301", "SO240302"],
      ["客户编码", "customer_id", "C0001", "C0002"],
      ["物料编码", "product_id", "P100", "P200"],
      ["退货数量", "quantity", "2", "1"],
      ["退货金额", "amount", "2260.00", "565.00"],
      ["退货日期", "credited_at", "2024-04-02", "2024-04-03"],
      ["退货原因", "reason", "质量问题", "客户取消"],
    ],
  },
  {
    path: "经销商进销存.csv",
    kind: "stock",
    columns: [
      ["经销商编号", "customer_id", "D001", "D002"],
      ["产品编码", "product_id", "P100", "P200"],
      ["月份", "as_of", "2024-03", "2024-03"],
      ["进货量", "sell_in_quantity", "100", "200"],
      ["终端销量", "sell_through_quantity", "20", "150"],
      ["期末库存", "stock_quantity", "80", "50"],
    ],
  },
  {
    path: "提成明细.csv",
    kind: "commission",
    columns: [
      ["工号", "employee_id", "E001", "E002"],
      ["所属月份", "period", "2024-03", "2024-03"],
      ["业绩金额", "base_amount", "100000", "80000"],
      ["提成比例", "rate", "3%", "3%"],
      ["提成金额", "amount", "3000", "2400"],
      ["发放日期", "paid_at", "2024-04-10", "2024-04-10"],
    ],
  },
  {
    path: "费用报销.csv",
    kind: "expense",
    columns: [
      ["报销单号", "expense_id", "BX001", "BX002"],
      ["报销人", "employee_id", "E001", "E002"],
      ["费用类型", "type", "招待费", "差旅费"],
      ["报销日期", "occurred_at", "2024-03-05", "2024-03-06"],
      ["报销金额", "amount", "800.00", "1200.00"],
      ["收款方", "payee_name", "某酒店", "某航空"],
      ["事由", "description", "客户招待", "拜访客户"],
    ],
  },
  {
    path: "targets.csv",
    kind: "target",
    columns: [
      ["Salesperson", "employee_id", "E1", "E2"],
      ["Quarter", "period", "2024Q1", "2024Q1"],
      ["Quota", "amount", "1000000", "800000"],
    ],
  },
  {
    path: "审批记录.csv",
    kind: "approval",
    columns: [
      ["审批单号", "approval_id", "SP001", "SP002"],
      ["单据类型", "subject_kind", "销售订单", "合同"],
      ["单据编号", "subject_id", "SO240301", "HT2024001"],
      ["申请人", "requested_by", "E001", "E002"],
      ["提交时间", "requested_at", "2024-03-05 08:26", "2024-03-06 09:00"],
      ["审批人", "approver_id", "E009", "E009"],
      ["审批时间", "decided_at", "2024-03-05 09:26", "2024-03-06 10:00"],
      ["审批结果", "decision", "同意", "拒绝"],
    ],
  },
  {
    path: "audit_log.csv",
    kind: "change",
    columns: [
      ["Record ID", "subject_id", "SO-1", "SO-1"],
      ["Module", "subject_kind", "Sales Orders", "Sales Orders"],
      ["Field Label", "field", "Amount", "Status"],
      ["Old Value", "old_value", "100", "Draft"],
      ["New Value", "new_value", "1000", "Approved"],
      ["Audited Time", "changed_at", "2024-03-05T08:26:00", "2024-03-05T08:27:00"],
      ["Done By", "changed_by", "Mary Smith", "Mary Smith"],
    ],
  },
  {
    path: "客诉记录.csv",
    kind: "complaint",
    columns: [
      ["投诉编号", "complaint_id", "TS001", "TS002"],
      ["客户编码", "customer_id", "C0001", "C0002"],
      ["订单号", "order_id", "SO240301", "SO240302"],
      ["投诉日期", "received_at", "2024-03-15", "2024-03-16"],
      ["投诉类型", "category", "未下单", "质量"],
      ["投诉内容", "description", "没有订过这批货", "水泵漏水"],
      ["处理状态", "status", "已关闭", "处理中"],
    ],
  },
  {
    path: "应收账款明细.csv",
    kind: "receivable",
    columns: [
      ["应收单号", "receivable_id", "YS001", "YS002"],
      ["客户编码", "customer_id", "C0001", "C0002"],
      ["业务员", "seller_id", "E001", "E002"],
      ["应收金额", "amount", "11300.00", "2825.00"],
      ["未收金额", "open_amount", "0.00", "2825.00"],
      ["到期日", "due_on", "2024-04-05", "2024-04-06"],
      ["截止日期", "as_of", "2024-06-30", "2024-06-30"],
    ],
  },
  {
    path: "价目表.csv",
    kind: "price-list",
    columns: [
      ["价目表编号", "price_list_id", "JM01", "JM01"],
      ["商品编码", "product_id", "P100", "P200"],
      ["客户级别", "customer_category", "A", "A"],
      ["标准价", "price", "110.00", "220.00"],
      ["最低限价", "min_price", "100.00", "200.00"],
      ["生效日期", "valid_from", "2024-01-01", "2024-01-01"],
      ["失效日期", "valid_to", "2024-12-31", "2024-12-31"],
    ],
  },
  {
    path: "报价单.csv",
    kind: "quote",
    columns: [
      ["报价单号", "quote_id", "BJ001", "BJ002"],
      ["客户编号", "customer_id", "C0001", "C0002"],
      ["报价日期", "quoted_at", "2024-02-20", "2024-02-21"],
      ["有效期至", "valid_until", "2024-03-20", "2024-03-21"],
      ["报价金额", "amount", "11300", "2825"],
      ["折扣率", "discount", "0.05", "0.1"],
      ["负责人", "seller_id", "E001", "E002"],
    ],
  },
  {
    path: "contacts.csv",
    kind: "contact",
    columns: [
      ["Contact Id", "contact_id", "K1", "K2"],
      ["Account Name", "customer_id", "Acme Ltd", "Globex Corp"],
      ["Full Name", "name", "Ann Lee", "Bob Ray"],
      ["Title", "title", "Buyer", "CFO"],
      ["Mobile", "phone", "+1 555 0100", "+1 555 0101"],
      ["Email", "email", "ann@acme.example", "bob@globex.example"],
    ],
  },
  {
    path: "sales_data_sample.csv",
    kind: "order-line",
    columns: [
      ["ORDERNUMBER", "order_id", "10107", "10107"],
      ["QUANTITYORDERED", "quantity", "30", "34"],
      ["PRICEEACH", "unit_price", "95.7", "81.35"],
      ["ORDERLINENUMBER", "line_no", "2", "5"],
      ["SALES", "gross", "2871", "2765.9"],
      ["ORDERDATE", "ordered_at", "2/24/2003 0:00", "5/7/2003 0:00"],
      ["STATUS", "status", "Shipped", "Shipped"],
      ["PRODUCTLINE", "category", "Motorcycles", "Motorcycles"],
      ["MSRP", "list_price", "95", "95"],
      ["PRODUCTCODE", "product_id", "S10_1678", "S10_1679"],
      ["CUSTOMERNAME", "customer_name", "Land of Toys Inc.", "Reims Collectables"],
    ],
  },
];

const given = ({ path, member, columns }: Sample): GivenTable => ({
  path,
  ...(member === undefined ? {} : { member }),
  columns: columns.map(([header]) => header),
  rows: [columns.map(([, , first]) => first), columns.map(([, , , second]) => second)],
});

test.each(samples.map((sample) => [`${sample.path} → ${sample.kind}`, sample] as const))(
  "recognises %s",
  async (_, sample) => {
    const tables = await giveTables(warehouse, [given(sample)]);
    const { mapping, questions } = await guessMapping(warehouse, tables);
    expect(questions).toEqual([]);
    const [source] = mapping.sources;
    const fieldOf = new Map(
      Object.entries(source?.fields ?? {}).flatMap(([field, from]) =>
        "column" in from && (from.confidence ?? 1) > 0.5 ? [[from.column, field]] : [],
      ),
    );
    const guessed = sample.columns.map(([header]) => [header, fieldOf.get(header) ?? "-"]);
    expect({ kind: source?.kind, fields: guessed }).toEqual({
      kind: sample.kind,
      fields: sample.columns.map(([header, field]) => [header, field]),
    });
  },
);

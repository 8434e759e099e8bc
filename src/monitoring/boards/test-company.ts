/** For tests: a small company whose figures can be worked out by head. Sellers S01 to S12 under M1, who is under TOP. */
export function testCompany(): Readonly<Record<string, string>> {
  return { "员工.csv": employees(), "客户.csv": customers(), "订单.csv": orders(), "退货单.csv": returns() };
}

const sellers = Array.from({ length: 12 }, (_, i) => `S${String(i + 1).padStart(2, "0")}`);
const months = Array.from({ length: 15 }, (_, i) =>
  new Date(Date.UTC(2024, 9 + i, 1)).toISOString().slice(0, 7),
);

/** Of seller S01, each order is 1,000; of S02 1,100; and so on. */
const price = (i: number) => 1_000 + 100 * i;

function employees(): string {
  const rows = sellers.map((id, i) => `${id},销售${i + 1},销售部,华东,M1`);
  return ["工号,姓名,部门,大区,直属上级", "TOP,总经理,总部,,", "M1,经理,销售部,华东,TOP", ...rows].join("\n");
}

/** C01 belongs to S01 and so on; C99 has no owner and buys from S01 and S02. */
function customers(): string {
  const rows = sellers.map((id, i) => `C${id.slice(1)},客户${i + 1}有限公司,经销商,上海,${id}`);
  return ["客户编号,客户名称,客户类别,省份,客户负责人", ...rows, "C99,共同客户有限公司,经销商,上海,"].join(
    "\n",
  );
}

function orders(): string {
  const rows = sellers.flatMap((seller, i) =>
    months.flatMap((month, m) =>
      [5, 15].map((day) =>
        order(
          `${seller}-${m}-${day}`,
          `C${seller.slice(1)}`,
          seller,
          `${month}-${String(day).padStart(2, "0")}`,
          price(i),
        ),
      ),
    ),
  );
  const shared = ["S01", "S02"].map((seller, i) =>
    order(`X-${seller}`, "C99", seller, "2025-11-20", 500 * (i + 1)),
  );
  return ["订单编号,客户编号,业务员编号,下单时间,价税合计,币种,大区,法人主体", ...rows, ...shared].join("\n");
}

const order = (id: string, customer: string, seller: string, day: string, amount: number) =>
  `${id},${customer},${seller},${day} 10:00:00,${amount}.00,CNY,华东,HL01`;

/** S03 takes one order of December 2025 back. */
function returns(): string {
  return "退货单号,原订单号,客户编号,业务员,退货金额,退货日期,币种\nT1,S03-14-5,C03,S03,1200.00,2025-12-10,CNY";
}

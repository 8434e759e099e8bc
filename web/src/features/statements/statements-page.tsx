import { Button } from "antd";
import { Link } from "react-router";
import { api } from "../../api/index.ts";
import { EmptyState, Loaded, Page, useWords } from "../../ui/index.ts";
import { CompanySection } from "./company-section.tsx";

const words = {
  zh: {
    title: "报表筛查",
    lead: "贝尼什 M 值把一家公司相邻两年的报表放在一起看：应收涨得比收入快、毛利下滑利润却上升、利润没有现金跟着，M 就高。它只筛查公司整体，不指向任何人或任何单据。",
    none: "还没有财务报表",
    how: "导入或录入“财务报表”：每家公司每年一条，至少有报告期、营业收入和资产总计；相邻两年都有，才能算出 M。",
    import: "导入数据",
    enter: "录入一条",
    caution:
      "界值 −1.78 与系数出自 Beneish（1999），按美国制造业公司估计；高速成长、并购、会计政策变更都会推高 M，金融企业不适用。高于界值是提出问题的理由，不是结论。",
  },
  en: {
    title: "Statement screen",
    lead: "Beneish's M lays a company's statements of two years side by side: receivables that outgrow sales, profit that rises on a falling margin, earnings without cash drive it up. It screens the company as a whole and points at no person and no document.",
    none: "There are no financial statements yet",
    how: "Import or enter records of the kind “Financial statement”: one a company and year, with at least the period, revenue and total assets. M takes two consecutive years.",
    import: "Import data",
    enter: "Enter one",
    caution:
      "The bound of −1.78 and the weights are Beneish's (1999), estimated on American manufacturers. Fast growth, mergers and changes of accounting policy raise M as well; it was not made for banks and insurers. Above the bound there is reason to ask, and nothing more.",
  },
};

/** The company's own statements by year, for finance and audit. */
export default function StatementsPage() {
  const text = useWords(words);
  const query = api.useQuery("get", "/api/statements", {}, { staleTime: 30_000 });
  return (
    <Page title={text.title} lead={text.lead}>
      <Loaded query={query} rows={10}>
        {({ companies, bound }) =>
          companies.length === 0 ? (
            <EmptyState title={text.none}>
              <p className="how">{text.how}</p>
              <Link to="/imports/new">
                <Button type="primary">{text.import}</Button>
              </Link>{" "}
              <Link to="/records/financial-statement/new">
                <Button>{text.enter}</Button>
              </Link>
            </EmptyState>
          ) : (
            <>
              {companies.map((company) => (
                <CompanySection
                  key={`${company.entity} ${company.currency}`}
                  company={company}
                  bound={bound}
                />
              ))}
              <p className="note">{text.caution}</p>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

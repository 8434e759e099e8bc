import { ApartmentOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Tag, Tree } from "antd";
import { useEffect, useState } from "react";
import { api, useMe } from "../../api/index.ts";
import { EmptyState, Figure, FilterBar, Loaded, RefusalAlert, Section, useWords } from "../../ui/index.ts";
import { ImportOrgChart } from "./import-org-chart.tsx";
import { type Employee, loadLevel } from "./load-level.ts";

const words = {
  zh: {
    title: "组织架构",
    employees: "人",
    search: "按员工编号开头查找",
    importChart: "导入组织架构",
    none: "还没有组织架构",
    noneLead: "疑点的回避规则和经理能看到的范围都以组织架构为准。",
    nobody: "没有这样的员工编号",
    reports: (count: number) => `${count} 名下属`,
    reportsTo: (manager: string) => `上级 ${manager}`,
  },
  en: {
    title: "Org chart",
    employees: "employees",
    search: "Find by the beginning of the employee number",
    importChart: "Import the org chart",
    none: "There is no org chart yet",
    noneLead: "Who may not see an alert, and what a manager sees, follow from it.",
    nobody: "No such employee number",
    reports: (count: number) => (count === 1 ? "1 report" : `${count} reports`),
    reportsTo: (manager: string) => `reports to ${manager}`,
  },
};

export function OrgChart() {
  const text = useWords(words);
  const isKeeper = useMe().roles.includes("administrator");
  const [search, setSearch] = useState("");
  const [isImporting, setImporting] = useState(false);
  const wanted = search.trim();
  const parameters = { params: { query: wanted === "" ? {} : { search: wanted } } };
  const query = api.useQuery("get", "/api/org-chart", parameters);
  const importButton = isKeeper && (
    <Button icon={<UploadOutlined aria-hidden />} onClick={() => setImporting(true)}>
      {text.importChart}
    </Button>
  );
  return (
    <>
      <FilterBar search={search} onSearch={setSearch} placeholder={text.search}>
        <span className="bar-actions">{importButton}</span>
      </FilterBar>
      <Loaded query={query}>
        {({ rows, employees }) => {
          if (employees === 0) {
            return (
              <EmptyState title={text.none}>
                <p className="lead centred">{text.noneLead}</p>
              </EmptyState>
            );
          }
          if (rows.length === 0) return <EmptyState title={text.nobody} />;
          return (
            <Section
              title={text.title}
              extra={
                <span>
                  <Figure value={employees} /> {text.employees}
                </span>
              }
            >
              {/* Another key: another tree, with nothing of the one before unfolded. */}
              <Levels key={`${wanted}:${employees}`} top={rows} isFound={wanted !== ""} />
            </Section>
          );
        }}
      </Loaded>
      {isImporting && <ImportOrgChart onClose={() => setImporting(false)} />}
    </>
  );
}

interface Node extends Employee {
  readonly key: string;
  readonly isLeaf: boolean;
  readonly children?: Node[];
}

const nodeOf = (employee: Employee): Node => ({
  ...employee,
  key: employee.employeeId,
  isLeaf: employee.reports === 0,
});

/** Levels come when they are unfolded: a chart may hold hundreds of thousands. */
function Levels({ top, isFound }: { readonly top: readonly Employee[]; readonly isFound: boolean }) {
  const text = useWords(words);
  const [nodes, setNodes] = useState(() => top.map(nodeOf));
  const [error, setError] = useState<unknown>();
  useEffect(() => setNodes(top.map(nodeOf)), [top]);
  return (
    <>
      <RefusalAlert error={error} />
      <Tree<Node>
        className="org-chart"
        treeData={nodes}
        showLine
        icon={<ApartmentOutlined aria-hidden />}
        selectable={false}
        loadData={async ({ key }) => {
          try {
            const children = (await loadLevel(String(key))).map(nodeOf);
            setNodes((before) => withChildren(before, String(key), children));
          } catch (refusal) {
            setError(refusal);
          }
        }}
        titleRender={({ employeeId, account, reports, managerId }) => (
          <span>
            <code>{employeeId}</code> {account && <strong>{account.name}</strong>}{" "}
            {reports > 0 && <Tag variant="outlined">{text.reports(reports)}</Tag>}
            {isFound && managerId && <small>{text.reportsTo(managerId)}</small>}
          </span>
        )}
      />
    </>
  );
}

function withChildren(nodes: readonly Node[], key: string, children: Node[]): Node[] {
  return nodes.map((node) => {
    if (node.key === key) return { ...node, children };
    return node.children ? { ...node, children: withChildren(node.children, key, children) } : node;
  });
}

import { Alert, Modal } from "antd";
import { useState } from "react";
import { api, queryClient } from "../../api/index.ts";
import { RefusalAlert, useTell, useWords } from "../../ui/index.ts";
import { readPeople } from "./read-people.ts";
import { TableInput } from "./table-input.tsx";

const words = {
  zh: {
    title: "导入组织架构",
    lead: "新的组织架构将整体替换原有的。最高一级的上级编号留空。",
    example: "员工编号,上级编号\nE001,\nE002,E001",
    missing: "第一行没有找到列：员工编号、上级编号。",
    incomplete: (row: number) => `第 ${row} 行缺少员工编号。`,
    rows: (count: number) => `用这 ${count} 行替换`,
    done: (count: number) => `组织架构现有 ${count} 人。`,
  },
  en: {
    title: "Import the org chart",
    lead: "The new chart takes the place of the whole old one. Whoever is at the top has no manager.",
    example: "Employee ID,Manager ID\nE001,\nE002,E001",
    missing: "The first line lacks the columns Employee ID and Manager ID.",
    incomplete: (row: number) => `Row ${row} has no employee ID.`,
    rows: (count: number) => `Replace it by these rows: ${count}`,
    done: (count: number) => `The org chart now has ${count} employees.`,
  },
};

export function ImportOrgChart({ onClose }: { onClose(): void }) {
  const text = useWords(words);
  const tell = useTell();
  const [typed, setTyped] = useState("");
  const { rows, missing } = readPeople(typed, ["employeeId", "managerId"], []);
  const incomplete = rows.findIndex(({ employeeId }) => employeeId === undefined);
  const { mutate, isPending, error } = api.useMutation("put", "/api/org-chart", {
    onSuccess: ({ employees }) => {
      tell(text.done(employees));
      void queryClient.invalidateQueries({ queryKey: ["get", "/api/org-chart"] });
      onClose();
    },
  });
  const send = () =>
    mutate({
      body: {
        rows: rows.map(({ employeeId = "", managerId }) => ({
          employeeId,
          ...(managerId ? { managerId } : {}),
        })),
      },
    });
  const problem =
    missing.length > 0 ? text.missing : incomplete === -1 ? undefined : text.incomplete(incomplete + 1);
  return (
    <Modal
      open
      title={text.title}
      onCancel={onClose}
      mask={{ closable: false }}
      okText={text.rows(rows.length)}
      okButtonProps={{ disabled: rows.length === 0 || problem !== undefined, loading: isPending }}
      onOk={send}
    >
      <p className="lead">{text.lead}</p>
      <TableInput text={typed} example={text.example} onText={setTyped} />
      {typed.trim() !== "" && problem && <Alert className="below" type="warning" showIcon title={problem} />}
      <RefusalAlert error={error} />
    </Modal>
  );
}

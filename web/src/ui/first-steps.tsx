import { Button, Card } from "antd";
import { useNavigate } from "react-router";
import { useWords } from "./words.ts";

const words = {
  zh: {
    title: "从哪里开始",
    own: "导入自己的数据",
    ownText: "上传 CRM 或 ERP 导出的表格。系统会识别各列，先试算并显示结果，确认后才写入。",
    ownAction: "开始导入",
  },
  en: {
    title: "Where to begin",
    own: "Import your own data",
    ownText:
      "Upload tables exported from the CRM or ERP. Columns are recognised, a trial run shows the outcome, and nothing is written before you agree.",
    ownAction: "Begin an import",
  },
};

/** For the first page while the house holds no records. */
export function FirstSteps() {
  const text = useWords(words);
  const navigate = useNavigate();
  return (
    <section className="first-steps" aria-label={text.title}>
      <Card title={text.own}>
        <p>{text.ownText}</p>
        <Button type="primary" onClick={() => void navigate("/imports/new")}>
          {text.ownAction}
        </Button>
      </Card>
    </section>
  );
}

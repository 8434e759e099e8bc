import { api } from "../api/index.ts";
import { useWords } from "../ui/index.ts";

const words = {
  zh: { demo: "演示数据：公司、人物和交易均属虚构。" },
  en: { demo: "Demo data: the company, its people and its deals are invented." },
};

/** On every page: nobody may take what is invented for an accusation of somebody. */
export function DemoBanner() {
  const { demo } = useWords(words);
  const { data } = api.useQuery("get", "/api/house", {}, { staleTime: 60_000 });
  return data?.demo ? <div className="demo-banner">{demo}</div> : null;
}

import { Page, Section, useWords } from "../../ui/index.ts";
import { muteWords } from "./mute-words.ts";
import { MuteButton, Mutes } from "./mutes.tsx";

const words = {
  zh: {
    ...muteWords.zh,
    detectors: "检测器",
    lead: "哪些发现在一段时间内不提醒、为什么、到哪一天。发现照常进行并保留；到期自动恢复提醒。",
  },
  en: {
    ...muteWords.en,
    detectors: "Detectors",
    lead: "What alerts nobody for a while, why, and until which day. It is found and kept all the same, and is told again by itself after that day.",
  },
};

export default function MutesPage() {
  const text = useWords(words);
  return (
    <Page
      title={text.title}
      lead={text.lead}
      trail={[{ title: text.detectors, path: "/detectors" }]}
      actions={<MuteButton />}
    >
      <Section title={text.title}>
        <Mutes />
      </Section>
    </Page>
  );
}

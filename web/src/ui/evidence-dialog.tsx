import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Alert, Button, Checkbox, Flex, Modal } from "antd";
import { useState } from "react";
import { type Bilingual, useText, useWords } from "./words.ts";

const words = {
  zh: {
    make: "生成证据包",
    lead: "证据包是一个 zip 文件：披露的内容、逐项证明、签名的检查点、中英文说明和可断网使用的核验网页。收到的人无须信任本系统即可核验。",
    told: "生成证据包会记入日志，写明由谁、为哪个对象、披露了哪些字段。",
    choose: "披露的个人信息与自由文本",
    all: "全部披露",
    none: "这里没有单独封存的个人信息或自由文本。",
    withheld: "未勾选的字段保持隐藏，只留下摘要，日后仍可另行披露。非个人字段一并披露，不能分开。",
    do: "生成并下载",
    cancel: "取消",
  },
  en: {
    make: "Evidence package",
    lead: "A package is one zip file: what is disclosed, a proof of each item, signed checkpoints, a report in Chinese and English, and a page that checks it offline. Whoever gets it need not trust this system.",
    told: "Making a package goes into the log: who made it, of what, and which fields it discloses.",
    choose: "Personal data and free text to disclose",
    all: "Disclose all",
    none: "Nothing here is sealed apart as personal data or free text.",
    withheld:
      "Fields that are not ticked stay hidden behind their digests and can be disclosed another time. All other fields are disclosed together; they cannot be parted.",
    do: "Make and download",
    cancel: "Cancel",
  },
};

export interface EvidenceChoice {
  readonly personal: readonly string[];
  /** Of the further choices, those that are ticked. */
  readonly ticked: readonly string[];
}

export interface EvidenceDialogProps {
  /** Names under commitments of their own, and what they are called; absent while they are fetched. */
  readonly personal: readonly { readonly name: string; readonly label: Bilingual }[] | undefined;
  /** What else can be chosen, ticked to begin with. */
  readonly also?: readonly { readonly name: string; readonly label: Bilingual }[];
  /** Called when the dialog opens. */
  onOpen(): void;
  /** Gives the sentence of a refusal, where there is one. */
  make(choice: EvidenceChoice): Promise<string | undefined>;
}

/** The button that makes an evidence package, and the choice of what it discloses. */
export function EvidenceDialog({ personal, also = [], onOpen, make }: EvidenceDialogProps) {
  const word = useWords(words);
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [isMaking, setMaking] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [ticked, setTicked] = useState<readonly string[]>(also.map(({ name }) => name));
  const open = () => {
    onOpen();
    setChosen([]);
    setRefused(undefined);
    setOpen(true);
  };
  const start = async () => {
    setMaking(true);
    setRefused(undefined);
    const sentence = await make({ personal: chosen, ticked });
    setMaking(false);
    if (sentence === undefined) setOpen(false);
    else setRefused(sentence);
  };
  const names = personal?.map(({ name }) => name) ?? [];
  return (
    <>
      <Button type="text" icon={<SafetyCertificateOutlined aria-hidden />} onClick={open}>
        {word.make}
      </Button>
      <Modal
        open={isOpen}
        title={word.make}
        okText={word.do}
        cancelText={word.cancel}
        confirmLoading={isMaking}
        okButtonProps={{ disabled: personal === undefined }}
        onOk={() => void start()}
        onCancel={() => setOpen(false)}
      >
        <p>{word.lead}</p>
        {also.map(({ name, label }) => (
          <p key={name}>
            <Checkbox
              checked={ticked.includes(name)}
              onChange={(event) => setTicked(toggled(ticked, name, event.target.checked))}
            >
              {text(label)}
            </Checkbox>
          </p>
        ))}
        <h3>{word.choose}</h3>
        {personal && names.length === 0 && <p>{word.none}</p>}
        {names.length > 1 && (
          <p>
            <Checkbox
              checked={chosen.length === names.length}
              indeterminate={chosen.length > 0 && chosen.length < names.length}
              onChange={(event) => setChosen(event.target.checked ? names : [])}
            >
              <strong>{word.all}</strong>
            </Checkbox>
          </p>
        )}
        <Flex vertical gap={4}>
          {personal?.map(({ name, label }) => (
            <Checkbox
              key={name}
              checked={chosen.includes(name)}
              onChange={(event) => setChosen(toggled(chosen, name, event.target.checked))}
            >
              {text(label)}
            </Checkbox>
          ))}
        </Flex>
        <p className="lead">{word.withheld}</p>
        <p className="lead">{word.told}</p>
        {refused !== undefined && <Alert type="error" showIcon title={refused} />}
      </Modal>
    </>
  );
}

function toggled(names: readonly string[], name: string, isOn: boolean): string[] {
  const others = names.filter((other) => other !== name);
  return isOn ? [...others, name] : others;
}

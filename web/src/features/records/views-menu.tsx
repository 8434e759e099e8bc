import { StarOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { api, client, useMe } from "../../api/index.ts";
import { RefusalAlert, useConfirm, useTell, useTellRefusal, useWords } from "../../ui/index.ts";
import { choiceOf, definitionOf, writeChoice } from "./choice.ts";
import type { Choice, SavedView } from "./types.ts";

const words = {
  zh: {
    views: "视图",
    mine: "我的视图",
    shared: "共享视图",
    none: "还没有保存的视图",
    saveAs: "另存为新视图……",
    save: "保存改动",
    rename: "重命名……",
    share: "共享给所有人",
    unshare: "取消共享",
    remove: "删除视图",
    name: "视图名称",
    ok: "保存",
    cancel: "取消",
    saved: "视图已保存",
    removed: "视图已删除",
    sure: (name: string) => `删除视图“${name}”？`,
    sureLead: "只删除这组条件，记录不受影响。",
    shareNote: "名称和条件将对所有能查看记录的人可见，包括销售人员。",
    shareTitle: (name: string) => `共享视图“${name}”？`,
  },
  en: {
    views: "Views",
    mine: "My views",
    shared: "Shared views",
    none: "No view is saved yet",
    saveAs: "Save as a new view …",
    save: "Save the changes",
    rename: "Rename …",
    share: "Share with everybody",
    unshare: "Stop sharing",
    remove: "Delete the view",
    name: "Name of the view",
    ok: "Save",
    cancel: "Cancel",
    saved: "The view is saved",
    removed: "The view is deleted",
    sure: (name: string) => `Delete the view ${name}?`,
    sureLead: "Only these conditions are deleted, no record.",
    shareNote:
      "Its name and conditions can then be seen by everybody who reads records, salespeople included.",
    shareTitle: (name: string) => `Share the view ${name}?`,
  },
};

interface Props {
  readonly kind: string;
  readonly choice: Choice;
  onChange(choice: Partial<Choice>): void;
}

/** What is looked at, kept under a name. */
export function ViewsMenu({ kind, choice, onChange }: Props) {
  const word = useWords(words);
  const { roles } = useMe();
  const [naming, setNaming] = useState<"new" | "rename">();
  const acts = useViewActs(kind);
  const views = api.useQuery("get", "/api/views", { params: { query: { kind } } }).data ?? [];
  const open = views.find(({ id }) => id === choice.view);
  const isChanged = open !== undefined && `${writeChoice(choiceOf(open))}` !== `${writeChoice(choice)}`;
  const mayShare = open !== undefined && roles.includes("lead-auditor") && (open.isMine || open.isShared);
  const show = (view: SavedView) => ({
    key: view.id,
    label: view.name,
    onClick: () => onChange(choiceOf(view)),
  });
  const group = (label: string, of: readonly SavedView[]) =>
    of.length > 0 ? [{ key: label, type: "group" as const, label, children: of.map(show) }] : [];
  const items = [
    ...group(
      word.mine,
      views.filter(({ isMine }) => isMine),
    ),
    ...group(
      word.shared,
      views.filter(({ isMine }) => !isMine),
    ),
    ...(views.length === 0 ? [{ key: "none", label: word.none, disabled: true }] : []),
    { key: "line", type: "divider" as const },
    { key: "new", label: word.saveAs, onClick: () => setNaming("new") },
    ...(open?.isMine
      ? [
          {
            key: "save",
            label: word.save,
            disabled: !isChanged,
            onClick: () => void acts.resave(open, choice),
          },
          { key: "rename", label: word.rename, onClick: () => setNaming("rename") },
        ]
      : []),
    ...(mayShare
      ? [{ key: "share", label: open.isShared ? word.unshare : word.share, onClick: () => acts.share(open) }]
      : []),
    ...(open?.isMine || (mayShare && open.isShared)
      ? [
          {
            key: "remove",
            danger: true,
            label: word.remove,
            onClick: () => acts.remove(open, () => onChange({ view: undefined })),
          },
        ]
      : []),
  ];
  return (
    <>
      <Dropdown
        menu={{ items, selectedKeys: open ? [open.id] : [] }}
        trigger={["click"]}
        placement="bottomRight"
      >
        <Button icon={<StarOutlined aria-hidden />}>
          {open ? open.name : word.views}
          {isChanged && " *"}
        </Button>
      </Dropdown>
      {naming && (
        <NameView
          given={naming === "rename" ? (open?.name ?? "") : ""}
          onClose={() => setNaming(undefined)}
          onName={async (name) => {
            if (naming === "rename" && open) await acts.rename(open, name);
            else onChange({ view: (await acts.save(name, choice)).id });
            setNaming(undefined);
          }}
        />
      )}
    </>
  );
}

/** Each tells, and has the views read again. */
function useViewActs(kind: string) {
  const word = useWords(words);
  const confirm = useConfirm();
  const tell = useTell();
  const tellRefusal = useTellRefusal();
  const queries = useQueryClient();
  const done = async (text: string) => {
    await queries.invalidateQueries({ queryKey: ["get", "/api/views"] });
    tell(text);
  };
  return {
    async save(name: string, choice: Choice): Promise<SavedView> {
      const view = await taken(
        client.POST("/api/views", { body: { name, kind, definition: definitionOf(choice) } }),
      );
      await done(word.saved);
      return view;
    },
    async resave({ id, version }: SavedView, choice: Choice): Promise<void> {
      const body = { version, definition: definitionOf(choice) };
      await taken(client.PUT("/api/views/{id}", { params: { path: { id } }, body })).then(
        () => done(word.saved),
        tellRefusal,
      );
    },
    async rename({ id }: SavedView, name: string): Promise<void> {
      await taken(client.PUT("/api/views/{id}/name", { params: { path: { id } }, body: { name } }));
      await done(word.saved);
    },
    share({ id, name, isShared }: SavedView): void {
      const act = async () => {
        await taken(
          client.PUT("/api/views/{id}/sharing", { params: { path: { id } }, body: { isShared: !isShared } }),
        );
        await done(word.saved);
      };
      if (isShared) void act().catch(tellRefusal);
      else confirm({ title: word.shareTitle(name), content: word.shareNote, verb: word.share, act });
    },
    remove({ id, name }: SavedView, after: () => void): void {
      const act = async () => {
        const { error } = await client.DELETE("/api/views/{id}", { params: { path: { id } } });
        if (error) throw error;
        after();
        await done(word.removed);
      };
      confirm({ title: word.sure(name), content: word.sureLead, verb: word.remove, isDangerous: true, act });
    },
  };
}

/** The answer, or what was refused is thrown. */
async function taken<Data>(answer: Promise<{ data?: Data; error?: unknown }>): Promise<Data> {
  const { data, error } = await answer;
  if (data === undefined) throw error;
  return data;
}

interface NameProps {
  readonly given: string;
  onName(name: string): Promise<void>;
  onClose(): void;
}

function NameView({ given, onName, onClose }: NameProps) {
  const word = useWords(words);
  const [name, setName] = useState(given);
  const [error, setError] = useState<unknown>();
  const submit = () => void onName(name.trim()).catch(setError);
  return (
    <Modal
      open
      title={word.name}
      okText={word.ok}
      cancelText={word.cancel}
      okButtonProps={{ disabled: name.trim() === "" }}
      onOk={submit}
      onCancel={onClose}
    >
      <Input
        autoFocus
        aria-label={word.name}
        maxLength={60}
        value={name}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={() => name.trim() !== "" && submit()}
      />
      <RefusalAlert error={error} />
    </Modal>
  );
}

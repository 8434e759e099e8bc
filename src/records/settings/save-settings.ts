import { type Context, canonicalJson, Refusal, schemaProblems } from "../../platform/index.ts";
import { insertVersion, readSection, readSettings, type SavedSection } from "./queries.ts";
import { sectionProblems } from "./section-problems.ts";
import { type Section, type SectionName, sections } from "./sections.ts";

export interface SaveSettingsInput<Name extends SectionName> {
  readonly section: Name;
  /** The version that the person saw; a later one refuses the save. */
  readonly version: number;
  readonly content: Section<Name>;
}

/** Settles one section anew. The settings as a whole must hold together. */
export async function saveSettings<Name extends SectionName>(
  context: Context,
  { section, version, content }: SaveSettingsInput<Name>,
): Promise<SavedSection<Name>> {
  const wrong = schemaProblems(sections[section], content);
  if (wrong.length > 0) {
    const at = (path: readonly PropertyKey[]) => path.map(String).join(".");
    throw new Refusal(
      "invalid",
      wrong.map(({ path, message: { zh, en } }) => ({
        zh: `${at(path)}：${zh}。`,
        en: `${at(path)}: ${en}.`,
      })),
    );
  }
  const after = sections[section].parse(content) as Section<Name>;
  return context.commit(async (tx) => {
    context.require("settings.change", sectionResource(section));
    const before = await readSection(tx, section);
    if (before.version !== version) throw staleSave(before, version);
    if (canonicalJson(before.content) === canonicalJson(after)) throw nothingChanges();
    const problems = sectionProblems(section, { ...(await readSettings(tx)), [section]: after });
    if (problems.length > 0) throw new Refusal("invalid", problems);
    const next = version + 1;
    await insertVersion(tx, {
      section,
      version: next,
      content: after,
      by: context.actor.id,
      at: context.now,
    });
    return {
      result: { section, version: next, content: after, savedBy: context.actor.id, savedAt: context.now },
      event: {
        type: "settings.changed",
        subject: `settings:${section}`,
        before: before.content,
        after,
        seals: { version: next },
      },
    };
  });
}

export const sectionResource = (section: SectionName) => ({ type: "SettingSection", id: section, section });

/** The page shows both texts: what was wanted is still in its form, and this version it reads anew. */
function staleSave({ version, savedAt }: SavedSection, seen: number): Refusal {
  const at = savedAt?.toISOString().slice(0, 16).replace("T", " ") ?? "";
  return new Refusal("conflict", {
    zh: `这组设置已有第 ${version} 版（${at} UTC 保存），您看到的是第 ${seen} 版。请对照后再保存。`,
    en: `These settings are at version ${version} (saved ${at} UTC), and you saw version ${seen}. Compare and save again.`,
  });
}

const nothingChanges = () =>
  new Refusal("invalid", { zh: "没有任何改动。", en: "Nothing has been changed." });

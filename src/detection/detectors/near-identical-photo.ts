import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { defineDetector, type QueryRow } from "../define-detector.ts";
import { percent } from "../figures.ts";
import { linksCustomers } from "../locality.ts";
import { whole } from "../parameter.ts";
import { hammingDistance, photoHash } from "../photo-hash.ts";

const visit = z.object({
  rid: z.int(),
  employee: z.string(),
  customer: z.string().optional(),
  day: z.string(),
  photo: z.string(),
});
type Visit = z.output<typeof visit>;

export default defineDetector({
  id: "near-identical-photo",
  scheme: "activity",
  basis: "place",
  title: { zh: "拜访照片略作改动后重复使用", en: "Visit photos used again after a small change" },
  why: {
    zh: "同一张照片裁一刀、调个亮度再传，文件指纹就变了，画面却没变；两次到访不会拍出几乎一样的一张。",
    en: "Cropped a little or brightened, a photo has another fingerprint and shows the same; two visits do not make nearly the same picture.",
  },
  formula: {
    zh: "照片列为 16 位十六进制感知指纹时直接比较；为 JPEG/PNG 的 data: 内容时先算 pHash（32×32 亮度、DCT 低频 8×8 与中位数比较，64 位）；其他指纹（如 MD5）只能看出完全相同，见“不可能的拜访”。汉明距离 1 至 {distance} 位、且不是同一员工同日同客户的两张算重复（完全相同的不在此计）。某员工重复 k 张（k ≥ {minPhotos}）、占其可比照片 n 张；至少相似的另一张须更早。得分 = 0.55 + 0.4·(k − 1)/(k + 3)。位数为常用值，其余为本产品设定。",
    en: "Where the photo column holds 16 hexadecimal digits of a perceptual hash they are compared; where it holds a JPEG or PNG as data: content its pHash is computed (32×32 brightness, lowest 8×8 DCT frequencies against their median, 64 bits); other fingerprints (MD5, say) show only the very same photo, see the implausible visits. Two with a Hamming distance of 1 to {distance} bits, and not of one employee, day and customer, are a reuse by the later visit. Told from {minPhotos} reuses (k) of an employee's n photos. Score = 0.55 + 0.4·(k − 1)/(k + 3). The distance is customary, the rest our default.",
  },
  innocent: [
    { zh: "同一陈列位、同一角度的例行拍照。", en: "Routine photos of one shelf from one angle." },
    { zh: "连拍的两张分别用在两张签到单上。", en: "Two of a burst used for two check-ins." },
  ],
  blindTo: [
    { zh: "大幅裁剪、镜像、旋转后的照片。", en: "Photos cropped heavily, mirrored or turned." },
    { zh: "只存 MD5 等普通指纹而没有照片内容的系统。", en: "Systems that keep an MD5 and no picture." },
  ],
  nextChecks: [
    {
      zh: "把两张照片并排看，查拍摄时间（EXIF）与地点。",
      en: "See the two side by side, with the time (EXIF) and place they were taken.",
    },
    { zh: "致电客户核实后一次拜访。", en: "Ask the customer about the later visit." },
  ],
  source:
    "Zauner 2010 (pHash); Hamming distance over four bands by the pigeonhole principle: Manku et al. 2007",
  severity: "medium",
  reads: { activities: ["employee_id", "photo_hash"] },
  params: z.object({
    distance: whole(3, [1, 3], "至多差几位", "most bits of difference"),
    minPhotos: whole(2, [1, 1000], "至少重复几张", "fewest reuses"),
  }),
  facts: z.object({
    employee: z.string(),
    count: z.int(),
    of: z.int(),
    first: z.string(),
    last: z.string(),
    bits: z.int(),
    example: z.string(),
  }),
  locality: linksCustomers,
  query: (_, { activities }) => sql`
    SELECT rid, employee_id AS employee, customer_id AS customer, CAST(CAST(started_at AS DATE) AS VARCHAR) AS day, trim(photo_hash) AS photo FROM ${activities}
    WHERE employee_id IS NOT NULL AND started_at IS NOT NULL AND (regexp_full_match(trim(photo_hash), '[0-9a-fA-F]{16}') OR starts_with(photo_hash, 'data:image/')) ORDER BY started_at, rid LIMIT 2000000`,
  judge: (rows, params) =>
    judgePhotos(
      rows.map((row) => visit.parse(row)),
      params,
    ),
  sentence: {
    zh: (f) =>
      `员工 ${f.employee} 的 ${f.of} 张拜访照片中有 ${f.count} 张（${percent(f.count / f.of, "zh")}）与更早的照片几乎一样（${f.first} 至 ${f.last}，最近的只差 ${f.bits} 位；例如 ${f.example}）。`,
    en: (f) =>
      `${f.count} of ${f.of} visit photos of employee ${f.employee} (${percent(f.count / f.of, "en")}) are nearly the same as earlier ones (${f.first} to ${f.last}, the closest ${f.bits} bits apart; for example ${f.example}).`,
  },
});

interface Limits {
  distance: number;
  minPhotos: number;
}

interface Reuse {
  readonly visit: Visit;
  readonly of: Visit;
  readonly bits: number;
}

function judgePhotos(visits: readonly Visit[], { distance, minPhotos }: Limits): QueryRow[] {
  const totals = new Map<string, number>();
  const bands = new Map<string, { visit: Visit; hash: string }[]>();
  const reuses = new Map<string, Reuse[]>();
  for (const one of visits) {
    const hash = hashOf(one.photo);
    if (hash === undefined) continue;
    totals.set(one.employee, (totals.get(one.employee) ?? 0) + 1);
    const found = nearest(one, hash);
    if (found) reuses.set(one.employee, [...(reuses.get(one.employee) ?? []), found]);
  }
  return [...reuses].flatMap(([employee, list]) =>
    list.length < minPhotos ? [] : [toRow(employee, list, totals.get(employee) ?? 0)],
  );

  /** Hashes that differ in three bits at most agree in one of four bands of sixteen bits. */
  function nearest(one: Visit, hash: string): Reuse | undefined {
    let best: Reuse | undefined;
    for (let band = 0; band < 4; band++) {
      const key = `${band}${hash.slice(4 * band, 4 * band + 4)}`;
      const others = bands.get(key) ?? [];
      for (const other of others.slice(-200)) {
        const bits = hammingDistance(hash, other.hash);
        if (bits === 0 || bits > distance || isOneVisit(one, other.visit) || bits >= (best?.bits ?? 65))
          continue;
        best = { visit: one, of: other.visit, bits };
      }
      others.push({ visit: one, hash });
      bands.set(key, others);
    }
    return best;
  }
}

const isOneVisit = (a: Visit, b: Visit) =>
  a.employee === b.employee && a.day === b.day && a.customer === b.customer;

function hashOf(photo: string): string | undefined {
  if (!photo.startsWith("data:image/")) return /^(.)\1{15}$/.test(photo) ? undefined : photo.toLowerCase();
  const [, content] = photo.split(";base64,");
  return content === undefined ? undefined : photoHash(Buffer.from(content, "base64"));
}

function toRow(employee: string, list: readonly Reuse[], of: number): QueryRow {
  const closest = list.reduce((best, one) => (one.bits < best.bits ? one : best));
  const days = list.map((one) => one.visit.day).sort();
  return {
    subject_kind: "seller",
    subject_id: employee,
    key: employee,
    score: Math.min(0.98, 0.55 + (0.4 * (list.length - 1)) / (list.length + 3)),
    seller: employee,
    evidence: [...new Set(list.flatMap((one) => [one.visit.rid, one.of.rid]))].slice(0, 200),
    evidence_total: list.length,
    facts: {
      employee,
      count: list.length,
      of,
      first: days[0] ?? "",
      last: days.at(-1) ?? "",
      bits: closest.bits,
      example: `${closest.of.day} ${closest.of.customer ?? ""} → ${closest.visit.day} ${closest.visit.customer ?? ""}`,
    },
  };
}

// In this order: each of the later ones also claims to be some of the earlier.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, "微信 WeChat"],
  [/Edg\//, "Edge"],
  [/QQBrowser/, "QQ 浏览器"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** `Chrome · Windows` from what a browser says of itself; undefined where it says nothing known. */
export function browserName(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined;
  const find = (list: typeof browsers) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const found = [find(browsers), find(systems)].filter((one) => one !== undefined);
  return found.length > 0 ? found.join(" · ") : undefined;
}

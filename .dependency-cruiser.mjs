// The order of the rooms: a room may import only from rooms before it, and only through their index.ts.
const rooms = ["platform", "demo", "records", "detection", "monitoring", "main"];

const direction = rooms.map((room, i) => ({
  name: `${room}-imports-only-earlier-rooms`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${rooms.slice(i + 1).join("|") || "none"})/` },
}));

const doors = rooms.map((room) => ({
  name: `${room}-is-entered-by-its-door`,
  severity: "error",
  from: { path: "^src/", pathNot: `^src/${room}/` },
  to: { path: `^src/${room}/`, pathNot: `^src/${room}/index\\.ts$` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...direction,
    ...doors,
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-drawers",
      comment: "A room called utils, helpers, common or shared belongs to nobody.",
      severity: "error",
      from: {},
      to: { path: "^src/.*(utils|helpers|common|shared)/" },
    },
    {
      name: "the-demo-company-stands-alone",
      comment: "Its planted schemes are a referee for the detectors: no code or threshold is shared (ADR 0002).",
      severity: "error",
      from: { path: "^src/(records|detection|monitoring)/" },
      to: { path: "^src/demo/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".mjs", ".js"] },
  },
};

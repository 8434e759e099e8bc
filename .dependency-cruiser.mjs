// The order of the rooms: a room may import only from rooms before it, and only through their index.ts.
const rooms = ["platform", "ledger", "people", "demo", "desk", "records", "detection", "monitoring", "main"];

const direction = rooms.map((room, i) => ({
  name: `${room}-imports-only-earlier-rooms`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${rooms.slice(i + 1).join("|") || "none"})/` },
}));

// The folders of the transparency log library, which is publishable alone.
const library =
  "^src/ledger/((ledger-error|library)\\.ts$|(checkpoint|encoding|evidence|note|policy|proof|tiles|tree)/)";
// Where node:crypto stands in for what a browser does by hand, and who does it there.
const twins = "^src/ledger/(tree/sha256|note/ed25519)";

const doors = rooms.map((room) => ({
  name: `${room}-is-entered-by-its-door`,
  severity: "error",
  from: { path: "^src/", pathNot: `^src/${room}/` },
  to: { path: `^src/${room}/`, pathNot: `^src/${room}/(index\\.ts$|testing/)` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...direction,
    ...doors,
    {
      name: "features-stand-alone",
      comment: "A feature links to another by its address; what several show is in web/src/ui.",
      severity: "error",
      from: { path: "^web/src/features/([^/]+)/" },
      to: { path: "^web/src/features/", pathNot: "^web/src/features/$1/" },
    },
    {
      name: "the-app-finds-features-by-itself",
      severity: "error",
      from: { path: "^web/src/", pathNot: "^web/src/features/" },
      to: { path: "^web/src/features/" },
    },
    {
      name: "the-client-knows-no-looks-and-looks-know-no-app",
      severity: "error",
      from: { path: "^web/src/(api|ui|features)/" },
      to: { path: "^web/src/app/" },
    },
    {
      name: "the-web-app-speaks-over-http",
      comment:
        "It knows the server by the types made from its routes. Only the library of the log is the same code here and there: a proof is checked where it is read (ADR 0404).",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(src|tools|bench)/", pathNot: "^src/ledger/library\\.ts$" },
    },
    {
      name: "testing-is-for-tests",
      severity: "error",
      from: { path: "^src/", pathNot: "(\\.test\\.ts$|/testing/|/test-|-fixture\\.ts$|\\.child\\.ts$)" },
      to: { path: "^src/[^/]+/testing/" },
    },
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
      comment:
        "Its planted schemes are a referee for the detectors: no code or threshold is shared (ADR 0002).",
      severity: "error",
      from: { path: "^src/(records|detection|monitoring)/" },
      to: { path: "^src/demo/" },
    },
    {
      name: "time-stamps-are-verified-anywhere",
      comment: "A page verifies them too: WebCrypto, the two parsers, and types.",
      severity: "error",
      from: { path: "^src/ledger/timestamp/", pathNot: "\\.test\\.ts$" },
      to: {
        pathNot: ["^src/ledger/timestamp/", "node_modules/(pkijs|asn1js)/"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "the-log-library-stands-alone",
      comment: "An outside auditor may take it as it is, and so do the pages: it imports nothing but itself.",
      severity: "error",
      from: { path: library, pathNot: `\\.test\\.ts$|${twins}` },
      to: { pathNot: library },
    },
    {
      name: "only-twins-hash-and-sign",
      comment: "node:crypto stands in two files, and each has a twin for browsers.",
      severity: "error",
      from: { path: `${twins}\\.ts$` },
      to: { pathNot: [library, "^(node:)?crypto$"] },
    },
    {
      name: "twins-for-browsers-need-no-node",
      severity: "error",
      from: { path: `${twins}\\.browser\\.ts$` },
      to: { pathNot: [library, "node_modules/@noble/(hashes|curves)/"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js"] },
  },
};

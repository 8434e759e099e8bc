import { theme as antd, type ThemeConfig } from "antd";

// Paper, ink and brass: an auditor's desk. Red, amber and green are kept for what they say.
const light = {
  ink: "#26425f",
  brass: "#a06f2c",
  paper: "#f6f5f1",
  sheet: "#ffffff",
  text: "#1d252d",
  quiet: "#5a646e",
  faint: "#858d95",
  line: "#dfdcd4",
  hover: "#f0eee8",
};
const dark = {
  ink: "#8db2dc",
  brass: "#d6a55c",
  paper: "#12161a",
  sheet: "#191e24",
  text: "#e4e6e8",
  quiet: "#9aa4ae",
  faint: "#77828c",
  line: "#2c343c",
  hover: "#212830",
};
export const palettes = { light, dark };
export type Palette = typeof light;

// Grounds of tags and notices: antd's own are worked out from the strong colours and turn muddy.
const soft = {
  light: {
    colorSuccessBg: "#edf5f0",
    colorSuccessBorder: "#b5d5c3",
    colorWarningBg: "#fbf5e6",
    colorWarningBorder: "#e6cf98",
    colorErrorBg: "#fbefed",
    colorErrorBorder: "#e5b9b3",
    colorInfoBg: "#eef2f6",
    colorInfoBorder: "#bccbda",
  },
  dark: {
    colorSuccessBg: "#16261e",
    colorSuccessBorder: "#2f5a43",
    colorWarningBg: "#2a2313",
    colorWarningBorder: "#62512a",
    colorErrorBg: "#2d1a18",
    colorErrorBorder: "#6b3832",
    colorInfoBg: "#182330",
    colorInfoBorder: "#33475c",
  },
};

/** Series of charts, told apart also by those who do not see red and green. */
export const seriesColours = {
  light: ["#26425f", "#b5762a", "#5f8f8b", "#8a5a83", "#7a8794", "#a3483c"],
  dark: ["#8db2dc", "#dba75e", "#7dbab4", "#c493bd", "#9aa4ae", "#e08476"],
};

// Where a machine has no Chinese font of its own, the last one before sans-serif is fetched from the server.
const fonts =
  '-apple-system, "Segoe UI", Roboto, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "Plumbline Noto Sans SC", sans-serif';
const figures =
  'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", Consolas, "DejaVu Sans Mono", monospace';

export function themeFor(mode: "light" | "dark", moves: boolean): ThemeConfig {
  const own = palettes[mode];
  return {
    algorithm: mode === "dark" ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: own.ink,
      colorInfo: own.ink,
      colorLink: own.ink,
      colorSuccess: mode === "dark" ? "#6bb58b" : "#2f7a52",
      colorWarning: mode === "dark" ? "#d9a441" : "#b7791f",
      colorError: mode === "dark" ? "#e5796d" : "#b23a2e",
      ...soft[mode],
      colorTextBase: own.text,
      colorBgBase: own.sheet,
      colorBgLayout: own.paper,
      colorBgContainer: own.sheet,
      colorBorder: own.line,
      colorBorderSecondary: own.line,
      colorTextSecondary: own.quiet,
      colorTextTertiary: own.quiet,
      colorTextDescription: own.quiet,
      colorTextPlaceholder: own.faint,
      fontFamily: fonts,
      fontFamilyCode: figures,
      controlItemBgHover: own.hover,
      controlItemBgActive: own.hover,
      controlItemBgActiveHover: own.hover,
      controlHeight: 30,
      controlHeightLG: 38,
      fontSize: 14,
      fontSizeLG: 15,
      fontSizeHeading1: 26,
      fontSizeHeading2: 21,
      fontSizeHeading3: 17,
      fontSizeHeading4: 15,
      borderRadius: 4,
      wireframe: false,
      motion: moves,
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.16s",
    },
    components: {
      Layout: {
        siderBg: own.sheet,
        headerBg: own.sheet,
        bodyBg: own.paper,
        headerHeight: 48,
        headerPadding: "0 16px",
      },
      Button: {
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        // The ink of the night is a light one: white on it could not be read.
        primaryColor: mode === "dark" ? "#0d1620" : "#ffffff",
      },
      Descriptions: { labelColor: own.quiet },
      Segmented: { trackBg: own.hover },
      Menu: {
        itemHeight: 34,
        itemBorderRadius: 4,
        itemSelectedBg: own.hover,
        itemSelectedColor: own.text,
        itemBg: "transparent",
        activeBarBorderWidth: 0,
      },
      Table: {
        headerBg: own.paper,
        headerColor: own.quiet,
        headerSplitColor: "transparent",
        rowHoverBg: own.hover,
        cellFontSizeSM: 13,
        cellPaddingBlockSM: 6,
        cellPaddingInlineSM: 10,
      },
      Card: { headerFontSize: 14 },
      Typography: { titleMarginBottom: 0, titleMarginTop: 0 },
    },
  };
}

import { Button } from "antd";
import { setLanguage, useLanguage } from "./words.ts";

/** Named in the language it leads to: whoever cannot read this one must find it. */
export function LanguageSwitch() {
  const isChinese = useLanguage() === "zh";
  return (
    <Button
      type="text"
      lang={isChinese ? "en" : "zh-CN"}
      onClick={() => setLanguage(isChinese ? "en" : "zh")}
    >
      {isChinese ? "English" : "中文"}
    </Button>
  );
}

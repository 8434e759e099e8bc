import { createContext, useContext } from "react";

/** The business time zone of the settings; the browser's own until they are known. */
export const TimeZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone);

export const useTimeZone = (): string => useContext(TimeZoneContext);

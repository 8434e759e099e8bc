import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/index.ts";
import { Workbench } from "./app/workbench.tsx";
import { giveStylesTheNonce, tellThePage, UiProvider } from "./ui/index.ts";
import "./app/workbench.css";

giveStylesTheNonce();
tellThePage();
const place = document.getElementById("root");
if (!place) throw new Error("The page has no place for the app.");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <UiProvider>
        <Workbench />
      </UiProvider>
    </QueryClientProvider>
  </StrictMode>,
);

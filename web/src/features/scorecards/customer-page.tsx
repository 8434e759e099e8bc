import { PartyCard } from "./party-card.tsx";

export default function CustomerPage() {
  return <PartyCard kind="customer" />;
}

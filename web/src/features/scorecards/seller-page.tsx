import { PartyCard } from "./party-card.tsx";

export default function SellerPage() {
  return <PartyCard kind="seller" />;
}

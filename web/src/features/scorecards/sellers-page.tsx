import { PartyList } from "./party-list.tsx";

export default function SellersPage() {
  return <PartyList kind="seller" />;
}

import { PartyList } from "./party-list.tsx";

export default function CustomersPage() {
  return <PartyList kind="customer" />;
}

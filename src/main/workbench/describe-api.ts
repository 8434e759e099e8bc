import { openTestHouse } from "../../people/index.ts";

/** The OpenAPI document of the server's routes, from a house of its own that is closed again; nothing listens. */
export async function describeApi(): Promise<object> {
  const house = await openTestHouse();
  try {
    return house.http.swagger();
  } finally {
    await house.close();
  }
}

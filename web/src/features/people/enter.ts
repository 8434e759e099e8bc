import { useNavigate } from "react-router";
import { api, forgetEverything } from "../../api/index.ts";

/** Signs in by a password that was just chosen; where a code is needed too, the sign-in page asks for it. */
export function useEnter(): (body: { email: string; password: string }) => Promise<void> {
  const { mutateAsync } = api.useMutation("post", "/api/sign-in");
  const navigate = useNavigate();
  return async (body) => {
    const isIn = await mutateAsync({ body }).then(
      ({ state }) => state === "signed-in",
      () => false,
    );
    await forgetEverything();
    await navigate(isIn ? "/" : "/sign-in", { replace: true });
  };
}

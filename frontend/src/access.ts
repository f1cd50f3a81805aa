/**
 * Whether an access token names its bearer an admin.
 *
 * It decides only what is shown: the API checks the token of every request.
 */
export function isAdmin(accessToken: string): boolean {
  const groups = claims(accessToken)["cognito:groups"];
  return Array.isArray(groups) && groups.includes("admin");
}

/** No claims of what is no token. */
function claims(token: string): Record<string, unknown> {
  try {
    const payload = token.split(".")[1] ?? "";
    const claims: unknown = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

import { ErrorResponse, ErrorTimeout, type User, UserManager, WebStorageStateStore } from "oidc-client-ts";
import { isAdmin } from "./access.ts";
import { ApiError } from "./api-error.ts";
import type { Config } from "./config.ts";

const PREFIX = "sign-in.";
const RENEW_BEFORE_EXPIRY_S = 60;

/** Who is signed in. */
export interface Person {
  name: string;
  isAdmin: boolean;
}

/** Signing in by authorization code and PKCE. Tokens live in this tab only (sessionStorage). */
export class SignIn {
  readonly #manager: UserManager;
  readonly #signOutUrl: string;
  #renewal: Promise<User | null> | undefined;

  constructor(config: Config) {
    this.#signOutUrl = config.sign_out_url;
    this.#manager = new UserManager({
      authority: config.authority,
      client_id: config.client_id,
      redirect_uri: `${location.origin}/`,
      scope: config.scope,
      automaticSilentRenew: false,
      monitorSession: false,
      stateStore: new WebStorageStateStore({ store: sessionStorage, prefix: PREFIX }),
      userStore: new WebStorageStateStore({ store: sessionStorage, prefix: PREFIX }),
    });
  }

  /** Whether this tab has a session that may still be good: known before anything is loaded. */
  static get isLikely(): boolean {
    return Object.keys(sessionStorage).some((key) => key.startsWith(`${PREFIX}user:`));
  }

  /** Finishes a sign-in that is under way, else restores this tab's session. Returns who it is. */
  async resume(): Promise<Person | undefined> {
    const user = (await this.#current()) ?? (await this.#finish());
    if (isAnswer(location.search)) history.replaceState(null, "", "/");
    return user && { name: nameOf(user), isAdmin: isAdmin(user.access_token) };
  }

  /** Leaves for the sign-in page; it leads back to this very URL. */
  start(): Promise<void> {
    return this.#manager.signinRedirect({ state: location.search });
  }

  /** A valid access token, renewed silently. Throws ApiError "signed-out" where that fails. */
  readonly accessToken = async ({ renew = false } = {}): Promise<string> => {
    const user = await this.#manager.getUser();
    if (user && !renew && (user.expires_in ?? 0) > RENEW_BEFORE_EXPIRY_S) return user.access_token;
    return (await this.#renewed(user)).access_token;
  };

  /** Ends the session here and at the sign-in host. */
  async signOut(): Promise<void> {
    try {
      await this.#revoke();
    } finally {
      await this.#manager.removeUser();
      location.assign(this.#signOutUrl);
    }
  }

  /** A session that can still be used or renewed. */
  async #current(): Promise<User | undefined> {
    const user = await this.#manager.getUser();
    return user && (!user.expired || user.refresh_token) ? user : undefined;
  }

  async #finish(): Promise<User | undefined> {
    if (!isAnswer(location.search)) return undefined;
    try {
      const user = await this.#manager.signinRedirectCallback();
      returnTo(user.state);
      return user;
    } catch (error) {
      returnTo(error instanceof ErrorResponse ? error.state : "");
      throw error;
    }
  }

  async #renewed(user: User | null): Promise<User> {
    const renewed = user?.refresh_token ? await this.#renewOnce() : null;
    if (renewed) return renewed;
    await this.#manager.removeUser();
    throw new ApiError("signed-out");
  }

  /** Shared by all who wait: a rotating refresh token can be used only once. */
  #renewOnce(): Promise<User | null> {
    this.#renewal ??= this.#manager
      .signinSilent()
      .catch(refused)
      .finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  async #revoke(): Promise<void> {
    const endpoint = await this.#manager.metadataService.getRevocationEndpoint();
    if (endpoint) await this.#manager.revokeTokens(["refresh_token"]);
  }
}

/** No connection is no refusal: the session stays, and the caller may try again. */
function refused(error: unknown): null {
  if (error instanceof TypeError || error instanceof ErrorTimeout) throw error;
  return null;
}

function isAnswer(search: string): boolean {
  const query = new URLSearchParams(search);
  return query.has("state") && (query.has("code") || query.has("error"));
}

function returnTo(search: unknown): void {
  history.replaceState(null, "", typeof search === "string" && search ? `/${search}` : "/");
}

function nameOf({ profile }: User): string {
  return profile.email ?? profile.preferred_username ?? profile.sub;
}

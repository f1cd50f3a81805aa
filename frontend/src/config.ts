/** What the deployment tells the page; nothing of it is in the bundle. */
export interface Config {
  authority: string;
  client_id: string;
  scope: string;
  sign_out_url: string;
}

const FIELDS = ["authority", "client_id", "scope", "sign_out_url"] as const;

/** Reads /config.json. Throws an Error that names what is missing. */
export async function loadConfig(): Promise<Config> {
  const response = await fetch("/config.json", { cache: "no-cache" });
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
  return checked(await response.json());
}

function checked(config: Partial<Config>): Config {
  const missing = FIELDS.filter((field) => typeof config[field] !== "string");
  if (missing.length > 0) throw new Error(`/config.json lacks ${missing.join(", ")}`);
  return config as Config;
}
